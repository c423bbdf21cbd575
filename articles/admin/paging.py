"""Pages of a list that may have a million rows: nothing counts them."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property

AHEAD = 4


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
