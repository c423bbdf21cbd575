"""What is to be known of a photo before it is taken: marks of a word and a shape each."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.admin.standing import Badge, moment
from articles.models import Photo
from articles.publishing.photos import Standing

SOON = timedelta(days=7)


def with_marks(photos: Iterable[Photo]) -> list[Photo]:
    """Each with `.marks`. They come from `used_in`, with their standing."""
    photos, at = list(photos), timezone.now()
    for photo in photos:
        photo.marks = [*_rights(photo, at), *_files(photo), *_uses(photo, photo.standing, at)]
    return photos


def with_troubles(photos: Iterable[Photo]) -> list[Photo]:
    """Each with `.marks` of what keeps it from readers, or will: for those who see it in a story."""
    photos, at = list(photos), timezone.now()
    for photo in photos:
        photo.marks = [*_rights(photo, at), *_files(photo)]
    return photos


def _rights(photo: Photo, at: datetime) -> Iterator[Badge]:
    if photo.withdrawn_at and photo.withdrawn_at <= at:
        yield Badge("withdrawn", pgettext("photo", "withdrawn"))
    if photo.usage_until and photo.usage_until <= at:
        yield Badge("ended", _("rights ended"))
    elif photo.usage_until and photo.usage_until <= at + SOON:
        yield Badge("ending", _("until %(time)s") % {"time": moment(photo.usage_until)})
    if photo.embargo_until and photo.embargo_until > at:
        yield Badge("embargo", _("embargo until %(time)s") % {"time": moment(photo.embargo_until)})


def _files(photo: Photo) -> Iterator[Badge]:
    if photo.failure:
        yield Badge("failed", str(photo.get_failure_display()))
    elif photo.renditions_due_at and photo.renditions_wanted:
        made = {"made": photo.renditions_made, "wanted": photo.renditions_wanted}
        yield Badge("making", _("being made: %(made)s of %(wanted)s") % made)
    elif photo.renditions_due_at:
        yield Badge("making", _("being made"))
    elif photo.is_left_as_it_was():
        yield Badge("failed", _("not made anew"))
    if photo.is_by_machine:
        yield Badge("machine", str(photo.get_digital_source_type_display()))


def _uses(photo: Photo, standing: Standing, at: datetime) -> Iterator[Badge]:
    if standing.is_live and photo.is_public(at):
        yield Badge("live", _("live"))
    if standing.is_scheduled:
        yield Badge("waiting", _("scheduled"))
    if standing.in_drafts and not standing.is_live and not standing.is_scheduled:
        yield Badge("draft", _("in a draft"))
    if photo.used_at is None and not standing.in_drafts:
        yield Badge("unused", _("never used"))
