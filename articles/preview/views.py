"""The reader's page before there are readers: of the working copy as freezing makes it now, and of past editions."""

from functools import wraps

from csp.decorators import csp_replace
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article, Edition, Version
from articles.models.edition import LARGEST_ID, LARGEST_NUMBER
from articles.pages.photographs import NEWSROOM
from articles.pages.story import story_page
from articles.publishing import as_saved, freeze, shared_by
from articles.text.players import ORIGINS


def for_staff(view):
    """Whoever may read stories at the desk; no cache and no search engine keeps what they see."""

    @require_safe
    @csp_replace({"frame-src": [*ORIGINS]})
    @staff_member_required
    @permission_required("articles.view_article", raise_exception=True)
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **found) -> HttpResponse:
        response = view(request, **found)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@for_staff
def working_copy(request: HttpRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=min(article_id, LARGEST_ID))
    return shown(request, freeze(article), article)


@for_staff
def edition(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    rows = Edition.objects.of_story(article_id).select_related("article")
    found = get_object_or_404(rows, number=min(number, LARGEST_NUMBER))
    return shown(request, found, found.article)


@for_staff
def version(request: HttpRequest, article_id: int, number: int) -> HttpResponse:
    rows = Version.objects.filter(article_id=min(article_id, LARGEST_ID))
    found = get_object_or_404(rows, number=min(number, LARGEST_NUMBER))
    article = as_saved(found)
    return shown(request, freeze(article), article, version=found)


@require_safe
@never_cache
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """For people without an account. A link that is open no more looks like an address that never was."""
    link = shared_by(token)
    if link is None:
        raise Http404
    edition = link.edition or freeze(link.article)
    with translation.override(edition.language):
        response = render(request, "preview/shared.html", {"page": story_page(edition, viewers=NEWSROOM), "link": link})
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response


def shown(request: HttpRequest, edition: Edition, article: Article, version: Version | None = None) -> HttpResponse:
    """The page speaks the story's language, the bar over it the person's."""
    context = {
        "version": version,
        "page": story_page(edition, viewers=NEWSROOM),
        "edition": edition,
        "story": article,
        "desk_language": translation.get_language(),
        "never_published": not article.editions.exists(),
    }
    with translation.override(edition.language):
        return render(request, "preview/story.html", context)
