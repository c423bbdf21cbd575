"""Tags: people, countries, subjects."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from articles.admin.choosing import MOST
from articles.admin.paging import NearPages
from articles.admin.site import site
from articles.models import Tag
from articles.text.cleaning import strip_control
from articles.text.folding import fold


@admin.register(Tag, site=site)
class TagAdmin(NearPages, admin.ModelAdmin):
    list_display = ["name", "slug"]
    fields = ["name", "slug"]
    search_fields = ["folded"]
    sortable_by = ()
    show_full_result_count = False

    def get_search_results(self, request: HttpRequest, queryset, search_term: str):
        return queryset.filter(folded__contains=fold(search_term)), False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.complete_view))
        return [path("complete/", view, name="articles_tag_complete"), *super().get_urls()]

    def complete_view(self, request: HttpRequest) -> JsonResponse:
        """For Select2: the tags that begin so, then those that have it within; any case, ё as е."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        term = fold(strip_control(request.GET.get("term", ""))[:100])
        found = list(Tag.objects.filter(folded__startswith=term)[:MOST])
        found += Tag.objects.filter(folded__contains=term).exclude(folded__startswith=term)[: MOST - len(found)]
        return JsonResponse({"results": [{"id": tag.name, "text": tag.name} for tag in found]})
