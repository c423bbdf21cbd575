"""Out of the library with a picture whose files cannot be made, while no story knows of it."""

from django.db import transaction
from django.db.models import ProtectedError

from articles.models import Photo
from articles.models.event import Action
from articles.models.photo import originals
from articles.publishing.errors import PhotoIsKept
from articles.publishing.journal import note_down
from articles.publishing.withdrawal import delete_after_commit
from articles.search import forget_photos


@transaction.atomic
def discard_photo(photo: Photo, *, by) -> None:
    """Its row, its original and what was made of it. Every other photo is kept for ever: raises PhotoIsKept."""
    photo = Photo.objects.select_for_update().get(pk=photo.pk)
    if not may_be_discarded(photo):
        raise PhotoIsKept
    note_down(Action.DELETED, by=by, subject=photo, touched=())
    forget_photos([photo.pk])
    original, made = photo.original.name or "", list(photo.renditions.values_list("name", flat=True))
    try:
        photo.delete()
    except ProtectedError as error:
        raise PhotoIsKept from error
    transaction.on_commit(lambda: originals().delete(original), robust=True)
    delete_after_commit(made)


def may_be_discarded(photo: Photo) -> bool:
    """It failed, and neither an edition nor a working copy has it."""
    return bool(photo.failure) and photo.used_at is None and not photo.uses.exists()
