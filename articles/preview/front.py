"""The reader's front page as of a moment to come: with what is scheduled until then, without what is over by then."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime

from articles.models import Edition
from articles.models.slot import PLACES
from articles.pages import FrontPage, front_page
from articles.pages.cards import Card
from articles.pages.frame import TONGUES
from articles.pages.front import Place
from articles.pages.photographs import NEWSROOM
from articles.preview.views import for_staff
from articles.publishing import Placed
from articles.publishing.arranging import lasting

AS_A_BROWSER_SENDS = "%Y-%m-%dT%H:%M"


@for_staff
def front(request: HttpRequest) -> HttpResponse:
    """`?language=ru&at=2026-11-24T09:00`, where the newsroom is. A moment gone by or nonsense is now.

    With `arranged`, the places are those of the address, `place-1=12&place-1-until=…`, not those that were saved.
    """
    asked = request.GET.get("language", "")
    language = asked if asked in TONGUES else "ru"
    now = timezone.now()
    at = moment_of(request.GET.get("at", ""), now)
    typed = arranged(request.GET) if "arranged" in request.GET else None
    by_hand = None if typed is None else {place: each.article_id for place, each in lasting(typed, at).items()}
    context = {
        "page": with_previews(front_page(language, at=at, viewers=NEWSROOM, by_hand=by_hand), now),
        "at": at,
        "at_typed": f"{timezone.localtime(at):{AS_A_BROWSER_SENDS}}",
        "by_hand": typed,
        "desk_language": translation.get_language(),
    }
    with translation.override(language):
        return TemplateResponse(request, "preview/front.html", context).render()


def moment_of(text: str, now: datetime) -> datetime:
    """Of the past nothing is known that readers no longer see."""
    typed = read_moment(text)
    return max(now, typed) if typed and typed.year <= now.year + 2 else now


def read_moment(text: str) -> datetime | None:
    """Where the newsroom is, if it does not say where. None for nonsense, and for years that no zone reckons."""
    try:
        typed = parse_datetime(text)
    except ValueError:
        return None
    if typed is None or not 1800 <= typed.year <= 2999:
        return None
    return timezone.make_aware(typed) if timezone.is_naive(typed) else typed


def arranged(asked: QueryDict) -> dict[int, Placed]:
    """What an editor is about to save."""
    return {
        place: Placed(int(number), read_moment(asked.get(f"place-{place}-until", "")))
        for place in range(1, PLACES + 1)
        if (number := asked.get(f"place-{place}", "")).isdecimal() and len(number) < 19
    }


def with_previews(page: FrontPage, now: datetime) -> FrontPage:
    """A story that readers do not see yet is opened as its own preview. One query."""
    shown = [*page.breaking, *(place.card for place in page.places), *page.strip]
    shown += [card for _section, cards in page.blocks for card in cards]
    rows = Edition.objects.live(now).filter(article_id__in={card.id for card in shown})
    live = set(rows.values_list("article_id", flat=True))

    def led(card: Card) -> Card:
        return card if card.id in live else replace(card, url=reverse("preview", args=[card.id]))

    return replace(
        page,
        breaking=[led(card) for card in page.breaking],
        places=[Place(place.position, led(place.card), place.by_hand) for place in page.places],
        blocks=[(section, [led(card) for card in cards]) for section, cards in page.blocks],
        strip=[led(card) for card in page.strip],
    )
