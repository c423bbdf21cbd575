"""Where search engines find every page: stories, pages that stand, the newest news. One for all languages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from articles.pages.addresses import absolute
from articles.pages.naming import PHOTOS, STORIES, name
from articles.syndication.news import newest_news
from articles.syndication.parts import filled_parts
from articles.syndication.sitemap_entries import standing_entries, story_entries
from articles.syndication.sitemap_files import index_file, news_file, pages_file


@require_safe
@conditional_page
@cache_control(no_cache=True)
def sitemap(request: HttpRequest) -> HttpResponse:
    stories = [f"/sitemap-stories-{part}.xml" for part in filled_parts(timezone.now())]  # twin: its route, far slower
    return written(index_file(absolute(path) for path in [reverse("sitemap-pages"), *stories]))


@require_safe
@conditional_page
@cache_control(no_cache=True)
def sitemap_stories(request: HttpRequest, part: int) -> HttpResponse:
    entries = story_entries(part, timezone.now())
    if not entries:
        raise Http404
    return written(pages_file(entries))


@require_safe
@conditional_page
@cache_control(no_cache=True)
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    return written(pages_file(standing_entries(timezone.now())))


@require_safe
@conditional_page
@cache_control(no_cache=True)
def sitemap_news(request: HttpRequest) -> HttpResponse:
    return written(news_file(newest_news(timezone.now())))


def written(document: str) -> HttpResponse:
    response = HttpResponse(document, content_type="application/xml; charset=utf-8")
    name(response, {*STORIES, PHOTOS})
    return response
