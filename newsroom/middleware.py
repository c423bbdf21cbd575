"""What is the same for every request: its language, and what its page may load."""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

DOOR = "/accounts/"
DESK = ("/admin/", DOOR)
NOT_STRICT = (*DESK, "/preview/")
"""Where a page may ask for more than readers' pages."""


def language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A reader's language is in the path alone, so a page is the same for everyone; at the desk it is the person's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = language_of(request)
        with translation.override(request.LANGUAGE_CODE):
            response = get_response(request)
        if asked_for(request):
            remember(request.LANGUAGE_CODE, response)
        elif may_be_told_of_an_outage(request):
            remember(request.LANGUAGE_CODE, response, path=DESK[0])
        return response

    return middleware


def language_of(request: HttpRequest) -> str:
    if request.path_info.startswith(DESK):
        known = getattr(request.user, "desk_language", "")
        return known or asked_for(request) or remembered(request) or settings.LANGUAGE_CODE
    prefix = request.path_info.split("/", 2)[1]
    return prefix if prefix in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def asked_for(request: HttpRequest) -> str:
    """Whoever is not known yet chooses by a link of the sign-in page."""
    asked = request.GET.get("language", "") if request.path_info.startswith(DOOR) else ""
    return asked if asked in dict(settings.LANGUAGES) else ""


def remembered(request: HttpRequest) -> str:
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return kept if kept in dict(settings.LANGUAGES) else ""


def may_be_told_of_an_outage(request: HttpRequest) -> bool:
    """At the desk, in a language that the browser does not know yet: the database cannot be asked for it then."""
    return (
        request.path_info.startswith(DESK[0])
        and request.user.is_authenticated
        and remembered(request) != request.LANGUAGE_CODE
    )


def remember(language: str, response: HttpResponse, *, path: str = DOOR) -> None:
    """For the entrance and the desk alone: readers get no cookie."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@cache
def strict() -> str:
    return build_policy()


class ContentSecurityPolicy(CSPMiddleware):
    """Strict for readers; the desk gets what its editor cannot do without, and a page of it what it asks for itself."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """A reader's answer bears the same words each time, unless it has its own: they are put together once."""
        if settings.DEBUG or request.path_info.startswith(NOT_STRICT):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, strict())
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(DESK):
            parts.replace = settings.DESK_CONTENT_SECURITY_POLICY | (parts.replace or {})
        return parts
