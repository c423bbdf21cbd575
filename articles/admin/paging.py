"""Pages of a list that may have a million rows: nothing counts them."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from articles.models import Article

AHEAD = 4

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SHAPE = re.compile(r"(\d{1,17})\.(\d{1,18})", re.ASCII)


class NearPaginator(Paginator):
    """Knows of its rows as far as four pages beyond the one asked for."""

    asked_page = 1

    @cached_property
    def count(self) -> int:
        reach = (self.asked_page + AHEAD) * self.per_page
        return len(self.object_list.values_list("pk")[:reach])


class NearPages:
    """For an admin class."""

    show_full_result_count = False
    list_max_show_all = 0

    def get_paginator(self, request: HttpRequest, queryset, per_page: int, *rest, **options) -> Paginator:
        paginator = NearPaginator(queryset, per_page, *rest, **options)
        page = request.GET.get("p", "1")
        paginator.asked_page = int(page) if page.isdecimal() and len(page) < 6 else 1
        return paginator


class Cursor(NamedTuple):
    """Where a page of stories ends: in the address as microseconds and the story's id."""

    changed_at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.changed_at - EPOCH) // timedelta(microseconds=1)}.{self.pk}"

    @classmethod
    def of(cls, article: Article) -> "Cursor":
        return cls(article.changed_at, article.pk)

    @classmethod
    def read(cls, text: str | None) -> "Cursor | None":
        """None for nonsense: the list then begins anew."""
        found = SHAPE.fullmatch(text or "")
        return cls(EPOCH + timedelta(microseconds=int(found[1])), int(found[2])) if found else None


class Page(NamedTuple):
    """Rows in order, and whether there are newer and older ones."""

    rows: list
    has_newer: bool
    has_older: bool


def newest_page(stories: QuerySet[Article], size: int, *, before: Cursor | None, after: Cursor | None) -> Page:
    """Last changed first. Keyset: a deep page costs what the first does."""
    if after:
        newer = stories.filter(changed_at__gte=after.changed_at).filter(
            Q(changed_at__gt=after.changed_at) | Q(pk__gt=after.pk)
        )
        rows = list(newer.order_by("changed_at", "pk")[: size + 1])
        if len(rows) > size:
            return Page(rows[:size][::-1], has_newer=True, has_older=True)
        before = None  # less than a page is newer: the first page then
    if before:
        stories = stories.filter(changed_at__lte=before.changed_at).filter(
            Q(changed_at__lt=before.changed_at) | Q(pk__lt=before.pk)
        )
    rows = list(stories.order_by("-changed_at", "-pk")[: size + 1])
    return Page(rows[:size], has_newer=before is not None, has_older=len(rows) > size)


def newest_ids(rows: QuerySet, size: int, *, before: int | None, after: int | None) -> Page:
    """As `newest_page`, of what is in the order of its ids: ids alone."""
    ids = rows.values_list("pk", flat=True)
    if after is not None:
        newer = list(ids.filter(pk__gt=after).order_by("pk")[: size + 1])
        if len(newer) > size:
            return Page(newer[:size][::-1], has_newer=True, has_older=True)
        before = None
    if before is not None:
        ids = ids.filter(pk__lt=before)
    found = list(ids.order_by("-pk")[: size + 1])
    return Page(found[:size], has_newer=before is not None, has_older=len(found) > size)
