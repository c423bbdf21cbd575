"""Stories at the desk."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from js_asset import Media, Script

from articles.admin.article_form import ArticleForm
from articles.admin.body import desk_modules
from articles.admin.bulk import BulkAdmin
from articles.admin.cards import CardAdmin
from articles.admin.choosing import MOST, Chosen
from articles.admin.history import HistoryAdmin
from articles.admin.permissions import may_put_away, may_write
from articles.admin.publication import PublicationAdmin, publication_fields
from articles.admin.putting_away import PuttingAwayAdmin
from articles.admin.saving import SavingAdmin
from articles.admin.sharing import SharingAdmin
from articles.admin.site import site
from articles.admin.sitting import SittingAdmin
from articles.admin.standing import turn_at_form, with_standing
from articles.admin.steps import StepAdmin, offered_to
from articles.admin.story_list import StoryListAdmin
from articles.admin.suggesting import SuggestingAdmin
from articles.admin.translations import TranslatingAdmin
from articles.models import Article
from articles.search import search_articles

PAGE = ("headline", "lead", "body")
SECTION = ("section", "language", "tags")
PHOTO = ("photo", "photo_caption", "photo_alt")
DATELINE = ("place", "dateline_on", "dateline_agency")
SCRIPTS = (
    "form",
    "counters",
    "spelling",
    "publication",
    "leadphoto",
    "ordered",
    "suggestions",
    "dateline",
    "sitting",
)
MORE = ("genre", "importance", "breaking_until", "source", "short_headline", "seo_title", "editors_note")


@admin.register(Article, site=site)
class ArticleAdmin(
    StoryListAdmin,
    BulkAdmin,
    SittingAdmin,
    TranslatingAdmin,
    SuggestingAdmin,
    SavingAdmin,
    PublicationAdmin,
    StepAdmin,
    PuttingAwayAdmin,
    SharingAdmin,
    HistoryAdmin,
    CardAdmin,
    Chosen,
):
    form = ArticleForm
    actions = None
    change_form_template = "admin/articles/article/change_form.html"
    choice_template = "admin/cards/story_choice.html"
    choose_permission = "articles.view_article"

    def choices(self, request: HttpRequest, q: str) -> list[Article]:
        stories = Article.objects.kept().select_related("section").defer("body")
        if not q:
            return with_standing(stories[: MOST + 1])
        wanted = search_articles(q, limit=MOST + 1)
        found = stories.in_bulk(wanted)
        return with_standing(found[pk] for pk in wanted if pk in found)

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> list:
        publication = publication_fields(request, obj)
        return [
            (None, {"fields": PAGE, "classes": ["page"]}),
            (_("Publication"), {"fields": publication, "classes": ["publication"]}),
            (_("Section and tags"), {"fields": SECTION}),
            (_("Lead photo"), {"fields": PHOTO}),
            (_("Dateline"), {"fields": DATELINE, "classes": ["dateline"]}),
            (_("Bylines"), {"fields": ("bylines",)}),
            (_("Related news"), {"fields": ("related",), "classes": ["related"]}),
            (_("More"), {"fields": MORE, "classes": ["collapse"]}),
        ]

    def get_object(self, request: HttpRequest, object_id: str, from_field=None) -> Article | None:
        article = super().get_object(request, object_id, from_field)
        return with_standing([article])[0] if article else None

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """No page of the desk leads here with words in the address, and no other's shall fill the form."""
        return {}

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_write(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Stories are put away: nobody's text is lost."""
        return False

    def log_addition(self, request: HttpRequest, obj: Article, message) -> None:
        """Versions say who did what and when; the admin's log would say less, once more."""

    log_change = log_addition

    def render_change_form(self, request: HttpRequest, context: dict, *rest, obj=None, **options) -> HttpResponse:
        """Who may only read gets the reader's page instead; what was put away, its own."""
        if obj and not self.has_change_permission(request, obj):
            page = "admin:articles_article_away" if obj.put_away_at else "preview"
            return HttpResponseRedirect(reverse(page, args=[obj.pk]))
        scripts = Media(
            importmap=desk_modules("sending"),
            css={"all": ["desk/story.css", "desk/publication.css", "desk/sitting.css"]},
            js=[Script(f"desk/{name}.js", type="module") for name in SCRIPTS],
        )
        context["media"] = Media.from_media(context["media"] + scripts, nonce=str(request.csp_nonce))
        context |= {
            "may_publish": request.user.has_perm("articles.publish_article"),
            "steps": offered_to(request.user, obj) if obj else [],
            "may_put_away": obj is not None and may_put_away(request.user, obj),
            "turn": turn_at_form(obj, request.user) if obj else None,
        }
        return super().render_change_form(request, context, *rest, obj=obj, **options)
