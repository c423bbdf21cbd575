"""The news of the last two days, as search engines take news."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from articles.models import Identity, Placement
from articles.pages.addresses import absolute, moment
from articles.pages.cards import OUTSIDE
from articles.syndication.sitemap_entries import COLUMNS
from articles.text.cleaning import strip_control

# developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
LATELY = timedelta(hours=48)
MOST_NEWS = 1000


@dataclass(frozen=True)
class News:
    address: str
    title: str
    name: str
    language: str
    published_at: str


def newest_news(at: datetime) -> list[News]:
    """First published in the last two days, in any language, newest first. Two queries.

    What others wrote is no news of the newsroom's.
    """
    rows = Placement.objects.on_any_front().since(at - LATELY).live(at)
    rows = rows.exclude(edition__content__genre__in=OUTSIDE)
    rows = rows.annotate(headline=F("edition__content__headline")).select_related("edition")
    columns = [f"edition__{name}" for name in COLUMNS]
    identity = Identity.objects.defer("logo").first() or Identity()
    return [
        News(
            address=absolute(row.edition.get_absolute_url()),
            title=strip_control(row.headline),
            name=strip_control(identity.said("name", row.edition.language) or settings.NEWSROOM_NAME),
            language=row.edition.language,
            published_at=moment(row.edition.first_published_at),
        )
        for row in rows.newest_first().only(*columns)[:MOST_NEWS]
    ]
