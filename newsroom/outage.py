"""What is said while the database does not answer or a disk is full: no fault of the code's, and over by itself."""

import errno
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.defaults import server_error as unknown_error

from newsroom.middleware import DESK, remembered

SILENT = (InterfaceError, OperationalError)
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
AGAIN = 10
"""Seconds after which a machine may ask again."""


def server_error(request: HttpRequest) -> HttpResponse:
    """Called where an answer failed; asks nothing of the database."""
    if not is_outage(sys.exception()):
        return unknown_error(request)
    return told(request, kept=typed(request))


def busy(request: HttpRequest) -> HttpResponse:
    """Too much is being sent in at once: what this one brings is not taken in."""
    return told(request, kept=[], is_busy=True)


def told(request: HttpRequest, *, kept: list[tuple[str, str]], is_busy: bool = False) -> HttpResponse:
    said = {"kept": kept, "is_desk": is_desk(request), "is_busy": is_busy}
    with translation.override(language_of(request)):
        html = render_to_string("503.html", said, request=None)
    response = HttpResponse(html, status=503, headers={"Retry-After": str(AGAIN)})
    add_never_cache_headers(response)
    return response


def is_outage(error: BaseException | None) -> bool:
    return isinstance(error, SILENT) or (isinstance(error, OSError) and error.errno in DISK)


def is_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(DESK)


def language_of(request: HttpRequest) -> str:
    """Whose desk it is cannot be asked now: the browser was told, or says what it is set to."""
    if is_desk(request):
        return remembered(request) or translation.get_language_from_request(request)
    prefix = request.path_info.split("/", 2)[1]
    return prefix if prefix in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form of the desk brought goes back with the page, to be sent again. Passwords are typed anew."""
    if request.method != "POST" or not request.path_info.startswith(DESK[0]):
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values]
