"""The news line as a page, and as the answer that open pages ask for every ten seconds."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language

from articles.models.placement import shelf
from articles.pages import lenta_page, news_since
from articles.pages.dates import in_words
from articles.pages.lenta import SLOT, Line
from articles.pages.naming import name
from articles.reader.responses import public_page

COMPACT = {"ensure_ascii": False, "separators": (",", ":")}


@public_page
def lenta(request: HttpRequest) -> HttpResponse:
    page = lenta_page(get_language(), before=request.GET.get("before", ""))
    return TemplateResponse(request, "reader/lenta.html", {"page": page})


@public_page
def lenta_json(request: HttpRequest) -> HttpResponse:
    """Our own caches keep it to the end of its slot: then it names another cursor, whether anything is new or not."""
    now = timezone.now()
    news = news_since(get_language(), request.GET.get("after", ""), at=now)
    told = {"cursor": news.cursor, "reset": news.reset, "items": list(map(item, news.items)), "removed": news.removed}
    left = int(news.cursor + SLOT - now.timestamp())
    response = JsonResponse(told, json_dumps_params=COMPACT, headers={"Surrogate-Control": f"max-age={left}"})
    name(response, [shelf(get_language())])
    return response


def item(line: Line) -> dict:
    """What a script needs to show it: the newsroom's time, and the day in words as the page has it."""
    at = timezone.localtime(line.published_at)
    return {
        "id": line.id,
        "number": line.number,
        "url": line.url,
        "headline": line.short_headline,
        "outside": capfirst(line.label) if line.is_outside else "",
        "published_at": at.isoformat(timespec="milliseconds"),
        "day": in_words(at, "j E Y"),
        "importance": line.importance,
        "breaking": line.is_breaking,
    }
