"""What a verb has changed for readers, as the names that pages bear: written in the verb's own transaction."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import Photo, Placement, Purge, Touch
from articles.models.prepared import Prepared
from articles.pages.naming import ANYTHING, PHOTOS, SITE, of_group, of_photos, of_stories, of_story
from articles.publishing.purging import purge_after_commit
from articles.publishing.timeline import Timeline

KEPT = timedelta(hours=2)
"""No page is as old as that."""


def touch(names: Iterable[str]) -> None:
    """Pages that bear one of these names say something else from now on. No names: none does."""
    found = set(names)
    if not found:
        return
    told = " ".join([ANYTHING, *sorted(found - {ANYTHING})])
    Touch.objects.create(names=told)
    if settings.NEWSROOM_VARNISH:
        rows = [Purge(varnish=varnish, names=told) for varnish in settings.NEWSROOM_VARNISH]
        purge_after_commit(Purge.objects.bulk_create(rows))


def names_of(photo: Photo) -> set[str]:
    """What changes with a photo; nothing before a story that readers see has shown it."""
    return {PHOTOS, *of_photos([photo.pk])} if photo.used_at else set()


def touched_by(timeline: Timeline) -> set[str]:
    """What a verb on that story touched: its page, those that show it, and the lists where it stood or stands now.

    Its neighbours' pages lead to it; and what stands around every page says where there is something to read.
    """
    article, listed = timeline.article, timeline.listed
    names = {of_story(article.pk), *(name for name, _published_at in listed)}
    names |= {of_group(edition.group) for edition in timeline.editions}
    for name, published_at in listed:
        if "/section/" in name:
            names |= of_stories(neighbours(name, published_at, timeline))
    return names | {SITE} if may_empty_a_list(timeline) else names


def neighbours(shelf: str, published_at: datetime, timeline: Timeline) -> set[int]:
    """The stories before and after that place: those that are live, and those whose time may just have come."""
    rows = nearest(shelf=shelf, moment=published_at, story=timeline.article.pk, now=timeline.now)
    return {article for (article,) in rows}


@Prepared
def nearest(*, shelf: str, moment: datetime, story: int, now: datetime) -> QuerySet:
    rows = Placement.objects.on_shelf(shelf).exclude(article_id=story)
    found = Q()
    for some in (rows, rows.live(now)):
        for each in (some.before(moment, story).newest_first(), some.after(moment, story).oldest_first()):
            found |= Q(pk=Subquery(each.values("pk")[:1]))
    return Placement.objects.filter(found).values_list("article_id")


def may_empty_a_list(timeline: Timeline) -> bool:
    """Whether without this story a section or a language has, now or later, nothing that readers can count on.

    A section is named on every page while it has something to read. A story without an end keeps it there: another,
    or this one, before the verb and after it.
    """
    names = {name for name, _published_at in timeline.listed}
    live = timeline.live
    if timeline.lasted and live and live.visible_until is None:
        names -= timeline.lasted & set(live.placements.values_list("shelf", flat=True))
    sections = {name for name in names if "/section/" in name}
    alone = sections or {name for name in names if "/" not in name}
    return not all(lasting(shelf=name, story=timeline.article.pk, now=timeline.now) for name in alone)


@Prepared
def lasting(*, shelf: str, story: int, now: datetime) -> QuerySet:
    """Another story without an end on that shelf, if there is one."""
    others = Placement.objects.live(now).on_shelf(shelf).exclude(article_id=story)
    return others.filter(edition__visible_until=None).values_list("pk")[:1]


def forget_touches() -> int:
    """What no page that anybody keeps can be older than. The last one stays: by it processes know how far they are."""
    last = Touch.objects.order_by("-pk").values("pk")[:1]
    number, _by_model = Touch.objects.filter(at__lt=timezone.now() - KEPT, pk__lt=Subquery(last)).delete()
    return number
