"""What the newsroom put right in stories that readers can still open, newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Edition
from articles.models.edition import Change
from articles.pages.cards import said
from articles.pages.frame import TONGUES, Page, address, framed
from articles.pages.lists import cursor_at, place_of
from articles.pages.naming import STORIES

A_PAGE = 24


@dataclass(frozen=True)
class Correction:
    """`headline` and `url` are those of the story as it stands now."""

    at: datetime
    kind: str
    note: str
    headline: str
    url: str


@dataclass(kw_only=True)
class CorrectionsPage(Page):
    """`older` is the cursor of the next page, "" on the last one."""

    corrections: list[Correction]
    older: str
    is_first: bool


def corrections_page(language: str, *, before: str = "", at: datetime | None = None) -> CorrectionsPage:
    """Five queries, however many there are; three with nothing to tell. A nonsense cursor is the first page."""
    at = at or timezone.now()
    place = place_of(before)
    found = _told(language, at, before=place)
    shown = found[:A_PAGE]
    url = address("corrections", language=language)
    others = [code for code in TONGUES if shown and code != language and has_corrections(code, at=at)]
    same = {code: address("corrections", language=code) for code in others}
    return CorrectionsPage(
        **framed(language, f"{url}?before={before}" if place else url, at=at, same=same),
        corrections=_with_stories(shown, at),
        older=cursor_at(shown[-1].visible_from, shown[-1].pk) if len(found) > A_PAGE else "",
        is_first=place is None,
        names=STORIES,
    )


def has_corrections(language: str, *, at: datetime) -> bool:
    """Whether that language's page has something to tell: one query."""
    return bool(_told(language, at, before=None))


def _told(language: str, at: datetime, before: tuple[datetime, int] | None) -> list[Edition]:
    """Editions that told readers of a mistake, of stories that are live: one query."""
    live = Edition.objects.live(at).filter(article_id=OuterRef("article_id"))
    rows = Edition.objects.shown(at).telling().in_language(language).filter(Exists(live)).defer("content")
    if before:
        moment, pk = before
        rows = rows.filter(visible_from__lte=moment).filter(Q(visible_from__lt=moment) | Q(pk__lt=pk))
    return list(rows.order_by("-visible_from", "-pk")[: A_PAGE + 1])


def _with_stories(told: list[Edition], at: datetime) -> list[Correction]:
    """One query for the stories as readers see them now."""
    live = Edition.objects.live(at).filter(article_id__in={each.article_id for each in told})
    stories = {each.article_id: each for each in live}
    return [
        Correction(
            at=each.visible_from,
            kind=said(Change(each.change), each.language),
            note=each.public_note,
            headline=stories[each.article_id].headline,
            url=stories[each.article_id].get_absolute_url(),
        )
        for each in told
        if each.article_id in stories  # one may have been withdrawn between the two queries
    ]
