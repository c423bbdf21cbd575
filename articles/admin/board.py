"""The first page of the desk: whose turn it is, one's own work, the day around now, and what needs attention."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.admin.dayline import SPAN, DayLine, Mark, beginning, day_line
from articles.admin.standing import waiting_for, with_standing
from articles.admin.thumbnails import with_thumbnails
from articles.models import Article, Edition, Photo, Sitting, User
from articles.models.article import State
from articles.models.edition import EndedAs
from articles.models.sitting import PRESENT

ROWS = 8
MOST = 100  # nobody reads a larger number in the header
SOON = timedelta(days=7)
WIDE = ("body", "lead", "editors_note")


@dataclass
class Board:
    """What this person's first page shows; `line` is None for whom stories are not shown."""

    turn: list[Article] = field(default_factory=list)
    own: list[Article] = field(default_factory=list)
    rescued: list[Sitting] = field(default_factory=list)
    newest: list[Article] = field(default_factory=list)
    line: DayLine | None = None
    photos: "PhotoBoard | None" = None

    @property
    def first_in_turn(self) -> list[Article]:
        return self.turn[:ROWS]


@dataclass
class PhotoBoard:
    ending: list[Photo]
    wordless: list[Photo]
    newest: list[Photo]


def board(user: User) -> Board:
    """At most eight queries, however many stories there are."""
    shown, now = Board(), timezone.now()
    if user.has_perm("articles.change_photo") and not user.has_perm("articles.change_article"):
        shown.photos = photo_board(now)
    if not user.has_perm("articles.view_article"):
        return shown
    newest = newest_editions(now)
    shown.newest = [edition.article for edition in newest]
    shown.line = day_line(now, marks(now, newest))
    if user.has_perm("articles.change_article"):
        shown.turn = _in_turn(user)
        shown.own = _own(user)
        shown.rescued = rescued(user)
    with_standing([*shown.first_in_turn, *shown.own, *shown.newest])
    return shown


def how_many_wait(user: User) -> int:
    """For the header of every page: one query, which stops at a hundred."""
    return len(waiting_for(user).order_by().values_list("pk")[:MOST])


def _in_turn(user: User) -> list[Article]:
    """Returned to oneself first, then the most important, then who has waited longest."""
    rows = waiting_for(user).select_related("section", "created_by").defer(*WIDE)
    stories = list(rows.order_by("-importance", "changed_at", "id")[:MOST])
    return sorted(stories, key=lambda story: story.state != State.RETURNED)


def _own(user: User) -> list[Article]:
    """In work; what was returned stands under the turn already."""
    rows = Article.objects.kept().filter(created_by=user, state__in=(State.DRAFT, State.HANDED_IN))
    return list(rows.select_related("section").defer(*WIDE).order_by("-changed_at", "-id")[:ROWS])


def rescued(user: User) -> list[Sitting]:
    """Texts typed and not saved, whose form is no longer open."""
    rows = Sitting.objects.typed().filter(person=user, seen_at__lte=timezone.now() - PRESENT)
    return list(rows.select_related("article").defer(*(f"article__{name}" for name in WIDE))[:ROWS])


def newest_editions(now: datetime) -> list[Edition]:
    return list(_with_story(Edition.objects.live(now)).order_by("-visible_from", "-id")[:ROWS])


def marks(now: datetime, newest: Iterable[Edition]) -> list[Mark]:
    """The next beginnings, the ends within the line, and those of the newest that are on it."""
    next_ones = _with_story(Edition.objects.waiting(now)).order_by("visible_from", "id")[: 2 * ROWS]
    ends = Q(visible_until__gt=now, visible_until__lte=beginning(now) + SPAN, ended_as=EndedAs.WITHDRAWN)
    ending = _with_story(Edition.objects.live(now)).filter(ends).order_by("visible_until", "id")[:ROWS]
    since = beginning(now)
    return [
        *(Mark("live", edition.visible_from, edition) for edition in newest if edition.visible_from >= since),
        *(Mark("waiting", edition.visible_from, edition) for edition in next_ones),
        *(Mark("ending", edition.visible_until, edition) for edition in ending),
    ]


def _with_story(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    wide = [f"article__{name}" for name in WIDE]
    return editions.select_related("article__section").defer("content", "earlier_notes", *wide)


def photo_board(now: datetime) -> PhotoBoard:
    """Three queries: for whom photos are the work."""
    public = Photo.objects.public(now)
    ending = list(public.filter(usage_until__lte=now + SOON).order_by("usage_until", "id")[:ROWS])
    newest = list(public[: 4 * ROWS])
    with_thumbnails([*ending, *newest])
    return PhotoBoard(ending, [photo for photo in newest if not photo.alt.strip()][:ROWS], newest[: 2 * ROWS])
