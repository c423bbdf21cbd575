"""The first page of the desk: whose turn it is, one's own work, the day around now, and what needs attention."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from articles.admin.dayline import SPAN, DayLine, Mark, beginning, day_line
from articles.admin.permissions import may_review
from articles.admin.standing import waiting_for, with_standing
from articles.admin.thumbnails import with_thumbnails
from articles.models import Article, Edition, Photo, Sitting, User
from articles.models.article import State
from articles.models.edition import EndedAs
from articles.models.sitting import PRESENT
from articles.publishing import Trouble, attention

ROWS = 8
MOST = 100  # nobody reads a larger number in the header
BEGUN = 48  # editions, the newest: those of them that are live are what readers got last
LOOK_AT = 50  # translations, the latest
SOON = timedelta(days=7)
BEHIND = ("headline", "language", "original__headline", "changed_at")
WIDE = ("body", "lead", "editors_note")
OWN_WORK = (State.DRAFT, State.HANDED_IN)


@dataclass
class Board:
    """What this person's first page shows; `line` is None for whom stories are not shown."""

    turn: list[Article] = field(default_factory=list)
    own: list[Article] = field(default_factory=list)
    rescued: list[Sitting] = field(default_factory=list)
    newest: list[Article] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    behind: list[Article] = field(default_factory=list)
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
    """At most six queries, and seven more for what needs attention, however many stories there are."""
    shown, now = Board(), timezone.now()
    writes = user.has_perm("articles.change_article")
    if user.has_perm("articles.change_photo") and not writes:
        shown.photos = photo_board(now)
    if not user.has_perm("articles.view_article"):
        return shown
    editions = editions_around(now)
    shown.newest = [edition.article for edition in newest_of(editions, now)]
    shown.line = day_line(now, marks(now, editions))
    if writes:
        stories = stories_of(user)
        shown.turn, shown.own = in_turn(stories, user), own_of(stories, user)
        shown.rescued, shown.behind = rescued(user), behind(user)
    if user.has_perm("articles.publish_article"):
        shown.troubles = attention(now)
    elif shown.photos:
        shown.troubles = [each for each in attention(now) if each.photo]
    with_standing([*shown.first_in_turn, *shown.own, *shown.newest])
    return shown


def how_many_wait(user: User) -> int:
    """For the header of every page: one query, which stops at a hundred."""
    return len(waiting_for(user).order_by().values_list("pk")[:MOST])


def stories_of(user: User) -> list[Article]:
    """What waits for this person, and what this person writes: one query."""
    writes = Article.objects.kept().filter(created_by=user, state__in=OWN_WORK).order_by("-changed_at", "-id")
    waits = waiting_for(user).order_by(F("importance").desc(), "changed_at", "id")
    rows = Article.objects.filter(pk__in=together(waits[:MOST], writes[:ROWS]))
    return list(rows.select_related("section", "created_by").defer(*WIDE))


def together(*arms: QuerySet) -> QuerySet:
    """Ids of what is in one of these cut rows: each finds its own by its own index."""
    model = arms[0].model
    first, *others = (model.objects.filter(pk__in=arm.values("pk")).order_by().values("pk") for arm in arms)
    return first.union(*others)


def in_turn(stories: Iterable[Article], user: User) -> list[Article]:
    """Returned to oneself first, then the most important, then who has waited longest."""
    waiting = [each for each in stories if each.state == State.HANDED_IN and may_review(user, each)]
    returned = [each for each in stories if each.state == State.RETURNED]
    return [
        *sorted(returned, key=lambda story: story.changed_at, reverse=True),
        *sorted(waiting, key=lambda story: (-story.importance, story.changed_at, story.pk)),
    ]


def own_of(stories: Iterable[Article], user: User) -> list[Article]:
    """In work; what was returned stands under the turn already."""
    own = [each for each in stories if each.state in OWN_WORK and each.created_by_id == user.pk]
    return sorted(own, key=lambda story: (story.changed_at, story.pk), reverse=True)[:ROWS]


def rescued(user: User) -> list[Sitting]:
    """Texts typed and not saved, whose form is no longer open."""
    rows = Sitting.objects.typed().filter(person=user, seen_at__lte=timezone.now() - PRESENT)
    return list(rows.select_related("article").defer(*(f"article__{name}" for name in WIDE))[:ROWS])


def behind(user: User) -> list[Article]:
    """Of one's latest translations, those whose original says something else since."""
    own = Article.objects.kept().filter(created_by=user, original__isnull=False).order_by("-changed_at", "-id")
    latest = Article.objects.filter(pk__in=own.values("pk")[:LOOK_AT]).with_original_news()
    return list(latest.filter(has_original_news=True).select_related("original").only(*BEHIND)[:ROWS])


def editions_around(now: datetime) -> list[Edition]:
    """The newest, the next, and those that end within the line: one query."""
    ends = Q(visible_until__gt=now, visible_until__lte=beginning(now) + SPAN, ended_as=EndedAs.WITHDRAWN)
    chosen = together(
        Edition.objects.filter(visible_from__lte=now).order_by("-visible_from", "-id")[:BEGUN],
        Edition.objects.waiting(now).order_by("visible_from", "id")[: 2 * ROWS],
        Edition.objects.filter(ends).order_by("visible_until", "id")[:ROWS],
    )
    wide = [f"article__{name}" for name in WIDE]
    rows = Edition.objects.filter(pk__in=chosen).select_related("article__section")
    found = rows.defer("content", "earlier_notes", *wide).order_by("-visible_from", "-id")
    return [edition for edition in found if edition.is_live(now) or edition.visible_from > now]


def newest_of(editions: Iterable[Edition], now: datetime) -> list[Edition]:
    return [edition for edition in editions if edition.is_live(now)][:ROWS]


def marks(now: datetime, editions: Iterable[Edition]) -> list[Mark]:
    """What began within the line or will begin, and the ends of what is shown now."""
    found = [
        Mark("waiting" if edition.visible_from > now else "live", edition.visible_from, edition)
        for edition in editions
        if edition.visible_from >= beginning(now)
    ]
    ending = (edition for edition in editions if edition.is_live(now) and edition.ended_as == EndedAs.WITHDRAWN)
    return found + [Mark("ending", edition.visible_until, edition) for edition in ending]


def photo_board(now: datetime) -> PhotoBoard:
    """Three queries: for whom photos are the work."""
    public = Photo.objects.public(now)
    ending = list(public.filter(usage_until__lte=now + SOON).order_by("usage_until", "id")[:ROWS])
    newest = list(public[: 4 * ROWS])
    with_thumbnails([*ending, *newest])
    return PhotoBoard(ending, [photo for photo in newest if not photo.alt.strip()][:ROWS], newest[: 2 * ROWS])
