"""What stands in a letter: live stories alone, taken through the gate as the letter is made."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models.fields.json import KeyTextTransform

from articles.models import Edition, Placement
from articles.models.placement import PlacementQuerySet, shelf
from articles.pages.cards import Card, cards
from articles.pages.identity import Site, Surroundings, surroundings
from articles.pages.photographs import File
from subscriptions.models import Mailing
from subscriptions.models.mailing import Kind

MOST = 12
"""Stories in a digest: more than that nobody reads in the morning."""
PHOTO_WIDTH = 960
"""Of the lead photo's file: its place is 600 pixels wide, on screens that may have two for each."""


@dataclass(frozen=True)
class Group:
    """Stories of one section, under its name; "" for those of none."""

    name: str
    stories: list[Card] = field(default_factory=list)


@dataclass(frozen=True)
class News:
    """The same for everyone who wants the same sections; `editions` are those that it quotes."""

    kind: str
    language: str
    at: datetime
    site: Site
    lead: Card
    groups: list[Group]
    editions: tuple[int, ...]

    @property
    def stories(self) -> list[Card]:
        return [self.lead, *(story for group in self.groups for story in group.stories)]

    @property
    def photo(self) -> File | None:
        """The file of the lead photo that a letter takes; none while there are no files."""
        return self.lead.figure.shot.jpeg_near(PHOTO_WIDTH) if self.lead.figure else None

    @property
    def photo_height(self) -> int:
        """At the letter's width of 600."""
        return round(600 * self.photo.height / self.photo.width) if self.photo else 0

    def still_stands(self) -> bool:
        """Whether readers of the site see now what it quotes. One query."""
        return Edition.objects.live().filter(pk__in=self.editions).count() == len(self.editions)


def news_of(mailing: Mailing, sections: frozenset[int] = frozenset(), *, at: datetime) -> News | None:
    """For readers of those sections, none meaning all. None where there is nothing to tell. Four queries."""
    if mailing.kind == Kind.BREAKING:
        found = list(Edition.objects.live(at).of_story(mailing.article_id or 0))
    else:
        found = most_important(stories_of(mailing, sections, at), at)
    around = surroundings(mailing.language, at=at)
    return told(mailing, found, around, at) if found else None


def news_of_story(article_id: int, *, at: datetime) -> News | None:
    """As breaking news would tell it. None where readers do not see it."""
    found = Edition.objects.live(at).of_story(article_id).first()
    if found is None:
        return None
    return told(Mailing(kind=Kind.BREAKING, language=found.language), [found], surroundings(found.language, at=at), at)


def stories_of(mailing: Mailing, sections: frozenset[int], at: datetime) -> PlacementQuerySet:
    """First published since the digest before and until this one was made: the same day for everyone."""
    return new_stories(mailing.language, mailing.since, mailing.made_at, sections, at=at)


def new_stories(
    language: str,
    since: datetime | None,
    until: datetime,
    sections: frozenset[int] = frozenset(),
    *,
    at: datetime | None = None,
) -> PlacementQuerySet:
    """A range of one index for each section."""
    names = [shelf(language, "section", pk) for pk in sections] or [shelf(language)]
    fresh = {"first_published_at__gt": since, "first_published_at__lte": until}
    return Placement.objects.live(at).filter(shelf__in=names, **fresh)


def most_important(rows: PlacementQuerySet, at: datetime) -> list[Edition]:
    """In the order in which they are told. Two queries: of a busy day only the chosen texts are fetched whole."""
    weight = KeyTextTransform("importance", "edition__content")
    chosen = rows.order_by(weight.desc(), "-first_published_at", "-article_id").values_list("edition_id", flat=True)
    ids = list(chosen[:MOST])
    found = Edition.objects.live(at).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def told(mailing: Mailing, found: list[Edition], around: Surroundings, at: datetime) -> News:
    lead, *rest = cards(found, at=at)
    return News(
        kind=mailing.kind,
        language=mailing.language,
        at=mailing.made_at,
        site=around.site,
        lead=lead,
        groups=grouped(rest, around),
        editions=tuple(edition.pk for edition in found),
    )


def grouped(stories: list[Card], around: Surroundings) -> list[Group]:
    """Sections in the newspaper's own order; what stands in none comes last."""
    groups = {pk: Group(name) for pk, _slug, name in around.sections} | {None: Group("")}
    for story in stories:
        pk = story.section["id"] if story.section else None
        groups[pk if pk in groups else None].stories.append(story)
    return [group for group in groups.values() if group.stories]
