"""The desk as a whole: its name, the order of its nouns, its words in scripts, its first page."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from articles.admin.board import board, how_many_wait
from articles.admin.language import choose_language
from articles.admin.palette import PaletteSite
from articles.pages.identity import site_in

ORDER = (
    "Article",
    "Slot",
    "Photo",
    "Section",
    "Tag",
    "Author",
    "Place",
    "User",
    "Event",
    "Identity",
    "StandingPage",
    "Redirect",
    "Mailing",
    "Subscriber",
)


class DeskSite(PaletteSite):
    index_title = _("Desk")
    index_template = "admin/board.html"
    enable_nav_sidebar = False  # the nouns stand in the header

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        apps = list(self._build_app_dict(request, app_label).values())
        for app in apps:
            app["models"].sort(key=lambda noun: ORDER.index(noun["object_name"]))
        return apps

    def get_urls(self) -> list:
        """Without the way from any row to a public address: it would tell of what readers do not see yet."""
        own = [path("language/", self.admin_view(choose_language), name="language")]
        return own + [each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"]

    def each_context(self, request: HttpRequest) -> dict:
        """The name that readers see, and how many stories wait for this person; asked only where it is shown."""
        name = cache(lambda: site_in(get_language()).name)
        counted = {"turn_count": lambda: how_many_wait(request.user)}
        return super().each_context(request) | counted | {"site_header": name, "site_title": name}

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        shown = board(request.user)
        return super().index(request, {"board": shown, "turn_count": len(shown.turn)} | (extra_context or {}))

    def i18n_javascript(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Not the admin's words alone: the editor's too."""
        return JavaScriptCatalog.as_view()(request)


site = DeskSite(name="admin")
site.disable_action("delete_selected")  # what stories name is not deleted by the dozen
