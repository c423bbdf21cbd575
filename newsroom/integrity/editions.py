"""Editions: their intervals, what they name, the lists they stand on, and how they are found."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, pairwise

from django.db import transaction
from django.db.models import Model

from articles.models import Article, Author, Edition, Photo, Placement, Section, Tag, Version
from articles.models.placement import photo_uses, shelves
from articles.publishing.publish import moved_from, place
from articles.search import index_editions
from articles.search.indexing import place as place_in_index
from articles.search.layout import EDITIONS
from articles.search.presence import present
from newsroom.integrity.findings import Check, Wrong

OVERLAP = "editions that are shown while another of the same story is"
NO_VERSION = "editions whose version is of another story"
UNKNOWN = "editions that name a {} that is no more"
SHELVES = "editions that are not on exactly the lists they belong to"
NOT_FOUND = "editions that the search does not find"


def look(editions: list[Edition]) -> Iterator[Wrong]:
    yield from ((OVERLAP, pk) for pk in overlapping({each.article_id for each in editions}))
    owners = dict(Version.objects.filter(pk__in=[each.version_id for each in editions]).values_list("pk", "article"))
    yield from ((NO_VERSION, each.pk) for each in editions if owners.get(each.version_id) != each.article_id)
    yield from unknown_names(editions)
    not_over = Edition.objects.not_over().filter(pk__in=[each.pk for each in editions]).order_by()
    not_over_ids = set(not_over.values_list("pk", flat=True))
    shown = [each for each in editions if each.pk in not_over_ids]
    moved = Tag.objects.moved({tag["id"] for each in shown for tag in each.content["tags"]})
    listed = defaultdict(set)
    for each in Placement.objects.filter(edition__in=shown):
        listed[each.edition_id].add((each.shelf, each.first_published_at, each.article_id))
    yield from ((SHELVES, each.pk) for each in shown if listed[each.pk] != belongs(each, moved))
    found = present(EDITIONS, [place_in_index(each.first_published_at, each.pk) for each in shown])
    yield from ((NOT_FOUND, each.pk) for each in shown if place_in_index(each.first_published_at, each.pk) not in found)


def belongs(edition: Edition, moved: dict[int, int]) -> set[tuple]:
    names = shelves(edition.language, edition.content, moved)
    return {(name, edition.first_published_at, edition.article_id) for name in names}


def overlapping(stories: set[int]) -> Iterator[int]:
    """Of each pair the later one."""
    rows = Edition.objects.filter(article__in=stories).order_by("article", "visible_from", "pk")
    times = [each for each in rows.defer("content") if not each.is_void]
    for before, after in pairwise(times):
        is_over = before.visible_until is not None and before.visible_until <= after.visible_from
        if before.article_id == after.article_id and not is_over:
            yield after.pk


def unknown_names(editions: list[Edition]) -> Iterator[Wrong]:
    """What was frozen by its number alone; tags that were merged lead on."""
    named = {each.pk: names_in(each.content) for each in editions}
    for kind, model in NAMED.items():
        wanted = set(chain.from_iterable(names[kind] for names in named.values()))
        known = set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        if kind == "tag":
            known |= Tag.objects.moved(wanted - known).keys()
        yield from ((UNKNOWN.format(kind), pk) for pk, names in named.items() if not names[kind] <= known)


NAMED: dict[str, type[Model]] = {"section": Section, "tag": Tag, "author": Author, "photo": Photo, "story": Article}


def names_in(content: dict) -> dict[str, set[int]]:
    cards = {block["article"] for block in content["blocks"] if block["type"] == "related"}
    return {
        "section": {content["section"]["id"]} if content["section"] else set(),
        "tag": {tag["id"] for tag in content["tags"]},
        "author": {byline["id"] for byline in content["bylines"]},
        "photo": {use["id"] for use in photo_uses(content)},
        "story": cards | set(content["related"]),
    }


@transaction.atomic
def list_again(pk: int) -> None:
    """With its story held: what a verb has ended meanwhile stays off the lists."""
    Article.objects.locked(Edition.objects.only("article").get(pk=pk).article_id)
    for edition in Edition.objects.not_over().filter(pk=pk):
        moved = moved_from(edition)
        edition.placements.all().delete()
        place(edition, moved)


@transaction.atomic
def index_again(pk: int) -> None:
    Article.objects.locked(Edition.objects.only("article").get(pk=pk).article_id)
    index_editions(Edition.objects.not_over().filter(pk=pk))


def check() -> Check:
    return Check(Edition.objects.all(), look, {SHELVES: list_again, NOT_FOUND: index_again})
