"""What became of a story: every version and every edition, who and when. Nothing here can be changed."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import Article, Edition, Version
from articles.models.edition import LARGEST_NUMBER
from articles.publishing import revert_to

MOST = 200


class HistoryAdmin(admin.ModelAdmin):
    """For the admin class of stories: its own history page in place of the admin's log, and the way back."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.revert_view))
        address = "<int:article_id>/revert/<int:number>/"
        return [path(address, view, name="articles_article_revert"), *super().get_urls()]

    def revert_view(self, request: HttpRequest, article_id: int, number: int) -> HttpResponse:
        """An earlier version becomes the working copy, as a new version: nothing is lost, readers see nothing of it."""
        article = self.get_object(request, str(article_id))
        if article is None:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        version = get_object_or_404(Version, article=article, number=min(number, LARGEST_NUMBER))
        revert_to(version, by=request.user)
        messages.success(request, _("Version %(number)s stands in the story again.") % {"number": number})
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> TemplateResponse:
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": article.headline,
            "opts": self.opts,
            "original": article,
            "versions": versions_of(article),
            "editions": editions_of(article),
        }
        return TemplateResponse(request, "admin/articles/article/history.html", context)


def versions_of(article: Article) -> list[Version]:
    rows = Version.objects.filter(article=article).select_related("made_by").defer("content", "body")
    return list(rows.order_by("-number")[:MOST])


def editions_of(article: Article) -> list[Edition]:
    rows = Edition.objects.filter(article=article).select_related("published_by", "version")
    return list(rows.defer("version__content", "version__body").order_by("-number")[:MOST])
