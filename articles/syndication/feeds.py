"""The newest stories for feed readers: of the site, of a section, a tag and an author, in each language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from articles.models import Edition
from articles.pages import find_shelf
from articles.pages.addresses import absolute
from articles.pages.cards import photo_ids
from articles.pages.identity import site_in
from articles.pages.lists import editions_on, newest
from articles.pages.photographs import WHOLE, Album, Figure
from articles.syndication.json_feed import JsonFeed
from articles.syndication.media_feeds import AtomFeed, RssFeed
from articles.text.cleaning import strip_control

GENERATORS: dict[str, type[RssFeed] | type[AtomFeed] | type[JsonFeed]] = {
    "rss.xml": RssFeed,
    "atom.xml": AtomFeed,
    "feed.json": JsonFeed,
}
ENTRIES = 50


@require_safe
@conditional_page
@cache_control(no_cache=True)
def feed(request: HttpRequest, form: str, kind: str, name: str, slug: str = "") -> HttpResponse:
    language, now = get_language(), timezone.now()
    shelf = find_shelf(kind, slug, language) if kind else None
    if shelf and shelf.slug != slug:
        return HttpResponsePermanentRedirect(reverse(name, args=[shelf.slug]))
    stories = editions_on(shelf, ENTRIES, at=now) if shelf else newest(language, ENTRIES, at=now)
    site = site_in(language)
    written = GENERATORS[form](
        title=f"{shelf.name} — {site.name}" if shelf else site.name,
        link=absolute(shelf.url if shelf else reverse("front")),
        description=shelf.name if shelf else site.tagline or _("The newest stories"),
        language=language,
        feed_url=absolute(request.path),
        author_name=site.name,
    )
    album = Album(photo_ids(stories), at=now, frames=[WHOLE])
    for edition in stories:
        written.add_item(**entry(edition, album.figure(edition.content["photo"])))
    return HttpResponse(written.writeString("utf-8"), content_type=written.content_type)


def entry(edition: Edition, photo: Figure | None) -> dict:
    """The id holds neither slug nor day, so a feed reader knows a retitled story again."""
    content = edition.content
    return {
        "title": strip_control(content["headline"]),
        "link": absolute(edition.get_absolute_url()),
        "description": strip_control(content["lead"]),
        "unique_id": f"tag:{urlsplit(settings.NEWSROOM_ORIGIN).hostname},2021:story-{edition.article_id}",
        "unique_id_is_permalink": False,
        "pubdate": edition.first_published_at,
        "updateddate": edition.changed_at,
        "author_name": strip_control(", ".join(byline["name"] for byline in content["bylines"])) or None,
        "categories": [strip_control(tag["name"]) for tag in content["tags"]],
        "photo": photo,
    }
