"""When any page may change by the clock alone."""

from datetime import datetime, timedelta

from django.db.models import Min
from django.utils import timezone

from articles.models import Edition, Photo
from articles.pages.addresses import midnight
from articles.pages.frame import TONGUES
from articles.pages.front import next_edge_of_front


def next_edge(at: datetime) -> datetime:
    """The next moment after `at` at which a page that nobody touches may say something else.

    An edition begins or ends, a photo comes free or its rights end, a place of the front page or a breaking line runs
    out; at midnight where the newsroom is, at the latest: the masthead names the day.
    """
    moments = [
        Edition.objects.filter(visible_from__gt=at).aggregate(edge=Min("visible_from"))["edge"],
        Edition.objects.filter(visible_until__gt=at).aggregate(edge=Min("visible_until"))["edge"],
        Photo.objects.filter(usage_until__gt=at).aggregate(edge=Min("usage_until"))["edge"],
        Photo.objects.filter(embargo_until__gt=at).aggregate(edge=Min("embargo_until"))["edge"],
        midnight(timezone.localdate(at) + timedelta(days=1)),
        *(next_edge_of_front(language, at) for language in TONGUES),
    ]
    return min(moment for moment in moments if moment)
