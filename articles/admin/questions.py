"""What a person is asked where two wrote over the same text: both texts against what stood there, word by word."""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from django.db.models import DateField, DateTimeField, Field, ForeignKey
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.admin.comparing import Difference, Stretch, label, readout_of_version, shown_block
from articles.admin.names import Names
from articles.admin.standing import moment
from articles.admin.thumbnails import with_thumbnails
from articles.models import Article, Photo, Section
from articles.publishing import Saved
from articles.publishing.merging import BOTH, MINE, THEIRS, Conflict
from articles.publishing.versions import Writing
from articles.text.blocks import cut, plain_text
from articles.text.comparison import GONE, NEW, SAME, Piece, compare_blocks, compare_words
from articles.text.merging import Clash, Part


class Side(NamedTuple):
    """An answer, whose text it keeps, and that text against what stood there."""

    value: str
    whose: str
    shown: Difference


class Question(NamedTuple):
    """`place` says where in the text; `origin` is what stood there, None where there was nothing."""

    key: str
    label: str
    place: str
    origin: Difference | None
    sides: list[Side]


def questions(saved: Saved) -> list[Question]:
    """A few queries for each conflict: of photos, stories and names that stand in it."""
    places = _places(saved.merged.body)
    language = saved.article.language
    return [
        Question(
            conflict.key,
            label(conflict.field),
            places.get(conflict.key, ""),
            _shown(conflict.field, conflict.base, conflict.base, language),
            [Side(side, _whose(side, saved), shown) for side, shown in _sides(conflict, language) if shown],
        )
        for conflict in saved.merged.conflicts
    ]


def _sides(conflict: Conflict, language: str) -> Iterator[tuple[str, Difference | None]]:
    for side in (MINE, THEIRS, BOTH):
        text = getattr(conflict, side)
        if side != BOTH:
            yield side, _shown(conflict.field, conflict.base, text, language) or _nothing(conflict.field)
        elif text is not None:
            yield side, _shown(conflict.field, text, text, language)


def _whose(side: str, saved: Saved) -> str:
    if side == MINE:
        return _("Mine")
    person = next((each.made_by for each in saved.theirs), None) or _("Somebody")
    return str(person) if side == THEIRS else _("Both, one after the other")


def _shown(field: str, before: Any, after: Any, language: str) -> Difference | None:
    """The text `after`, with what became of `before`; None where neither holds anything."""
    if field == "body":
        return _shown_body(before, after, language)
    if field == "photo":
        return _shown_photo(before, after)
    if not _column(field).choices and not isinstance(_column(field), DateField | ForeignKey):
        return Difference(field, "", "words", compare_words(before, after)) if before or after else None
    one, two = (_named(field, value) for value in (before, after))
    ops = [(SAME, two)] if one == two else [(GONE, one), (NEW, two)]
    pieces = [Piece(op, text) for op, text in ops if text]
    return Difference(field, "", "names", pieces) if pieces else None


def _shown_body(before: str, after: str, language: str) -> Difference | None:
    readouts = [readout_of_version(Writing({"language": language}, html)) for html in (before, after)]
    names = Names(readouts)
    changes = compare_blocks(*map(names.blocks, readouts))
    stretch = Stretch(False, [shown_block(change, names) for change in changes])
    return Difference("body", "", "body", stretches=[stretch]) if changes else None


def _shown_photo(before: int | None, after: int | None) -> Difference | None:
    photos = {photo.pk: photo for photo in with_thumbnails(Photo.objects.filter(pk__in={before, after} - {None}))}
    ops = [(SAME, after)] if before == after else [(GONE, before), (NEW, after)]
    shots = [(op, photos.get(pk)) for op, pk in ops if pk]
    return Difference("photo", "", "photo", photos=shots) if shots else None


def _nothing(field: str) -> Difference:
    return Difference(field, "", "words")


def _column(field: str) -> Field:
    return cast(Field, Article._meta.get_field(field))


def _named(field: str, value: Any) -> str:
    """A choice, a row or a moment, as a person calls it."""
    if value is None or value == "":
        return ""
    column = _column(field)
    if isinstance(column, ForeignKey):
        row = column.related_model._default_manager.filter(pk=value).first()
        return row.name(get_language()) if isinstance(row, Section) else str(row or "")
    if isinstance(column, DateTimeField):
        return moment(column.to_python(value))
    if isinstance(column, DateField):
        return date_format(column.to_python(value), "j b Y")
    return str(dict(column.flatchoices).get(value, value))


def _places(parts: list[Part]) -> dict[str, str]:
    """What stands before each conflict of the text."""
    places: dict[str, str] = {}
    before = ""
    for part in parts:
        if isinstance(part, Clash):
            places[f"body-{len(places)}"] = before
        lines = plain_text(cut(part if isinstance(part, str) else part.theirs)).split("\n")
        before = Truncator(lines[-1]).words(12) if lines[-1] else before
    return places
