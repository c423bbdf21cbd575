"""What is the same for every request: its language, and what its page may load."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

DESK = ("/admin/", "/accounts/")


def language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A reader's language is in the path alone, so a page is the same for everyone; at the desk it is the person's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = language_of(request)
        with translation.override(request.LANGUAGE_CODE):
            return get_response(request)

    return middleware


def language_of(request: HttpRequest) -> str:
    if request.path_info.startswith(DESK):
        return getattr(request.user, "desk_language", settings.LANGUAGE_CODE)
    prefix = request.path_info.split("/", 2)[1]
    return prefix if prefix in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class ContentSecurityPolicy(CSPMiddleware):
    """Strict for readers; the desk gets what its editor cannot do without."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(DESK):
            parts.replace = settings.DESK_CONTENT_SECURITY_POLICY
        return parts
