"""Saving the working copy: each state is kept, none is overwritten unseen."""

from typing import NamedTuple

from django.db import transaction

from articles.models import Article, PhotoUse, Version
from articles.models.event import Action
from articles.models.version import VersionKind
from articles.publishing.errors import AlreadyTranslated, StaleVersion
from articles.publishing.journal import note_down
from articles.publishing.merging import Merged, merge
from articles.publishing.timeline import held
from articles.publishing.versions import (
    LISTS,
    Writing,
    columns,
    held_tags,
    record,
    snapshot,
    without_gone,
    write_columns,
    write_lists,
    writing_of,
)
from articles.search import index_article
from articles.text.blocks import cut, photo_ids

_NOTED: dict[str, Action] = {
    VersionKind.DRAFT: Action.SAVED,
    VersionKind.MERGE: Action.MERGED,
    VersionKind.REVERT: Action.REVERTED,
}
"""Of the other kinds, the verb that makes them writes a line of its own."""


STAYS = ("state", "embargo_until", "embargo_reason")
"""What an earlier text does not bring back."""


class Saved(NamedTuple):
    """`version` is the working copy now, in `article`; what was kept aside of the writer's text is `kept`.

    With `merged.conflicts` nothing was saved but `kept`. `theirs` are the versions that were merged with.
    """

    article: Article
    version: Version | None
    kept: Version | None = None
    merged: Merged | None = None
    theirs: tuple[Version, ...] = ()

    @property
    def has_conflicts(self) -> bool:
        return self.merged is not None and bool(self.merged.conflicts)


@transaction.atomic
def save_draft(
    article: Article, *, by, base: int | None = None, kind: str = VersionKind.DRAFT, noted: bool = True
) -> Version:
    """Save the working copy and append its state as a version; unchanged, it is the version that there is.

    `base` is the number of the version that the writer started from; StaleVersion if there is a newer one. A verb
    that writes a line of its own into the audit wants none from here: `noted=False`.
    """
    newest = newest_version(article)
    if base is not None and newest and newest.number != base:
        raise StaleVersion(newest)
    content = snapshot(article)
    if newest and writing_of(newest) == Writing(content, article.body):
        return newest
    return _append(article, {name: content[name] for name in LISTS}, newest, by=by, kind=kind, noted=noted)


@transaction.atomic
def save_writing(
    article: Article, typed: dict, body: str, *, by, base: int | None, kind: str = VersionKind.DRAFT
) -> Saved:
    """Save what a person typed over version `base`: the fields in `typed`, and the body.

    Where somebody saved meanwhile, the whole text is kept aside and merged with theirs; where both touched the same,
    nothing else is saved. A `base` that no version has is an empty origin.
    """
    row = held(article)
    newest, now = _as_it_stands(row)
    if newest is None or base == newest.number:
        mine = Writing(now.content | _in_order(typed, now), body)
        return Saved(row, _write(row, mine, newest, by=by, kind=kind, base=base))
    origin = _origin(row, base)
    mine = Writing((origin or now).content | _in_order(typed, origin or now), body)
    kept = keep_aside(row, mine, by=by, base=base if origin else None)
    merged = merge(origin, mine, now)
    theirs = row.versions.exclude(kind=VersionKind.STALE).filter(number__gt=kept.base or 0)
    saved = Saved(row, newest, kept, merged, tuple(theirs.select_related("made_by").defer("content", "body")))
    writing = merged.answered({})
    if writing is None:
        return saved
    return saved._replace(version=_write(row, writing, newest, by=by, kind=VersionKind.MERGE, base=kept.base))


@transaction.atomic
def settle(kept: Version, answers: dict[str, str], *, by, seen: int | None) -> Saved:
    """Save a text that was kept aside, where each conflict with version `seen` has its answer: mine, theirs or both.

    What was saved after `seen` is merged once more. With an answer missing the conflicts are as they were.
    """
    article = Article.objects.locked(kept.article_id)
    theirs = _origin(article, seen)
    if theirs is None:
        theirs, answers, seen = _as_it_stands(article)[1], {}, article.version
    writing = merge(_origin(article, kept.base), without_gone(writing_of(kept)), theirs).answered(answers)
    if writing is None:
        return unsettled(kept)
    return save_writing(article, writing.content, writing.body, by=by, base=seen, kind=VersionKind.MERGE)


def unsettled(kept: Version) -> Saved:
    """The conflicts of a text that was kept aside with the working copy as it is now."""
    article = kept.article
    newest, now = _as_it_stands(article)
    merged = merge(_origin(article, kept.base), without_gone(writing_of(kept)), now)
    return Saved(article, newest, kept, merged, (newest,) if newest else ())


@transaction.atomic
def keep_typed(article: Article, typed: dict, body: str, *, by, base: int | None) -> Version:
    """Keep aside what a person typed over version `base` and may no longer save."""
    row = Article.objects.locked(article.pk)
    origin = _origin(row, base)
    began = origin or Writing(snapshot(row), row.body)
    return keep_aside(row, Writing(began.content | _in_order(typed, began), body), by=by, base=base if origin else None)


@transaction.atomic
def keep_aside(article: Article, writing: Writing, *, by, base: int | None) -> Version:
    """Append a text that is not the working copy; sent twice, it is the version that there is."""
    row = Article.objects.locked(article.pk)
    last = row.versions.filter(kind=VersionKind.STALE, made_by=by).order_by("-number").first()
    if last and (last.base, last.content, last.body) == (base, writing.content, writing.body):
        return last
    kept = record(row, next_number(row), writing, by=by, kind=VersionKind.STALE, base=base)
    note_down(Action.KEPT_ASIDE, by=by, article=row, from_version=base, to_version=kept.number)
    return kept


@transaction.atomic
def revert_to(version: Version, *, by) -> Version:
    """Write an earlier version into the working copy, as a new version. Readers see nothing of it.

    An embargo stays: it was promised to somebody outside, whatever the text. Whose turn it is stays, too.
    A text in a language that another story of the group has by now raises AlreadyTranslated.
    """
    article = Article.objects.locked(version.article_id)
    newest = newest_version(article)
    content, body = without_gone(writing_of(version))
    others = Article.objects.filter(group=article.group, language=content["language"]).exclude(pk=article.pk)
    if others.exists():
        raise AlreadyTranslated
    stays = {name: value for name, value in columns(article).items() if name in STAYS}
    writing = Writing(content | stays, body)
    return _write(article, writing, newest, by=by, kind=VersionKind.REVERT, base=version.number)


def newest_version(article: Article) -> Version | None:
    """The version that is the working copy, with the story's row held: nobody makes a newer one meanwhile.

    A version kept aside may have a higher number: it is nobody's working copy.
    """
    if article.pk is None:
        return None
    return article.versions.filter(number=held(article).version).first()


def next_number(article: Article) -> int:
    """Call with the story's row held."""
    last = article.versions.order_by("-number").values_list("number", flat=True).first() if article.pk else None
    return (last or 0) + 1


def _as_it_stands(article: Article) -> tuple[Version | None, Writing]:
    """The version that is the working copy, and its text."""
    newest = article.versions.filter(number=article.version).first()
    return newest, writing_of(newest) if newest else Writing(snapshot(article), article.body)


def _origin(article: Article, base: int | None) -> Writing | None:
    """The version that a writer started from. No form ever began with a text that was kept aside."""
    started = article.versions.exclude(kind=VersionKind.STALE).filter(number=base).first() if base else None
    return writing_of(started) if started else None


def _in_order(typed: dict, origin: Writing) -> dict:
    """Tags have the order in which they were given: what was there stays before what is new."""
    if "tags" not in typed:
        return typed
    had = [tag for tag in origin.content["tags"] if tag in typed["tags"]]
    return typed | {"tags": had + [tag for tag in typed["tags"] if tag not in had]}


def _write(
    article: Article, writing: Writing, newest: Version | None, *, by, kind: str, base: int | None = None
) -> Version:
    """Make a writing the working copy, with the row held. Lists that are as they were are not touched.

    Tags must be there, or have been merged since: who chose them has looked them up.
    """
    changed = tuple(name for name in LISTS if newest is None or newest.content[name] != writing.content[name])
    content = without_gone(writing, names=tuple(name for name in changed if name != "tags")).content
    lists = {name: content[name] for name in LISTS}
    if "tags" in changed:
        lists["tags"] = held_tags(lists["tags"])
    lists["related"] = [target for target in lists["related"] if target != article.pk]
    write_columns(article, writing)
    article.tidy()
    if newest and writing_of(newest) == Writing(columns(article) | lists, article.body):
        return newest
    write_lists(article, lists, names=changed)
    return _append(article, lists, newest, by=by, kind=kind, base=base)


def _append(
    article: Article,
    lists: dict,
    newest: Version | None,
    *,
    by,
    kind: str,
    base: int | None = None,
    noted: bool = True,
) -> Version:
    """Save the row and append the version that it is; `lists` are as they stand now."""
    article.version = next_number(article)
    article.save(update_fields=_columns_to_write(article, newest))
    writing = Writing(columns(article) | lists, article.body)
    version = record(article, article.version, writing, by=by, kind=kind, base=base)
    index_article(article)
    PhotoUse.objects.of_story(article, photos_in(writing_of(newest)) if newest else set(), photos_in(writing))
    if noted and kind in _NOTED and not _is_a_turn(newest, writing):
        note_down(
            _NOTED[kind],
            by=by,
            article=article,
            from_version=newest.number if newest else None,
            to_version=version.number,
        )
    return version


def photos_in(writing: Writing) -> set[int]:
    """The lead photo, and those between the paragraphs."""
    shown = {pk for block in cut(writing.body) for pk in photo_ids(block)}
    return shown | ({writing.content["photo"]} if writing.content["photo"] else set())


def _columns_to_write(article: Article, newest: Version | None) -> list[str] | None:
    """All but the keys, where they stayed: naming one in an UPDATE locks the row against those who point at it.

    Nor what no version holds: its verbs write it, perhaps since this article was read.
    """
    if newest is None:
        return None
    keys = {"id", "group", *_OF_OTHER_VERBS} | (
        {"language"} if newest.content["language"] == article.language else set()
    )
    return [field.name for field in article._meta.concrete_fields if field.name not in keys]


_OF_OTHER_VERBS = ("original", "original_version", "put_away_at", "created_by", "created_at")


def _is_a_turn(newest: Version | None, writing: Writing) -> bool:
    """Nothing but the state has changed: the verb that did it says so itself."""
    return newest is not None and writing_of(newest) == Writing(
        writing.content | {"state": newest.content["state"]}, writing.body
    )
