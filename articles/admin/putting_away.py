"""Put away instead of delete: one press, a page that says by whom and until when, and one press back."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.permissions import may_bring_back, may_put_away
from articles.models import Article, Event, User
from articles.models.event import Action
from articles.publishing import PublishingError, bring_back, put_away, put_away_until

MOST = 200


class Away(NamedTuple):
    """`until` when its people may bring it back; `is_back_possible` for who looks."""

    article: Article
    event: Event | None
    until: object
    is_back_possible: bool


class PuttingAwayAdmin(admin.ModelAdmin):
    """For the admin class of stories."""

    def get_urls(self) -> list[URLPattern]:
        name, wrap = "articles_article", self.admin_site.admin_view
        return [
            path("away/", wrap(require_safe(self.all_away_view)), name=f"{name}_all_away"),
            path("<int:article_id>/away/", wrap(require_safe(self.away_view)), name=f"{name}_away"),
            path("<int:article_id>/put-away/", wrap(require_POST(self.put_away_view)), name=f"{name}_put_away"),
            path("<int:article_id>/bring-back/", wrap(require_POST(self.bring_back_view)), name=f"{name}_bring_back"),
            *super().get_urls(),
        ]

    def all_away_view(self, request: HttpRequest) -> TemplateResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = Article.objects.put_away().select_related("section").defer("body", "lead").order_by("-put_away_at")
        context = self.admin_site.each_context(request) | {
            "title": _("Drafts put away"),
            "opts": self.opts,
            "rows": away(list(rows[:MOST]), request.user),
        }
        return TemplateResponse(request, "admin/articles/article/all_away.html", context)

    def away_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = self.asked_for(request, article_id)
        if article.put_away_at is None:
            return to_story(article)
        context = self.admin_site.each_context(request) | {
            "title": article.headline,
            "opts": self.opts,
            "row": away([article], request.user)[0],
        }
        return TemplateResponse(request, "admin/articles/article/away.html", context)

    def put_away_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        return self.turned(request, article_id, may_put_away, put_away, _("Put away: out of every list, and not lost."))

    def bring_back_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        return self.turned(request, article_id, may_bring_back, bring_back, _("Brought back as it was."))

    def turned(self, request: HttpRequest, article_id: int, may: Callable, verb: Callable, said: str) -> HttpResponse:
        """By that verb, where it may be; then the page on which the way back stands, or the story."""
        article = self.asked_for(request, article_id)
        if not may(request.user, article):
            raise PermissionDenied
        try:
            verb(article, by=request.user)
        except PublishingError as refusal:
            return refused(request, article, refusal)
        messages.success(request, said)
        if article.put_away_at is None:
            return to_story(article)
        return HttpResponseRedirect(reverse("admin:articles_article_away", args=[article.pk]))

    def asked_for(self, request: HttpRequest, article_id: int) -> Article:
        article = self.get_object(request, str(article_id))
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article


def away(articles: list[Article], user: User) -> list[Away]:
    """One query for all: who put them away last."""
    events = Event.objects.filter(action=Action.PUT_AWAY, article__in=articles).select_related("by").order_by("pk")
    last = {event.article_id: event for event in events}
    return [Away(each, last.get(each.pk), put_away_until(each), may_bring_back(user, each)) for each in articles]


def refused(request: HttpRequest, article: Article, refusal: PublishingError) -> HttpResponse:
    for message in refusal.messages:
        messages.error(request, message)
    return to_story(article)


def to_story(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
