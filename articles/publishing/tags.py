"""Merging tags and giving them new names: what is listed under them moves, frozen texts and old links stay good."""

from collections.abc import Iterable

from django.db import transaction

from articles.models import Placement, Tag, TagAlias, TaggedArticle
from articles.models.event import Action
from articles.models.names import Language
from articles.models.placement import shelf
from articles.publishing.errors import NothingToMerge, TagNameTaken, TagsChanged
from articles.publishing.journal import note_down
from articles.text.folding import fold


@transaction.atomic
def merge_tags(tags: Iterable[Tag], *, into: Tag, by) -> Tag:
    """Every story of these tags bears that one; their names and addresses lead to it. Frozen texts stay as they are.

    As many statements for three hundred thousand stories as for three. Raises PublishingError.
    """
    wanted = {tag.pk for tag in tags}
    if not wanted or into.pk in wanted:
        raise NothingToMerge
    held = hold_tags(wanted | {into.pk})
    for tag in (held[pk] for pk in sorted(wanted)):
        stories = _move_uses(tag, into)
        _move_placements(tag, into)
        _leave_name(tag, into)
        note_down(Action.TAGS_MERGED, by=by, subject=into, name=tag.name, slug=tag.slug, was=tag.pk, stories=stories)
        tag.delete()
    return held[into.pk]


@transaction.atomic
def rename_tag(tag: Tag, *, name: str, by) -> Tag:
    """The old name and the old address lead to the tag. Texts that readers see keep the name they were frozen with."""
    tag = hold_tags({tag.pk})[tag.pk]
    before, folded = tag.name, fold(name)
    if name == before:
        return tag
    called = Tag.objects.called([name]).get(folded)
    if called and called.pk != tag.pk:
        raise TagNameTaken(called)
    if folded != tag.folded:
        _take_new_address(tag, name)
    tag.name = name
    tag.save()
    note_down(Action.RENAMED, by=by, subject=tag, before=before)
    return tag


def hold_tags(ids: Iterable[int]) -> dict[int, Tag]:
    """The rows, locked in the order of their ids, so that two merges wait for each other and never deadlock."""
    wanted = set(ids)
    held = {tag.pk: tag for tag in Tag.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    if held.keys() != wanted:
        raise TagsChanged
    return held


def _move_uses(tag: Tag, into: Tag) -> int:
    """How many stories bore the tag. No story gets one twice."""
    has_both = TaggedArticle.objects.filter(tag=into).values("content_object")
    dropped, _by_model = TaggedArticle.objects.filter(tag=tag, content_object__in=has_both).delete()
    return dropped + TaggedArticle.objects.filter(tag=tag).update(tag=into)


def _move_placements(tag: Tag, into: Tag) -> None:
    """Of what is live and of what waits; what is over stands on no shelf."""
    for language in Language.values:
        old, new = shelf(language, "tag", tag.pk), shelf(language, "tag", into.pk)
        there = Placement.objects.on_shelf(new).values("edition")
        Placement.objects.on_shelf(old).filter(edition__in=there).delete()
        Placement.objects.on_shelf(old).update(shelf=new)


def _leave_name(tag: Tag, into: Tag) -> None:
    tag.aliases.update(tag=into)
    TagAlias.objects.create(tag=into, name=tag.name, slug=tag.slug, was=tag.pk)


def _take_new_address(tag: Tag, name: str) -> None:
    """An address that the tag once had under this name comes back to it."""
    old_name, old_slug = tag.name, tag.slug
    once = tag.aliases.filter(folded=fold(name)).first()
    tag.slug = _take_back(once) if once else ""
    tag.slug = tag.slug or Tag.objects.free_slug(name)
    TagAlias.objects.create(tag=tag, name=old_name, slug=old_slug)


def _take_back(once: TagAlias) -> str:
    """The address of another name that becomes the tag's own; the id of a merged tag goes on leading to it."""
    address = once.slug or ""
    if once.was:
        once.name, once.slug = f"{once.name[:80]} ({once.was})", None
        once.save()
    else:
        once.delete()
    return address
