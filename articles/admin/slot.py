"""The front page at the desk: which stories stand in its places, and until when."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from js_asset import Media, Script

from articles.admin.audit import lines
from articles.admin.body import desk_modules
from articles.admin.choosing import MOST, Chosen
from articles.admin.front_desk import FrontDesk, breaking
from articles.admin.ordered import is_id
from articles.admin.site import site
from articles.admin.standing import with_standing
from articles.models import Article, Placement, Slot
from articles.models.placement import shelf
from articles.models.slot import PLACES
from articles.pages.frame import TONGUES
from articles.publishing import (
    FrontArrangedMeanwhile,
    NotArranged,
    PublishingError,
    arrange_front,
    arrangings,
    place_on_front,
)
from articles.search import search_articles

FOUND = 60  # by words, in all languages
EVENTS = 5
SAVED = gettext_lazy("Readers see the front page so from now on.")
MODULES = ("chooser", "dialog", "dom", "icons", "words")


@admin.register(Slot, site=site)
class SlotAdmin(Chosen):
    choice_template = "admin/cards/story_choice.html"
    choose_permission = "articles.change_slot"

    def get_urls(self) -> list[URLPattern]:
        """No row of its own is looked at: the page is arranged as a whole."""
        wrap, name = self.admin_site.admin_view, "articles_slot"
        return [
            path("", wrap(self.changelist_view), name=f"{name}_changelist"),
            path("choose/", wrap(require_safe(self.choose)), name=f"{name}_choose"),
            path("place/", wrap(require_POST(self.place_view)), name=f"{name}_place"),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Slot | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        language = asked_language(request)
        if request.method != "POST":
            return self.show(request, FrontDesk(language))
        desk = FrontDesk(language, request.POST)
        if not desk.is_valid():
            return self.show(request, desk, [_("Nothing is saved yet: see below what is wrong.")])
        return self.arrange(request, desk)

    def arrange(self, request: HttpRequest, desk: FrontDesk) -> HttpResponse:
        try:
            event = arrange_front(desk.language, desk.places(), by=request.user, expects=desk.seen)
        except NotArranged as refusal:
            desk.tell(refusal)
            return self.show(request, desk, [_("Nothing is saved yet: see below what is wrong.")])
        except FrontArrangedMeanwhile as refusal:
            done = lines([refusal.event])[0].details if refusal.event else []
            more = _("Nothing of yours is saved yet: it stands below, over what they did. Look at it and save again.")
            return self.show(request, desk.caught_up(), [*refusal.messages, *done, more])
        messages.success(request, SAVED if event else _("Nothing has changed."))
        return HttpResponseRedirect(address_of(desk.language))

    def show(self, request: HttpRequest, desk: FrontDesk, troubles: list[str] | None = None) -> TemplateResponse:
        media = Media(
            importmap=desk_modules(*MODULES),
            css={"all": ["desk/dialog.css", "desk/front.css"]},
            js=[Script("desk/front.js", type="module")],
        )
        page = desk.page()
        context = self.admin_site.each_context(request) | {
            "title": _("Front page"),
            "opts": self.opts,
            "desk": desk,
            "spots": desk.spots(page),
            "breaking": breaking(page),
            "troubles": troubles,
            "tongues": TONGUES.items(),
            "events": lines(arrangings(desk.language)[:EVENTS]),
            "put": story_to_put(request, desk.language),
            "media": Media.from_media(media, nonce=str(request.csp_nonce)),
        }
        return TemplateResponse(request, "admin/front/page.html", context)

    def place_view(self, request: HttpRequest) -> HttpResponse:
        """One story into one place by one click."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        article = story_with(request.POST.get("story", ""))
        if article is None:
            raise Http404
        place = request.POST.get("place", "")
        try:
            place_on_front(article, int(place) if is_id(place) else PLACES + 1, by=request.user)
            messages.success(request, SAVED)
        except PublishingError as refusal:
            for message in refusal.messages:
                messages.error(request, message)
        return HttpResponseRedirect(address_of(article.language))

    def choices(self, request: HttpRequest, q: str) -> list[Article]:
        """In the language at hand: the newest that readers see, or those with the words, live ones first."""
        language = asked_language(request)
        stories = Article.objects.kept().filter(language=language).select_related("section").defer("body", "lead")
        newest = Placement.objects.live().on_shelf(shelf(language)).newest_first().values_list("article_id", flat=True)
        wanted = search_articles(q, limit=FOUND) if q else list(newest[: MOST + 1])
        rows = stories.in_bulk(wanted)
        found = with_standing(rows[pk] for pk in wanted if pk in rows)
        return sorted(found, key=lambda story: story.timeline.live is None)[: MOST + 1]


def asked_language(request: HttpRequest) -> str:
    """Of the front page at hand; at first that of the desk."""
    asked = request.GET.get("language", "")
    return asked if asked in TONGUES else getattr(request.user, "desk_language", "") or "ru"


def address_of(language: str) -> str:
    return f"{reverse('admin:articles_slot_changelist')}?language={language}"


def story_with(number: str) -> Article | None:
    return Article.objects.defer("body", "lead").filter(pk=number).first() if is_id(number) else None


def story_to_put(request: HttpRequest, language: str) -> Article | None:
    """Whom another page of the desk sent here to be placed."""
    article = story_with(request.GET.get("put", ""))
    return article if article and article.language == language else None
