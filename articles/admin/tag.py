"""Tags: people, countries, subjects."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.admin.choosing import MOST
from articles.admin.named_form import KeptWhileListed
from articles.admin.noting import Noted
from articles.admin.paging import NearPages
from articles.admin.permissions import may_merge_tags
from articles.admin.site import site
from articles.admin.tag_merging import MergingAdmin
from articles.models import Tag, TagAlias
from articles.models.tag import parse_tags
from articles.publishing import rename_tag
from articles.text.cleaning import strip_control
from articles.text.folding import fold

LATELY = 5000  # uses of tags, the newest: what is used most among them is offered first
LOOK_AT = 500


def one_name(text: str) -> str:
    names = parse_tags(text)
    if len(names) != 1:
        raise forms.ValidationError(_("One tag, without a comma."))
    return names[0]


class TagForm(forms.ModelForm):
    class Meta:
        model = Tag
        fields = ("name",)

    def clean_name(self) -> str:
        """Case and ё do not tell tags apart, and a comma parts them; another name of a tag is no tag of its own."""
        name = one_name(self.cleaned_data["name"])
        called = Tag.objects.called([name]).get(fold(name))
        if called and called.pk != self.instance.pk:
            raise forms.ValidationError(_("“%(tag)s” is called so already."), params={"tag": called})
        return name


class AliasForm(forms.ModelForm):
    class Meta:
        model = TagAlias
        fields = ("name",)

    def clean_name(self) -> str:
        name = one_name(self.cleaned_data["name"])
        called = Tag.objects.called([name]).get(fold(name))
        if called and not TagAlias.objects.filter(pk=self.instance.pk or 0, folded=fold(name)).exists():
            raise forms.ValidationError(_("“%(tag)s” is called so already."), params={"tag": called})
        return name


class AliasRows(forms.BaseInlineFormSet):
    def clean(self) -> None:
        """Each name once. Readers' links and old versions lead through those that a merge or a new name left behind."""
        super().clean()
        names: set[str] = set()
        for form in self.forms:
            name = "" if form in self.deleted_forms else fold(form.cleaned_data.get("name", ""))
            if name in names:
                called = forms.ValidationError(_("“%(tag)s” is called so already."), params={"tag": self.instance})
                form.add_error("name", called)
            names |= {name} - {""}
        for form in self.deleted_forms:
            if form.instance.slug or form.instance.was:
                raise forms.ValidationError(
                    _("“%(name)s” stays: an old address leads through it."), params={"name": form.instance}
                )


class AliasInline(admin.TabularInline):
    model = TagAlias
    form = AliasForm
    formset = AliasRows
    fields = ["name", "old_address"]
    readonly_fields = ["old_address"]
    extra = 1
    verbose_name_plural = _("other names")

    @admin.display(description=_("old address"), empty_value="")
    def old_address(self, obj: TagAlias) -> str:
        return obj.slug or ""

    def has_view_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        return request.user.has_perm("articles.view_tag")

    def has_add_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        return may_merge_tags(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        return may_merge_tags(request.user)

    has_delete_permission = has_change_permission


@admin.register(Tag, site=site)
class TagAdmin(KeptWhileListed, NearPages, MergingAdmin, Noted):
    shelf_kind = "tag"
    list_display = ["name", "other_names", "slug"]
    search_fields = ["folded"]
    sortable_by = ()
    form = TagForm
    inlines = [AliasInline]

    @admin.display(description=_("other names"), empty_value="")
    def other_names(self, obj: Tag) -> str:
        return ", ".join(other.name for other in obj.aliases.all())

    def is_listed(self, pk: int) -> bool:
        """Or led to by an address of old."""
        led_to = TagAlias.objects.filter(tag=pk).filter(Q(slug__isnull=False) | Q(was__isnull=False))
        return super().is_listed(pk) or led_to.exists()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return super().get_queryset(request).prefetch_related("aliases")

    def get_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        return ["name", "slug"] if obj else ["name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        """A new name brings a new address; the old one leads to it."""
        return ["slug"] if obj else []

    def get_inlines(self, request: HttpRequest, obj: Tag | None) -> list:
        return self.inlines if obj else []

    def has_change_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        """All that can be changed of a tag is its names: every story that bears it shows them."""
        return may_merge_tags(request.user)

    def save_model(self, request: HttpRequest, obj: Tag, form: TagForm, change: bool) -> None:
        if not change:
            return super().save_model(request, obj, form, change)
        if "name" in form.changed_data:
            renamed = rename_tag(obj, name=form.cleaned_data["name"], by=request.user)
            obj.slug = renamed.slug

    def construct_change_message(self, request: HttpRequest, form: TagForm, formsets, add: bool = False) -> dict:
        """The verb notes a new name down by itself."""
        message = super().construct_change_message(request, form, formsets, add)
        message["changes"].pop("name", None)
        return message

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        term = fold(search_term)
        others = TagAlias.objects.filter(folded__contains=term).values("tag")
        return queryset.filter(folded__contains=term) | queryset.filter(pk__in=others), False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.complete_view))
        return [path("complete/", view, name="articles_tag_complete"), *super().get_urls()]

    def complete_view(self, request: HttpRequest) -> JsonResponse:
        """For Select2: tags of which a word begins so, or a word of another name; any case, ё as е."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = completed(strip_control(request.GET.get("term", ""))[:100])
        return JsonResponse({"results": [{"id": name, "text": name} for name in found]})


def completed(term: str) -> list[str]:
    """At most twenty names: the very one, then those most used lately, then those that begin so. Two queries."""
    folded, uses = fold(term), Tag.objects.used_lately(LATELY)
    tags = Tag.objects.like(term).only("name", "folded")[:LOOK_AT]

    def rank(tag: Tag) -> tuple:
        return tag.folded != folded, -uses[tag.pk], not tag.folded.startswith(folded)

    return [tag.name for tag in sorted(tags, key=rank)[:MOST]]
