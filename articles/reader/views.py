"""Public pages: find, decide, render."""

from datetime import date
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from articles.models import Edition, Redirect
from articles.models.edition import EndedAs
from articles.pages import (
    about_page,
    archive_page,
    bare_page,
    corrections_page,
    day_page,
    find_shelf,
    front_page,
    list_page,
    live_edition,
    month_page,
    story_page,
    text_page,
)
from articles.pages.addresses import absolute
from articles.pages.naming import of_story
from articles.reader.responses import kept_until, public_page
from articles.reader.results import results_page


@public_page
def story(request: HttpRequest, day: str, slug: str, article_id: int) -> HttpResponse:
    edition = live_edition(article_id)
    if edition is None:
        return gone_or_unknown(request, article_id)
    address = edition.get_absolute_url()
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    page = story_page(edition)
    return kept_until(page.next_year_at, TemplateResponse(request, "reader/story.html", {"page": page}))


def gone_or_unknown(request: HttpRequest, article_id: int) -> HttpResponse:
    """410 for what was killed after readers saw it; all else looks alike, so that an address tells nothing. There is no
    end of addresses with its number, and one that is kept.
    """
    said = "ended_as", "article_id", "language", "slug", "first_published_at"
    last = Edition.objects.shown().of_story(article_id).order_by("-visible_from").only(*said).first()
    if last and last.ended_as == EndedAs.KILLED:
        page = bare_page(get_language(), names=frozenset({of_story(article_id)}))
        response = TemplateResponse(request, "410.html", {"page": page}, status=410)
        return response if request.path == last.get_absolute_url() else kept_until(timezone.now(), response)
    raise Http404


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same bytes for every unknown address: not even the address is repeated."""
    response = moved(request) or nothing_here(request)
    patch_cache_control(response, no_cache=True)
    return response


def nothing_here(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "404.html", {"page": bare_page(get_language())}, status=404).render()


def moved(request: HttpRequest) -> HttpResponse | None:
    """Where an address of the old site leads now; never from a story's, whose answer tells nothing. One query."""
    found = request.resolver_match
    if request.method not in ("GET", "HEAD") or (found and found.url_name == "story"):
        return None
    kept = Redirect.objects.leading_from(request.path, unquote(request.META.get("QUERY_STRING", ""))).first()
    return HttpResponsePermanentRedirect(kept.new) if kept else None


@public_page
def front(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "reader/front.html", {"page": front_page(get_language())})


@public_page
def section(request: HttpRequest, slug: str) -> HttpResponse:
    return stories(request, "section", slug)


@public_page
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    return stories(request, "tag", slug)


@public_page
def author(request: HttpRequest, slug: str) -> HttpResponse:
    return stories(request, "author", slug)


def stories(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    shelf = find_shelf(kind, slug, get_language())
    if shelf.slug != slug:
        return HttpResponsePermanentRedirect(shelf.url)
    page = list_page(shelf, before=request.GET.get("before", ""))
    return TemplateResponse(request, f"reader/{kind}.html", {"page": page})


@public_page
def archive(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "reader/archive.html", {"page": archive_page(get_language())})


@public_page
def archive_month(request: HttpRequest, month: date) -> HttpResponse:
    return TemplateResponse(request, "reader/archive.html", {"page": month_page(get_language(), month)})


@public_page
def archive_day(request: HttpRequest, day: date) -> HttpResponse:
    page = day_page(get_language(), day, before=request.GET.get("before", ""))
    return TemplateResponse(request, "reader/archive_day.html", {"page": page})


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Kept for a minute: an index that is built again tells nobody."""
    page = results_page(request.GET, get_language())
    return TemplateResponse(request, "reader/search.html", {"page": page}, headers={"Surrogate-Control": "max-age=60"})


@public_page
def corrections(request: HttpRequest) -> HttpResponse:
    page = corrections_page(get_language(), before=request.GET.get("before", ""))
    return TemplateResponse(request, "reader/corrections.html", {"page": page})


@public_page
def about(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "reader/about.html", {"page": about_page(get_language())})


@public_page
def standing(request: HttpRequest, slug: str) -> HttpResponse:
    return TemplateResponse(request, "reader/standing.html", {"page": text_page(slug, get_language())})


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemaps": [absolute(reverse(name)) for name in ("sitemap", "sitemap-news")]}
    return TemplateResponse(request, "reader/robots.txt", context, content_type="text/plain; charset=utf-8")
