"""Where search engines find every page: stories by month, pages that stand, the newest news. One for all languages."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from articles.pages.addresses import absolute
from articles.pages.naming import PHOTOS, STORIES, name
from articles.syndication.news import newest_news
from articles.syndication.sitemap_entries import standing_entries, story_entries
from articles.syndication.sitemap_files import index_file, news_file, pages_file
from articles.syndication.spans import Span, day_of, filled_spans, month_of


@require_safe
@conditional_page
@cache_control(no_cache=True)
def sitemap(request: HttpRequest) -> HttpResponse:
    views = {7: "sitemap-month", 10: "sitemap-day"}
    files = [reverse(views[len(span.name)], args=[span.first]) for span in filled_spans(timezone.now())]
    return written(index_file(absolute(path) for path in [reverse("sitemap-pages"), *files]))


@require_safe
@conditional_page
@cache_control(no_cache=True)
def sitemap_month(request: HttpRequest, month: date) -> HttpResponse:
    span = month_of(month)
    if span.is_full():
        raise Http404  # its days have files of their own
    return stories_of(span)


@require_safe
@conditional_page
@cache_control(no_cache=True)
def sitemap_day(request: HttpRequest, day: date) -> HttpResponse:
    return stories_of(day_of(day))


def stories_of(span: Span) -> HttpResponse:
    entries = story_entries(span, timezone.now())
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
