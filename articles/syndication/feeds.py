"""The newest stories for feed readers: of the site, of a section, a tag and an author, in each language."""

from datetime import datetime
from functools import partial
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
from articles.models.placement import shelf as shelf_name
from articles.pages.addresses import absolute
from articles.pages.blocks import photos_of, shown_stories
from articles.pages.cards import OUTSIDE, label, photo_ids
from articles.pages.editions import FED, READ, newest_on
from articles.pages.frame import Shelf, address
from articles.pages.identity import Site, site_in
from articles.pages.lists import editions_on
from articles.pages.naming import name as name_answer
from articles.pages.naming import of_photos, of_stories
from articles.pages.photographs import WHOLE, Album, Figure
from articles.pages.shelves import find_shelf_and_site
from articles.syndication.full_texts import full_texts
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
    shelf, site = find_shelf_and_site(kind, slug, language) if kind else (None, site_in(language))
    if shelf and shelf.slug != slug:
        return HttpResponsePermanentRedirect(reverse(name, args=[shelf.slug]))
    names = READ if settings.NEWSROOM_FEED_TEXT == "full" else FED
    newest = partial(editions_on, shelf) if shelf else partial(newest_on, shelf_name(language))
    stories = newest(ENTRIES, at=now, names=names)
    written = GENERATORS[form](**about(shelf, site, language), feed_url=absolute(request.path))
    for item in entries(stories, at=now):
        written.add_item(**item)
    response = HttpResponse(written.writeString("utf-8"), content_type=written.content_type)
    name_feed(response, shelf_name(language, shelf.kind, shelf.id) if shelf else shelf_name(language), stories)
    return response


def name_feed(response: HttpResponse, listed: str, stories: list[Edition]) -> None:
    """Whole texts have other photos and other stories in them."""
    names = {listed, *of_photos(photo_ids(stories))}
    for edition in stories if settings.NEWSROOM_FEED_TEXT == "full" else ():
        names |= of_photos(photos_of(edition.content)) | of_stories(shown_stories(edition.content))
    name_answer(response, names)


def about(shelf: Shelf | None, site: Site, language: str) -> dict:
    """What a feed says of itself; its id holds no slug either."""
    name = strip_control(site.name)
    return {
        "title": f"{strip_control(shelf.name)} — {name}" if shelf else name,
        "link": absolute(shelf.url if shelf else reverse("front")),
        "description": strip_control(shelf.name if shelf else site.tagline or _("The newest stories")),
        "language": language,
        "author_name": name,
        "feed_guid": lasting(shelf_name(language, shelf.kind, shelf.id) if shelf else language),
        "icon": absolute(site.mark.url) if site.mark else None,
    }


def entries(stories: list[Edition], *, at: datetime) -> list[dict]:
    """With whole texts where the newsroom gives them away."""
    is_full = settings.NEWSROOM_FEED_TEXT == "full"
    photos = {photo for each in stories for photo in photos_of(each.content)} if is_full else photo_ids(stories)
    album = Album(photos, at=at, frames=[WHOLE])
    texts = full_texts(stories, album, at=at) if is_full else {}
    return [entry(each, album.figure(each.content["photo"]), texts.get(each.pk, "")) for each in stories]


def entry(edition: Edition, photo: Figure | None, text: str = "") -> dict:
    """The id holds neither slug nor day, so a feed reader knows a retitled story again."""
    content, language = edition.content, edition.language
    return {
        "title": strip_control(content["headline"]),
        "link": absolute(edition.get_absolute_url()),
        "description": strip_control(announced(content, language)),
        "unique_id": lasting(f"story-{edition.article_id}"),
        "unique_id_is_permalink": False,
        "pubdate": edition.first_published_at,
        "updateddate": edition.changed_at,
        "makers": [
            (each["role"], strip_control(each["name"]), absolute(address("author", each["slug"], language=language)))
            for each in content["bylines"]
        ],
        "categories": [strip_control(tag["name"]) for tag in content["tags"]],
        "photo": photo,
        "text": text,
    }


def announced(content: dict, language: str) -> str:
    """The lead; what others wrote is said to be theirs first."""
    if content["genre"] not in OUTSIDE:
        return content["lead"]
    name = label(content["genre"], language)
    return f"{name[:1].upper()}{name[1:]}. {content['lead']}".strip()


def lasting(name: str) -> str:
    """A tag URI (RFC 4151)."""
    return f"tag:{urlsplit(settings.NEWSROOM_ORIGIN).hostname},2021:{name}"
