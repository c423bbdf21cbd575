"""The news of the last two days, as search engines take news."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from articles.models import Identity, Placement
from articles.models.prepared import Prepared
from articles.pages.addresses import absolute, moment
from articles.pages.cards import OUTSIDE
from articles.pages.editions import columns, listed
from articles.pages.frame import TONGUES
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
    identity = Identity.objects.defer("logo").first() or Identity()
    names = {language: strip_control(identity.said("name", language) or settings.NEWSROOM_NAME) for language in TONGUES}
    return [
        News(
            address=absolute(edition.get_absolute_url()),
            title=strip_control(edition.headline),
            name=names[edition.language],
            language=edition.language,
            published_at=moment(edition.first_published_at),
        )
        for edition in listed(_newest(MOST_NEWS, since=at - LATELY, at=at))
    ]


@Prepared
def _newest(most: int, *, since, at) -> QuerySet:
    rows = Placement.objects.on_any_front().since(since).live(at).exclude(edition__content__genre__in=OUTSIDE)
    return rows.newest_first().values_list(*columns(through="edition__"))[:most]
