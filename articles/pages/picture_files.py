"""Pictures' files: readers' addresses lead to what a live story shows, the desk's are signed and soon end."""

from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.signing import Signer
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.crypto import constant_time_compare

from articles.renditions import parse_name

PUBLIC = settings.MEDIA_URL
_signer = Signer(salt="articles.pictures")


def readers_address(name: str) -> str:
    return f"{PUBLIC}{name}"


def signed_address(name: str) -> str:
    """For the desk, and for previews, whose readers have no account: open until the end of tomorrow, UTC.

    The same all day, so that a browser asks once.
    """
    token = name.partition("/")[0]
    return reverse("signed_picture", args=[_signed(token, f"{timezone.now() + timedelta(days=1):%Y%m%d}"), name])


def may_see(signature: str, name: str) -> bool:
    """Twin: `signed_address`. A signature opens every file of its photo."""
    last_day = signature.partition(".")[0]
    genuine = constant_time_compare(signature, _signed(name.partition("/")[0], last_day))
    return genuine and last_day >= f"{timezone.now():%Y%m%d}"


def _signed(token: str, last_day: str) -> str:
    return f"{last_day}.{_signer.signature(f'{token}/{last_day}')}"


def picture_file(request: HttpRequest, name: str, *, cached: str) -> HttpResponseBase:
    """Whatever lies under the name, as a picture and as nothing else; 304 for who has it."""
    named = parse_name(name)
    if named is None:
        raise Http404
    digest = name.rpartition("-")[2].partition(".")[0]
    try:
        response = get_conditional_response(request, etag=f'"{digest}"') or _opened(name, f"image/{named.format}")
    except FileNotFoundError as missing:
        raise Http404 from missing
    except OSError:
        return _later()
    response["ETag"] = f'"{digest}"'
    response["Cache-Control"] = cached
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _opened(name: str, content_type: str) -> FileResponse:
    """To be saved and not shown where it is asked for by itself; `<img>` does not mind. A storage's file may be a
    stream that does not know its own end.
    """
    file = default_storage.open(name)
    length = {"Content-Length": str(file.size)}
    return FileResponse(file, content_type=content_type, headers=length, as_attachment=True)


def _later() -> HttpResponse:
    """The storage does not answer: the page stays whole around a missing picture, and asks again next time."""
    headers = {"Retry-After": "30", "Cache-Control": "no-store"}
    return HttpResponse(status=503, content_type="text/plain", headers=headers)
