"""What became of a story: every version and every edition, who and when. Nothing here can be changed."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

from articles.models import Article, Edition, Version

MOST = 200


class HistoryAdmin(admin.ModelAdmin):
    """For the admin class of stories: its own history page in place of the admin's log."""

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
