"""Merging tags at the desk: several ticked in the list, or one with others by name; numbers first, then the verb."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.ordered import is_id
from articles.admin.permissions import may_merge_tags
from articles.models import Placement, Tag, TaggedArticle, User
from articles.models.names import Language
from articles.models.placement import shelf
from articles.models.tag import parse_tags
from articles.publishing import PublishingError, merge_tags
from articles.text.folding import fold

AT_ONCE = 20


class Row(NamedTuple):
    tag: Tag
    stories: int
    shown: int


class MergingAdmin(admin.ModelAdmin):
    """For the admin class of tags."""

    actions = ["merge"]
    change_form_template = "admin/articles/tag/change_form.html"

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PublishingError as refusal:
            return self.say_no(request, refusal)

    def say_no(self, request: HttpRequest, refusal: PublishingError) -> HttpResponse:
        for message in refusal.messages:
            messages.error(request, message)
        return HttpResponseRedirect(reverse("admin:articles_tag_changelist"))

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return may_merge_tags(request.user)

    @admin.action(description=_("Merge"), permissions=["merge"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Tag]) -> HttpResponse:
        asked = QueryDict(mutable=True)
        asked.setlist("tag", [str(pk) for pk in queryset.values_list("pk", flat=True)[:AT_ONCE]])
        return HttpResponseRedirect(f"{reverse('admin:articles_tag_merge')}?{asked.urlencode()}")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)
        return [path("merge/", view, name="articles_tag_merge"), *super().get_urls()]

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """GET counts what will move; POST moves it."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self.end_merge(request)
        tags, unknown = asked_for(request.GET)
        context = self.admin_site.each_context(request) | {
            "title": _("Merge tags"),
            "opts": self.opts,
            "rows": counted(tags),
            "unknown": unknown,
        }
        return TemplateResponse(request, "admin/articles/tag/merge.html", context)

    def end_merge(self, request: HttpRequest) -> HttpResponse:
        tags, into = chosen(request.POST), request.POST.get("into", "")
        target = next((tag for tag in tags if str(tag.pk) == into), None)
        try:
            merged = merged_into(tags, target, by=request.user)
        except PublishingError as refusal:
            return self.say_no(request, refusal)
        messages.success(request, _("Merged: every story bears “%(tag)s” now.") % {"tag": merged})
        return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[merged.pk]))


def merged_into(tags: list[Tag], target: Tag | None, *, by: User) -> Tag:
    if target is None:
        raise PublishingError(_("Choose the tag that stays."))
    return merge_tags([tag for tag in tags if tag != target], into=target, by=by)


def asked_for(asked: QueryDict) -> tuple[list[Tag], list[str]]:
    """Those ticked and those named, and the names that no tag bears."""
    names = parse_tags(",".join(asked.getlist("name")))
    called = Tag.objects.called(names)
    named = [called.get(fold(name)) for name in names]
    unknown = [name for name, tag in zip(names, named, strict=True) if tag is None]
    return list(dict.fromkeys([*chosen(asked), *(tag for tag in named if tag)])), unknown


def chosen(asked: QueryDict) -> list[Tag]:
    ids = [int(pk) for pk in asked.getlist("tag")[:AT_ONCE] if is_id(pk)]
    return list(Tag.objects.filter(pk__in=ids))


def counted(tags: Iterable[Tag]) -> list[Row]:
    """The most used first: two queries."""
    tags = list(tags)
    uses = TaggedArticle.objects.filter(tag__in=tags).order_by().values_list("tag").annotate(Count("pk"))
    stories = dict(uses)
    shelves = {shelf(language, "tag", tag.pk): tag.pk for tag in tags for language in Language.values}
    listed = Placement.objects.filter(shelf__in=shelves).order_by().values_list("shelf").annotate(Count("pk"))
    shown = dict.fromkeys((tag.pk for tag in tags), 0)
    for name, number in listed:
        shown[shelves[name]] += number
    rows = [Row(tag, stories.get(tag.pk, 0), shown[tag.pk]) for tag in tags]
    return sorted(rows, key=lambda row: -row.stories)
