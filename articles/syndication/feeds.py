"""RSS and Atom of the site, of a section, a tag and an author, in each language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import feedgenerator, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from articles.models import Edition, Placement
from articles.models.placement import shelf as shelf_name
from articles.pages.addresses import absolute
from articles.pages.lists import editions
from articles.pages.shelves import find_shelf

RSS, ATOM = "rss", "atom"
GENERATORS = {RSS: feedgenerator.Rss201rev2Feed, ATOM: feedgenerator.Atom1Feed}
ENTRIES = 50


@require_safe
@conditional_page
@cache_control(no_cache=True)
def feed(request: HttpRequest, kind: str, shelf: str, slug: str = "") -> HttpResponse:
    language = get_language()
    of = find_shelf(shelf, slug, language) if shelf else None
    listed = shelf_name(language, shelf, of.id) if of else shelf_name(language)
    written = GENERATORS[kind](
        title=f"{of.name} — {settings.NEWSROOM_NAME}" if of else settings.NEWSROOM_NAME,
        link=absolute(of.url if of else reverse("front")),
        description=of.name if of else _("The newest stories"),
        language=language,
        feed_url=absolute(request.path),
    )
    for edition in editions(Placement.objects.live(timezone.now()).on_shelf(listed), ENTRIES):
        add(written, edition)
    return HttpResponse(written.writeString("utf-8"), content_type=written.content_type)


def add(written: feedgenerator.SyndicationFeed, edition: Edition) -> None:
    """The id holds neither slug nor day, so a feed reader knows a retitled story again."""
    content = edition.content
    written.add_item(
        title=content["headline"],
        link=absolute(edition.get_absolute_url()),
        description=content["lead"],
        unique_id=f"tag:{urlsplit(settings.NEWSROOM_ORIGIN).hostname},2021:story-{edition.article_id}",
        unique_id_is_permalink=False,
        pubdate=edition.first_published_at,
        updateddate=edition.changed_at,
        author_name=", ".join(byline["name"] for byline in content["bylines"]) or None,
        categories=[tag["name"] for tag in content["tags"]],
    )
