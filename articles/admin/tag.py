"""Tags: people, countries, subjects."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.admin.choosing import MOST
from articles.admin.noting import Noted
from articles.admin.paging import NearPages
from articles.admin.site import site
from articles.models import Tag
from articles.models.tag import parse_tags
from articles.text.cleaning import strip_control
from articles.text.folding import fold


class TagForm(forms.ModelForm):
    class Meta:
        model = Tag
        fields = ("name",)

    def clean_name(self) -> str:
        """Case and ё do not tell tags apart, and a comma parts them."""
        names = parse_tags(self.cleaned_data["name"])
        if len(names) != 1:
            raise forms.ValidationError(_("One tag, without a comma."))
        if Tag.objects.filter(folded=fold(names[0])).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is such a tag already."))
        return names[0]


@admin.register(Tag, site=site)
class TagAdmin(NearPages, Noted):
    list_display = ["name", "slug"]
    search_fields = ["folded"]
    sortable_by = ()
    form = TagForm

    def get_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        return ["name", "slug"] if obj else ["name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        """Readers' links keep the address."""
        return ["slug"] if obj else []

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
