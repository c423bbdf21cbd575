"""What differs between two states of a story, as an editor reads it: for history, merging, publishing and rescue."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from articles.admin.names import Names
from articles.admin.readout import (
    MOMENTS,
    PLAIN,
    Readout,
    readout_of_article,
    readout_of_edition,
    readout_of_form,
    readout_of_version,
)
from articles.admin.standing import moment
from articles.models import Article
from articles.models.article import Genre, Importance
from articles.models.names import Language
from articles.text.alignment import align
from articles.text.comparison import GONE, NEW, SAME, BlockChange, Piece, compare_blocks, compare_words
from articles.text.folding import fold

__all__ = [
    "Difference",
    "differences",
    "readout_of_article",
    "readout_of_edition",
    "readout_of_form",
    "readout_of_version",
]

UNFOLDED = 3
"""So many paragraphs in a row that did not change are shown; of a longer run, the first and the last are."""
CHOICES: dict[str, Any] = {"language": Language, "genre": Genre, "importance": Importance}


@dataclass(frozen=True)
class Difference:
    """One field. `name` is the form's; `kind` says what is filled: words and names `pieces`, photo `photos`
    (as (op, photo with its thumbnail)), body `stretches`."""

    name: str
    label: str
    kind: str
    pieces: list[Piece] = field(default_factory=list)
    photos: list[tuple[str, Any]] = field(default_factory=list)
    stretches: list["Stretch"] = field(default_factory=list)


@dataclass(frozen=True)
class ShownBlock:
    """A changed block with what its ids stand for. `told`: (label, pieces); `photos`, `stories`: (op, row)."""

    change: BlockChange
    label: str
    told: list[tuple[str, list[Piece]]]
    photos: list[tuple[str, Any]]
    stories: list[tuple[str, str]]


@dataclass(frozen=True)
class Stretch:
    is_folded: bool
    blocks: list[ShownBlock]


def differences(before: Readout, after: Readout) -> list[Difference]:
    """In the order of the form, the text last; nothing where nothing differs. At most ten queries.

    Where one of the two was frozen, the other is taken with the typography that publishing would give it.
    """
    both_published = before.related is not None and after.related is not None
    if before.is_frozen or after.is_frozen:
        before, after = before.as_readers_get_it(), after.as_readers_get_it()
    names = Names((before, after))
    found = [
        *_words(before, after),
        *_photo(before, after, names),
        _choice("section", names.section(before), names.section(after)),
        *_choices(before, after),
        _bylines(before, after, names),
        _tags(before, after, names),
        _text("dateline", names.dateline(before), names.dateline(after)),
        _related(before, after, names, both_published),
        _body(before, after, names),
    ]
    return [each for each in found if each]


def label(name: str) -> str:
    """What a field is called on screen."""
    own = {
        "bylines": _("Bylines"),
        "related": _("Related news"),
        "dateline": _("Dateline"),
        "photo_caption": _("caption"),
        "photo_alt": _("alternative text"),
        "credit": _("credit"),
    }
    return own.get(name) or str(Article._meta.get_field(name).verbose_name)


def _text(name: str, before: str, after: str) -> Difference | None:
    return Difference(name, label(name), "words", compare_words(before, after)) if before != after else None


def _choice(name: str, before: str, after: str) -> Difference | None:
    """Of a choice not the letters differ but the whole."""
    pieces = [piece for piece in (Piece(GONE, before), Piece(NEW, after)) if piece.text]
    return Difference(name, label(name), "names", pieces) if before != after else None


def _words(before: Readout, after: Readout) -> Iterator[Difference | None]:
    for name in PLAIN:
        if name in before.words and name in after.words:
            yield _text(name, before.words[name], after.words[name])


def _photo(before: Readout, after: Readout, names: Names) -> Iterator[Difference | None]:
    if before.photo != after.photo:
        shots = [(GONE, names.photos.get(before.photo)), (NEW, names.photos.get(after.photo))]
        yield Difference("photo", label("photo"), "photo", photos=[(op, photo) for op, photo in shots if photo])
    one, two = names.lead_words(before), names.lead_words(after)
    for name, part in (("photo_caption", "caption"), ("photo_alt", "alt"), ("credit", "credit")):
        yield _text(name, one[part], two[part])


def _choices(before: Readout, after: Readout) -> Iterator[Difference | None]:
    for name, choices in CHOICES.items():
        one, two = before.choices.get(name), after.choices.get(name)
        yield _choice(name, _chosen(choices, one), _chosen(choices, two))
    for name in (each for each in MOMENTS if each in before.moments and each in after.moments):
        one, two = before.moments[name], after.moments[name]
        yield _choice(name, moment(one) if one else "", moment(two) if two else "")


def _chosen(choices: Any, value: Any) -> str:
    return str(choices(value).label) if value in choices.values else ""


def _tags(before: Readout, after: Readout, names: Names) -> Difference | None:
    """Their order says nothing; case and ё do not tell them apart."""
    one = {fold(name): name for name in map(names.tag, before.tags)}
    two = {fold(name): name for name in map(names.tag, after.tags)}
    if one.keys() == two.keys():
        return None
    pieces = [Piece(SAME if key in one else NEW, name) for key, name in two.items()]
    pieces += [Piece(GONE, name) for key, name in one.items() if key not in two]
    return Difference("tags", label("tags"), "names", pieces)


def _bylines(before: Readout, after: Readout, names: Names) -> Difference | None:
    one = {(each.pk, each.role): names.byline(each, before.language) for each in before.bylines}
    two = {(each.pk, each.role): names.byline(each, after.language) for each in after.bylines}
    return _list("bylines", one, two)


def _related(before: Readout, after: Readout, names: Names, both_published: bool) -> Difference | None:
    """What readers get of two editions, else what was chosen by hand."""
    one, two = ((each.related if both_published else each.chosen) or [] for each in (before, after))
    return _list("related", {pk: names.story(pk) for pk in one}, {pk: names.story(pk) for pk in two})


def _list(name: str, before: dict[Any, str], after: dict[Any, str]) -> Difference | None:
    """Two lists in order, each thing whole."""
    one, two = list(before), list(after)
    if one == two:
        return None
    pieces: list[Piece] = []
    here = there = 0
    for run in [*align(one, two), None]:
        until, its_until = (run.before, run.after) if run else (len(one), len(two))
        pieces += [Piece(GONE, before[key]) for key in one[here:until]]
        pieces += [Piece(NEW, after[key]) for key in two[there:its_until]]
        if run:
            here, there = until + run.length, its_until + run.length
            pieces += [Piece(SAME, after[key]) for key in two[its_until:there]]
    return Difference(name, label(name), "names", pieces)


def _body(before: Readout, after: Readout, names: Names) -> Difference | None:
    changes = compare_blocks(names.blocks(before), names.blocks(after))
    if all(change.op == SAME for change in changes):
        return None
    return Difference("body", label("body"), "body", stretches=list(_stretches(changes, names)))


def _stretches(changes: list[BlockChange], names: Names) -> Iterator[Stretch]:
    for op, run in groupby(changes, key=lambda change: change.op == SAME):
        blocks = [shown_block(change, names) for change in run]
        if not op or len(blocks) <= UNFOLDED:
            yield Stretch(False, blocks)
        else:
            yield Stretch(False, blocks[:1])
            yield Stretch(True, blocks[1:-1])
            yield Stretch(False, blocks[-1:])


def shown_block(change: BlockChange, names: Names) -> ShownBlock:
    told = {
        "speaker": _("Who says it"),
        "source": _("source"),
        "caption": _("caption"),
        "alt": _("alternative text"),
        "credit": _("credit"),
        "title": _("title"),
        "url": _("address"),
    }
    return ShownBlock(
        change,
        _kind(change.block["type"]),
        [(told[name], pieces) for name, pieces in change.told.items()],
        [(op, names.photos.get(pk)) for op, (noun, pk) in change.things if noun == "photo"],
        [(op, names.story(pk)) for op, (noun, pk) in change.things if noun == "story"],
    )


def _kind(kind: str) -> str:
    """What is said above a block; a paragraph speaks for itself."""
    return {
        "heading": _("Heading"),
        "list": _("List"),
        "quotation": _("Quotation"),
        "photo": _("Photo"),
        "gallery": _("Gallery"),
        "related": _("Related story"),
        "embed": _("Embed"),
        "table": _("Table"),
    }.get(kind, "")
