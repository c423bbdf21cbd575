"""What is said of a photo of the library: noted down, found by the search, carried by its files."""

from django.db import transaction

from articles.models import Photo, User
from articles.models.event import Action
from articles.publishing.developing import order_lacking
from articles.publishing.journal import note_down, one_line
from articles.publishing.touching import names_of
from articles.search import index_photos

LONGEST = 200


@transaction.atomic
def describe_photo(pk: int, *, by: User | None, **fields) -> bool:
    """Say these fields of a photo anew; the caller has cleaned them. False where they were said so already."""
    photo = Photo.objects.select_for_update(no_key=True).get(pk=pk)
    before = {name: getattr(photo, name) for name in fields}
    changes = {name: [_said(before[name]), _said(value)] for name, value in fields.items() if before[name] != value}
    if not changes:
        return False
    for name in changes:
        setattr(photo, name, fields[name])
    photo.save(update_fields=list(changes))
    index_photos([photo])
    order_lacking(photo)
    note_down(Action.CHANGED, by=by, subject=photo, touched=names_of(photo), changes=changes)
    return True


def _said(value: object) -> str:
    return one_line("" if value is None else str(value), LONGEST)
