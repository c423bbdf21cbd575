"""Related news that a story might name: what freezing would put into its empty places, and some more."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from articles.admin.standing import with_standing
from articles.models import Article
from articles.publishing import related_suggestions


class SuggestingAdmin(admin.ModelAdmin):
    """For the admin class of stories: a list that a script shows under the one chosen by hand."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.suggestions_view))
        return [path("<int:article_id>/suggestions/", view, name="articles_article_suggestions"), *super().get_urls()]

    def suggestions_view(self, request: HttpRequest, article_id: int) -> TemplateResponse:
        article = self.get_object(request, str(article_id))
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        context = {"stories": suggested(article)}
        return TemplateResponse(request, "admin/ordered/suggestions.html", context)


def suggested(article: Article) -> list[Article]:
    """In the order in which they would be taken."""
    wanted = related_suggestions(article)
    found = Article.objects.select_related("section").defer("body", "lead").in_bulk(wanted)
    return with_standing(found[pk] for pk in wanted if pk in found)
