"""What stands in the cards of the editor: all those of a text in one answer."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from articles.admin.ordered import is_id
from articles.admin.photo_marks import with_troubles
from articles.admin.standing import with_standing
from articles.admin.thumbnails import with_thumbnails
from articles.models import Article, Photo, Place
from articles.text.datelines import dateline

MOST = 200


class CardAdmin(admin.ModelAdmin):
    """For the admin class of stories: `?card=photo-12&card=story-5`, and the dateline as it will be."""

    def get_urls(self) -> list[URLPattern]:
        pages = {"cards": self.cards_view, "dateline": self.dateline_view}
        return [
            path(f"{name}/", self.admin_site.admin_view(require_safe(view)), name=f"articles_article_{name}")
            for name, view in pages.items()
        ] + super().get_urls()

    def cards_view(self, request: HttpRequest) -> TemplateResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = request.GET.getlist("card")[:MOST]
        photos = with_troubles(with_thumbnails(named("photo", asked, Photo.objects.all())))
        stories = with_standing(named("story", asked, Article.objects.defer("body")))
        return TemplateResponse(request, "admin/cards/cards.html", {"photos": photos, "stories": stories})

    def dateline_view(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET
        on, language, place = parse_day(asked.get("on", "")), asked.get("language", ""), asked.get("place", "")
        found = Place.objects.prefetch_related("names").filter(pk=place).first() if is_id(place) else None
        name = found.name(language, on) if found and on else ""
        text = dateline(name, on, asked.get("agency", ""), language) if on else ""
        return HttpResponse(text, content_type="text/plain; charset=utf-8")


def named(noun: str, asked: list[str], rows: QuerySet) -> list[Model]:
    """'photo-12' -> the photo with the id 12."""
    ids = {each.removeprefix(f"{noun}-") for each in asked if each.startswith(f"{noun}-")}
    return list(rows.filter(pk__in=[int(pk) for pk in ids if is_id(pk)]))


def parse_day(text: str):
    try:
        return parse_date(text)
    except ValueError:
        return None
