"""Ctrl+K: from a few letters to a story, a photo, a tag, a person or a thing to do, each only where one may go."""

from typing import NamedTuple

from django.contrib import admin
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.cache import patch_vary_headers
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.matching import with_words
from articles.admin.standing import moment
from articles.models import Article, Author, Edition, Photo, Tag, User
from articles.search import newest_photos, search_articles
from articles.text.cleaning import strip_control
from articles.text.folding import fold

STORIES, OTHERS = 8, 5
LONGEST = 200


class Found(NamedTuple):
    label: str
    url: str
    detail: str = ""


class Group(NamedTuple):
    label: str
    found: list[Found]


class PaletteSite(admin.AdminSite):
    """For the desk: a page to search everything from, which a script shows over any other page."""

    def get_urls(self) -> list[URLPattern | URLResolver]:
        view = self.admin_view(require_safe(self.palette_view))
        return [path("palette/", view, name="palette"), *super().get_urls()]

    def palette_view(self, request: HttpRequest) -> TemplateResponse:
        q = strip_control(request.GET.get("q", ""))[:LONGEST].strip()
        context = {"q": q, "groups": groups(request, q, self.get_app_list(request))}
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            response = TemplateResponse(request, "admin/palette/options.html", context)
        else:
            page = self.each_context(request) | context | {"title": _("Find anything")}
            response = TemplateResponse(request, "admin/palette/page.html", page)
        patch_vary_headers(response, ["X-Requested-With"])
        return response


def groups(request: HttpRequest, q: str, apps: list[dict]) -> list[Group]:
    """At most six queries; without words, what may be done and one's own latest stories: one query."""
    user = request.user
    if not q:
        found = [Group(_("Do"), things_to_do(apps)), Group(_("My latest stories"), own_stories(user))]
    else:
        found = [
            Group(_("Stories"), stories(user, q)),
            Group(_("Do"), [each for each in things_to_do(apps) if is_meant(each, q)]),
            Group(_("Tags"), tags(user, q)),
            Group(_("Photos"), photos(user, q)),
            Group(_("People"), people(user, q)),
        ]
    return [group for group in found if group.found]


def things_to_do(apps: list[dict]) -> list[Found]:
    """What may be begun, then every room of the desk that this person may enter."""
    nouns = [noun for app in apps for noun in app["models"]]
    begun = {"Article": _("New story"), "Photo": _("Upload a photo")}
    new = [
        Found(begun[noun["object_name"]], noun["add_url"])
        for noun in nouns
        if noun["object_name"] in begun and noun.get("add_url")
    ]
    rooms = [Found(capfirst(str(noun["name"])), noun["admin_url"]) for noun in nouns if noun.get("admin_url")]
    return [*new, Found(_("Start page"), reverse("admin:index")), *rooms]


def is_meant(thing: Found, q: str) -> bool:
    words = fold(thing.label).split()
    return all(any(word.startswith(part) for word in words) for part in fold(q).split())


def own_stories(user: User) -> list[Found]:
    if not user.has_perm("articles.view_article"):
        return []
    own = _in_a_line(Article.objects.kept().filter(created_by=user))
    return [_story(story) for story in own.order_by("-changed_at", "-id")[:STORIES]]


def stories(user: User, q: str) -> list[Found]:
    if not user.has_perm("articles.view_article"):
        return []
    wanted = search_articles(q, limit=STORIES)
    rows = _in_a_line(Article.objects.kept()).in_bulk(wanted) if wanted else {}
    return [_story(rows[pk]) for pk in wanted if pk in rows]


def _in_a_line(rows: QuerySet[Article]) -> QuerySet[Article]:
    live = Edition.objects.live().filter(article=OuterRef("pk"))
    return rows.select_related("section").defer("body", "lead").annotate(is_live=Exists(live))


def _story(story: Article) -> Found:
    state = _("live") if story.is_live else story.get_state_display()
    parts = [state, str(story.section or ""), moment(story.changed_at)]
    return Found(story.headline, _address(story), " · ".join(part for part in parts if part))


def photos(user: User, q: str) -> list[Found]:
    if not user.has_perm("articles.view_photo"):
        return []
    rows = newest_photos(Photo.objects.only("caption", "headline", "alt", "agency", "creator"), q, limit=OTHERS)
    return [Found(photo.caption or photo.headline or photo.alt, _address(photo), photo.credit) for photo in rows]


def tags(user: User, q: str) -> list[Found]:
    if not user.has_perm("articles.view_tag"):
        return []
    return [Found(tag.name, _address(tag)) for tag in Tag.objects.like(q)[:OTHERS]]


def people(user: User, q: str) -> list[Found]:
    """Those who sign in, for whom may see them; else those whom bylines name."""
    if user.has_perm("articles.view_user"):
        rows = with_words(User.objects.filter(is_staff=True), q, ("username", "first_name", "last_name"))
        return [Found(str(person), _address(person), person.username) for person in rows[:OTHERS]]
    if user.has_perm("articles.view_author"):
        rows = with_words(Author.objects.all(), q, ("name_ru", "name_kk", "name_en"))
        return [Found(author.name_ru, _address(author)) for author in rows[:OTHERS]]
    return []


def _address(row: Model) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
