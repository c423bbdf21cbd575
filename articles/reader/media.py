"""The public files of photos: a name that nobody can guess, of a photo that a live story shows."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models import Identity, Rendition
from articles.pages.picture_files import picture_file
from articles.renditions import parse_name

A_YEAR = 365 * 24 * 3600


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """The name carries a digest of the bytes, so a browser may keep the file for ever; a shared cache asks again."""
    if not is_before_readers(name):
        raise Http404
    return picture_file(request, name, cached=f"private, max-age={A_YEAR}, immutable")


def is_before_readers(name: str) -> bool:
    """One query; none for what is no name: PostgreSQL would not even take a NUL."""
    return parse_name(name) is not None and Rendition.objects.before_readers().filter(name=name).exists()


@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponse:
    """It lies in the database: small, one, and wherever the database is. A new one has a new name."""
    kept = get_object_or_404(Identity.objects.exclude(logo_digest=""), logo_digest=digest)
    response = HttpResponse(bytes(kept.logo), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
