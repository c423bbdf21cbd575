"""A story's page: a frozen text with what lives around it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, Subquery
from django.utils import timezone

from articles.models import Edition, Placement
from articles.models.placement import shelf
from articles.pages.cards import Card, card, photo_ids
from articles.pages.navigation import Shelf, sections
from articles.pages.photographs import Album, Figure

WORDS_A_MINUTE = 180


@dataclass(frozen=True)
class Note:
    """What readers are told of a change: a correction's text stays on every later edition."""

    at: datetime
    change: str
    text: str


@dataclass
class StoryPage:
    edition: Edition
    language: str
    url: str
    navigation: list[Shelf]
    headline: str
    title: str
    lead: str
    genre: str
    source: str
    section: Shelf | None
    bylines: list[dict]
    tags: list[Shelf]
    published_at: datetime
    updated_at: datetime | None
    figure: Figure | None
    blocks: list[dict]
    notes: list[Note]
    related: list[Card] = field(default_factory=list)
    translations: list[Card] = field(default_factory=list)
    newer: Card | None = None
    older: Card | None = None


def story_page(edition: Edition, *, at: datetime | None = None) -> StoryPage:
    """All that the page of that edition shows at that moment; the edition may be unsaved. Four queries."""
    at = at or timezone.now()
    content = edition.content
    around = _around(edition, at)
    neighbours = _neighbours(edition, at)
    uses = [content["photo"], *(use for block in content["blocks"] for use in _uses(block))]
    album = Album({_photo_id(use) for use in uses if use} | photo_ids(around.values()), at=at)
    cards = {pk: card(each, album, at=at) for pk, each in around.items()}
    return StoryPage(
        edition=edition,
        language=edition.language,
        url=edition.get_absolute_url() if edition.article_id else "",
        navigation=sections(edition.language),
        headline=content["headline"],
        title=content["seo_title"] or content["headline"],
        lead=content["lead"],
        genre=content["genre"],
        source=content["source"],
        section=_shelf("section", content["section"], edition.language),
        bylines=[each | {"shelf": _shelf("author", each, edition.language)} for each in content["bylines"]],
        tags=[_shelf("tag", tag, edition.language) for tag in content["tags"]],
        published_at=edition.first_published_at,
        updated_at=edition.changed_at if edition.changed_at > edition.first_published_at else None,
        figure=album.figure(content["photo"]),
        blocks=_blocks(content, album, cards),
        notes=_notes(edition),
        related=[cards[pk] for pk in content["related"] if pk in cards],
        translations=[each for each in cards.values() if around[each.id].group == edition.group],
        **neighbours,
    )


def _shelf(kind: str, named: dict | None, language: str) -> Shelf | None:
    return Shelf(kind, named["id"], named["slug"], named["name"], language) if named else None


def _around(edition: Edition, at: datetime) -> dict[int, Edition]:
    """Live editions of the stories in cards and related news, and of the translations: one query."""
    content = edition.content
    ids = {block["article"] for block in content["blocks"] if block["type"] == "related"} | set(content["related"])
    found = Edition.objects.live(at).filter(Q(article_id__in=ids) | Q(group=edition.group))
    return {each.article_id: each for each in found.exclude(article_id=edition.article_id).order_by("language")}


def _neighbours(edition: Edition, at: datetime) -> dict[str, Card | None]:
    """The stories before and after in the section: one query, two ranges of one index."""
    section = edition.content["section"]
    if not section:
        return {}
    row = Placement.objects.live(at).on_shelf(shelf(edition.language, "section", section["id"]))
    moment = (edition.first_published_at, edition.article_id or 0)
    older = row.before(*moment).newest_first().values("edition_id")[:1]
    newer = row.after(*moment).oldest_first().values("edition_id")[:1]
    found = Edition.objects.live(at).filter(Q(pk=Subquery(older)) | Q(pk=Subquery(newer)))
    nothing = Album((), at=at)
    found_cards = [card(each, nothing, at=at) for each in found.exclude(article_id=edition.article_id)]
    is_newer = {each.id: (each.published_at, each.id) > moment for each in found_cards}
    return {
        "newer": next((each for each in found_cards if is_newer[each.id]), None),
        "older": next((each for each in found_cards if not is_newer[each.id]), None),
    }


def _uses(block: dict) -> list[dict]:
    return {"photo": [block], "gallery": block.get("photos", [])}.get(block["type"], [])


def _photo_id(use: dict) -> int:
    return use.get("id") or use["photo"]


def _blocks(content: dict, album: Album, cards: dict[int, Card]) -> list[dict]:
    """Blocks for the templates: the dateline opens the first paragraph, what may not be shown leaves no gap."""
    shown = []
    dateline = content["dateline"]
    for block in content["blocks"]:
        kind = block["type"]
        if kind == "photo":
            block = {"type": kind, "figure": album.figure(block)}
        elif kind == "gallery":
            block = {"type": kind, "figure": [figure for use in block["photos"] if (figure := album.figure(use))]}
        elif kind == "related":
            block = {"type": kind, "card": cards.get(block["article"])}
        elif kind == "paragraph" and dateline:
            block, dateline = block | {"dateline": dateline}, ""
        if all(block.get(part, True) for part in ("figure", "card")):
            shown.append(block)
    return [{"type": "paragraph", "html": "", "dateline": dateline}, *shown] if dateline else shown


def _notes(edition: Edition) -> list[Note]:
    earlier = [Note(datetime.fromisoformat(each["at"]), each["change"], each["note"]) for each in edition.earlier_notes]
    own = [Note(edition.visible_from, edition.change, edition.public_note)] if edition.public_note else []
    return earlier + own
