"""The public files of photos: a name that nobody can guess, and a photo that may still be shown."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models import Identity, Photo
from articles.renditions import parse_name

A_YEAR = 365 * 24 * 3600


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    """The name carries a digest of the bytes, so a browser may keep the file for ever; a shared cache asks again."""
    named = parse_name(name)
    if named is None or not Photo.objects.public().filter(token=named.token, renditions__name=name).exists():
        raise Http404
    try:
        file = default_storage.open(name)
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(file, content_type=f"image/{named.format}")
    response["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponse:
    """It lies in the database: small, one, and wherever the database is. A new one has a new name."""
    kept = get_object_or_404(Identity.objects.exclude(logo_digest=""), logo_digest=digest)
    response = HttpResponse(bytes(kept.logo), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
