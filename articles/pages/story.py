"""A story's page: a frozen text with what lives around it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import Edition, Placement
from articles.models.author import Role
from articles.models.edition import Change
from articles.models.placement import shelf
from articles.models.prepared import AnyOf, Prepared
from articles.pages.age import next_birthday, years_since
from articles.pages.blocks import photos_of, shown_blocks, shown_stories
from articles.pages.cards import OUTSIDE, Card, card, label, photo_ids, said
from articles.pages.editions import TRANSLATED, columns, listed
from articles.pages.frame import Page, Shelf, framed
from articles.pages.naming import of_group, of_photos, of_stories
from articles.pages.photographs import CROPS, READERS, WHOLE, WIDE, Album, Figure, Viewers, photo_id
from articles.pages.structured import story_graph
from articles.text.reading_time import minutes_to_read


@dataclass(frozen=True)
class Note:
    """What readers are told of a change: a correction's text stays on every later edition."""

    at: datetime
    kind: str
    text: str
    change: str


@dataclass(kw_only=True)
class Byline:
    """`role` in words is empty for those who wrote the story; `part` is its value."""

    shelf: Shelf
    role: str
    part: str


@dataclass(kw_only=True)
class StoryPage(Page):
    """`minutes` it takes to read; `years` since it came out, 0 within the first, and when there will be one more;
    `crops` of the lead photo for whoever shows a link to the page elsewhere.
    """

    edition: Edition
    headline: str
    title: str
    lead: str
    label: str
    genre: str
    is_outside: bool
    source: str
    section: Shelf | None
    bylines: list[Byline]
    tags: list[Shelf]
    published_at: datetime
    updated_at: datetime | None
    dateline: str
    minutes: int
    years: int
    next_year_at: datetime
    figure: Figure | None
    crops: list[Figure]
    blocks: list[dict]
    notes: list[Note]
    related: list[Card]
    newer: Card | None = None
    older: Card | None = None

    @property
    def is_live(self) -> bool:
        """False in a preview of what readers do not see."""
        return self.edition.pk is not None and self.edition.is_live(self.at)

    @property
    def figures(self) -> list[Figure]:
        """All its photos: the lead photo, those between paragraphs, those of galleries."""
        found = [self.figure] if self.figure else []
        for block in self.blocks:
            found += {"photo": [block.get("figure")], "gallery": block.get("figures", [])}.get(block["type"], [])
        return found

    @property
    def structured(self) -> dict:
        return story_graph(self)


def story_page(edition: Edition, *, at: datetime | None = None, viewers: Viewers = READERS) -> StoryPage:
    """All that the page of that edition shows at that moment; the edition may be unsaved. Four queries."""
    at = at or timezone.now()
    content = edition.content
    around = _around(edition, at)
    lead = content["photo"]
    photos = photos_of(content) | photo_ids(around.values())
    album = Album(photos, at=at, frames=(WHOLE, WIDE), cropped=lead and photo_id(lead), viewers=viewers)
    cards = {pk: card(each, album, at=at) for pk, each in around.items()}
    newer, older = _neighbours(edition, at)
    same = {each.language: each.get_absolute_url() for each in around.values() if each.group == edition.group}
    return StoryPage(
        **framed(edition.language, edition.get_absolute_url(), at=at, same=same),
        **_words(edition),
        edition=edition,
        years=years_since(edition.first_published_at, at),
        next_year_at=next_birthday(edition.first_published_at, at),
        newer=newer,
        older=older,
        figure=album.figure(lead),
        crops=[figure for frame in CROPS if (figure := album.figure(lead, frame))],
        blocks=shown_blocks(content, album, cards),
        related=[cards[pk] for pk in content["related"] if pk in cards],
        names=_names(edition, [*around, *(each.id for each in (newer, older) if each)], photos),
    )


def _names(edition: Edition, beside: Iterable[int], photos: set[int]) -> frozenset[str]:
    """Stories that it shows, or will when they are live."""
    stories = {edition.article_id, *shown_stories(edition.content), *beside}
    return frozenset({of_group(edition.group), *of_stories(stories), *of_photos(photos)})


def _words(edition: Edition) -> dict:
    """What the page takes from the frozen text alone: no query."""
    content, language = edition.content, edition.language
    return {
        "headline": content["headline"],
        "title": content["seo_title"] or content["headline"],
        "lead": content["lead"],
        "label": label(content["genre"], language),
        "genre": content["genre"],
        "is_outside": content["genre"] in OUTSIDE,
        "source": content["source"],
        "dateline": content["dateline"],
        "section": _shelf("section", content["section"], language) if content["section"] else None,
        "bylines": [
            Byline(shelf=_shelf("author", each, language), role=_role(each, language), part=each["role"])
            for each in content["bylines"]
        ],
        "tags": [_shelf("tag", tag, language) for tag in content["tags"]],
        "published_at": edition.first_published_at,
        "updated_at": edition.changed_at if edition.changed_at > edition.first_published_at else None,
        "minutes": minutes_to_read(content["blocks"], language),
        "notes": notes_of(edition),
    }


def _role(byline: dict, language: str) -> str:
    return "" if byline["role"] == Role.AUTHOR else said(Role(byline["role"]), language)


def _shelf(kind: str, named: dict, language: str) -> Shelf:
    return Shelf(kind, named["id"], named["slug"], named["name"], language)


def _around(edition: Edition, at: datetime) -> dict[int, Edition]:
    """Live editions of the stories in cards and related news, and of the translations: one query."""
    ids = shown_stories(edition.content)
    found = _others(at=at, ids=ids, group=edition.group, own=edition.article_id)
    return {each.article_id: each for each in listed(found, TRANSLATED)}


@Prepared
def _others(*, at, ids, group, own) -> QuerySet:
    found = Edition.objects.live(at).filter(Q(AnyOf("article_id", ids)) | Q(group=group)).exclude(article_id=own)
    return found.order_by("language").values_list(*columns(TRANSLATED))


def _neighbours(edition: Edition, at: datetime) -> tuple[Card | None, Card | None]:
    """The stories after and before in the section: one query, two ranges of one index."""
    section = edition.content["section"]
    if not section:
        return None, None
    name = shelf(edition.language, "section", section["id"])
    moment = (edition.first_published_at, edition.article_id)
    found = _beside(at=at, shelf=name, moment=moment[0], story=moment[1])
    nothing = Album((), at=at)
    cards = [card(each, nothing, at=at) for each in listed(found)]
    return (
        next((each for each in cards if (each.published_at, each.id) > moment), None),
        next((each for each in cards if (each.published_at, each.id) < moment), None),
    )


@Prepared
def _beside(*, at, shelf, moment, story) -> QuerySet:
    rows = Placement.objects.on_shelf(shelf).exclude(article_id=story)
    newer = rows.after(moment, story).live(at).oldest_first().values("edition_id")[:1]
    older = rows.before(moment, story).live(at).newest_first().values("edition_id")[:1]
    found = Edition.objects.live(at).filter(Q(pk=Subquery(newer)) | Q(pk=Subquery(older)))
    return found.order_by().values_list(*columns())


def notes_of(edition: Edition) -> list[Note]:
    """Newest first."""
    notes = [(datetime.fromisoformat(each["at"]), each["change"], each["note"]) for each in edition.earlier_notes]
    if edition.public_note:
        notes.append((edition.visible_from, edition.change, edition.public_note))
    return [Note(at, said(Change(change), edition.language), text, change) for at, change, text in reversed(notes)]
