"""Where search engines find every page: fronts, sections and the newest stories of all languages."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from articles.models import Placement
from articles.models.placement import shelf
from articles.pages.addresses import absolute
from articles.pages.frame import TONGUES, address
from articles.pages.identity import surroundings

STORIES = 10_000  # of each language; the protocol takes 50 000 addresses in a file


@require_safe
@conditional_page
@cache_control(no_cache=True)
def sitemap(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    places = [place for language in TONGUES for place in places_in(language, at=now)]
    return TemplateResponse(request, "syndication/sitemap.xml", {"places": places}, content_type="application/xml")


def places_in(language: str, *, at: datetime) -> list[tuple[str, str]]:
    """Absolute addresses with the time of their last substantive change, else ""."""
    around = surroundings(language, at=at)
    fronts = [address("front", language=language), address("about", language=language)]
    fronts += [address("section", slug, language=language) for _pk, slug, _name in around.sections]
    fronts += [address("standing", slug, language=language) for _pk, slug, _name in around.standing]
    rows = Placement.objects.live(at).on_shelf(shelf(language)).newest_first()
    listed = rows.select_related("edition").defer("edition__content")[:STORIES]
    stories = [(absolute(row.edition.get_absolute_url()), w3c(row.edition.changed_at)) for row in listed]
    return [(absolute(path), "") for path in fronts] + stories


def w3c(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
