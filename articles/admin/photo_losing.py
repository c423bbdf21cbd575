"""What readers lose by an embargo or an end of rights, said at once: it has happened with the saving."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.standing import moment
from articles.models import Photo
from articles.publishing import live_stories_with


def warn_of_loss(request: HttpRequest, photos: Iterable[Photo], address: str) -> None:
    """`photos` as they are now; the address says where they are used."""
    hidden = [photo for photo in photos if not photo.is_public()]
    number = live_stories_with(photo.pk for photo in hidden) if hidden else 0
    if number:
        link = format_html('<a href="{}">{}</a>', address, _("Where it is used"))
        messages.warning(request, format_html("{} {}", loss(hidden, number), link))


def loss(hidden: list[Photo], number: int) -> str:
    """With the moment at which an embargo gives them back; rights that ended, and what was withdrawn, stay away."""
    ends = [photo.embargo_until for photo in hidden if photo.embargo_until and photo.is_usable()]
    if len(ends) < len(hidden):
        said = ngettext(
            "Readers do not see it any more in %(number)s live story.",
            "Readers do not see it any more in %(number)s live stories.",
            number,
        )
        return said % {"number": number}
    said = ngettext(
        "Readers do not see it in %(number)s live story until %(time)s.",
        "Readers do not see it in %(number)s live stories until %(time)s.",
        number,
    )
    return said % {"number": number, "time": moment(max(ends))}
