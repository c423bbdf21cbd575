"""The public files of photos: a name that nobody can guess, of a photo that a live story shows."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models import Identity, Rendition
from articles.pages.naming import name as bear
from articles.pages.naming import of_photos, on_shelves_of
from articles.pages.picture_files import picture_file
from articles.renditions import parse_name

A_YEAR = 365 * 24 * 3600


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """The name carries a digest of the bytes, so a browser may keep the file for ever; a shared cache asks again."""
    photo = photo_before_readers(name)
    if photo is None:
        raise Http404
    response = picture_file(request, name, cached=f"private, max-age={A_YEAR}, immutable")
    bear(response, {*of_photos([photo]), *on_shelves_of(photo)})
    return response


def photo_before_readers(name: str) -> int | None:
    """One query; none for what is no name: PostgreSQL would not even take a NUL."""
    if parse_name(name) is None:
        return None
    return Rendition.objects.before_readers().filter(name=name).values_list("photo_id", flat=True).first()


@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponse:
    """It lies in the database: small, one, and wherever the database is. A new one has a new name."""
    kept = get_object_or_404(Identity.objects.exclude(logo_digest=""), logo_digest=digest)
    response = HttpResponse(bytes(kept.logo), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
