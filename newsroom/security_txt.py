"""`/.well-known/security.txt`: whom to tell of a hole, for people and programs that look for it there (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from articles.reader.responses import public_page

GOOD_FOR = timedelta(days=90)


@public_page
def security_txt(request: HttpRequest) -> HttpResponse:
    if not settings.NEWSROOM_SECURITY_CONTACT:
        raise Http404
    day = (timezone.now() + GOOD_FOR).date().replace(day=1)
    lines = {
        "Contact": settings.NEWSROOM_SECURITY_CONTACT,
        "Expires": datetime.combine(day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": ", ".join(code for code, _ in settings.LANGUAGES),
        "Canonical": settings.NEWSROOM_ORIGIN + reverse("security-txt"),
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
