"""Stories at the desk."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from js_asset import Media, Script

from articles.admin.article_form import ArticleForm
from articles.admin.body import desk_modules
from articles.admin.cards import CardAdmin
from articles.admin.choosing import MOST, Chosen
from articles.admin.filters import ReadersFilter
from articles.admin.history import HistoryAdmin
from articles.admin.paging import NearPages
from articles.admin.permissions import may_write
from articles.admin.saving import SavingAdmin
from articles.admin.sharing import SharingAdmin
from articles.admin.site import site
from articles.admin.standing import moment, with_standing
from articles.admin.steps import StepAdmin, offered_to
from articles.models import Article
from articles.search import search_articles

FOUND = 300

PAGE = ("headline", "lead", "body")
SECTION = ("section", "language", "tags")
PHOTO = ("photo", "photo_caption", "photo_alt")
DATELINE = ("place", "dateline_on", "dateline_agency")
MORE = ("genre", "importance", "breaking_until", "source", "short_headline", "seo_title", "editors_note")


class StoryList(ChangeList):
    def get_queryset(self, request: HttpRequest, **options) -> QuerySet[Article]:
        return super().get_queryset(request, **options).defer("body", "lead")

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = with_standing(self.result_list)


@admin.register(Article, site=site)
class ArticleAdmin(NearPages, SavingAdmin, StepAdmin, SharingAdmin, HistoryAdmin, CardAdmin, Chosen):
    form = ArticleForm
    list_display = ["headline", "standing", "section", "language", "changed"]
    list_display_links = ["headline"]
    list_filter = ["state", ReadersFilter, "section", "language", "changed_at"]
    list_select_related = ["section"]
    list_per_page = 30
    empty_value_display = ""
    sortable_by = ()
    actions = None
    search_fields = ["headline"]
    show_facets = admin.ShowFacets.NEVER
    change_form_template = "admin/articles/article/change_form.html"
    choice_template = "admin/cards/story_choice.html"
    choose_permission = "articles.view_article"

    @admin.display(description=_("standing"))
    def standing(self, obj: Article) -> SafeString:
        return render_to_string("admin/cards/badges.html", {"badges": obj.badges})

    @admin.display(description=_("changed"))
    def changed(self, obj: Article) -> str:
        return moment(obj.changed_at)

    def get_changelist(self, request: HttpRequest, **options) -> type[ChangeList]:
        return StoryList

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        return queryset.filter(pk__in=search_articles(search_term, limit=FOUND)) if search_term else queryset, False

    def choices(self, request: HttpRequest, q: str) -> list[Article]:
        stories = Article.objects.select_related("section").defer("body")
        if not q:
            return with_standing(stories[:MOST])
        wanted = search_articles(q, limit=MOST)
        found = stories.in_bulk(wanted)
        return with_standing(found[pk] for pk in wanted if pk in found)

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> list:
        publication = ["publish_at", "until"]
        if request.user.has_perm("articles.publish_article"):
            publication.insert(0, "state")
        if obj and obj.timeline.last_shown:
            publication += ["change", "note"]
        if obj and obj.timeline.waiting:
            publication.append("waiting")
        publication.append("reason")
        return [
            (None, {"fields": PAGE, "classes": ["page"]}),
            (_("Publication"), {"fields": publication, "classes": ["publication"]}),
            (_("Section and tags"), {"fields": SECTION}),
            (_("Lead photo"), {"fields": PHOTO}),
            (_("Dateline"), {"fields": DATELINE, "classes": ["dateline"]}),
            (_("Bylines"), {"fields": ("bylines",)}),
            (_("Related news"), {"fields": ("related",)}),
            (_("More"), {"fields": MORE, "classes": ["collapse"]}),
        ]

    def get_object(self, request: HttpRequest, object_id: str, from_field=None) -> Article | None:
        article = super().get_object(request, object_id, from_field)
        return with_standing([article])[0] if article else None

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_write(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Stories are put away: nobody's text is lost."""
        return False

    def log_addition(self, request: HttpRequest, obj: Article, message) -> None:
        """Versions say who did what and when; the admin's log would say less, once more."""

    log_change = log_addition

    def render_change_form(self, request: HttpRequest, context: dict, *rest, obj=None, **options) -> HttpResponse:
        """Who may only read gets the reader's page instead."""
        if obj and not self.has_change_permission(request, obj):
            return HttpResponseRedirect(reverse("preview", args=[obj.pk]))
        scripts = Media(
            importmap=desk_modules("sending"),
            css={"all": ["desk/story.css"]},
            js=[Script(f"desk/{name}.js", type="module") for name in ("form", "leadphoto", "ordered", "dateline")],
        )
        context["media"] = Media.from_media(context["media"] + scripts, nonce=str(request.csp_nonce))
        context |= {
            "may_publish": request.user.has_perm("articles.publish_article"),
            "steps": offered_to(request.user, obj) if obj else [],
        }
        return super().render_change_form(request, context, *rest, obj=obj, **options)
