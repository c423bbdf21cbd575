"""Where a story stands, by its state and by the clock: what the lists and the form show as badges."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.admin.permissions import may_hand_in, may_review
from articles.models import Article, Edition, Event, User
from articles.models.article import ArticleQuerySet, State
from articles.models.edition import EndedAs
from articles.models.event import Action
from articles.publishing.timeline import Timeline


class Badge(NamedTuple):
    kind: str
    label: str


class Turn(NamedTuple):
    """Who has to do something now; `side` is writer, editor or empty: nobody."""

    side: str
    label: str


def whose_turn(article: Article) -> Turn:
    """No query, where `section` and `created_by` came with the story."""
    if article.state == State.HANDED_IN:
        section = article.section and article.section.name(get_language() or "ru")
        return Turn(
            "editor", _("the editors’ turn: %(section)s") % {"section": section} if section else _("an editor’s turn")
        )
    if article.state in (State.DRAFT, State.RETURNED):
        writer = article.created_by
        return Turn(
            "writer", _("the writer’s turn: %(person)s") % {"person": writer} if writer else _("the writer’s turn")
        )
    return Turn("", "")


class TurnAtForm(NamedTuple):
    """For the form of a story: whose turn, the event that made it so, and the names of the buttons offered."""

    whose: Turn
    last: Event | None
    buttons: set[str]


TURNS = (Action.HANDED_IN, Action.RETURNED, Action.APPROVED, Action.PUBLISHED, Action.SCHEDULED)
"""Deeds that say whose turn it is from then on: publishing approves."""


def turn_at_form(article: Article, user: User) -> TurnAtForm:
    """One query beside those for the section and the writer."""
    turns = article.events.filter(action__in=TURNS)
    return TurnAtForm(whose_turn(article), turns.select_related("by").first(), buttons_offered(article, user))


def buttons_offered(article: Article, user: User) -> set[str]:
    buttons, state = set(), article.state
    if state in (State.DRAFT, State.RETURNED) and may_hand_in(user, article):
        buttons.add("_handin")
    if may_review(user, article):
        if state != State.APPROVED:
            buttons.add("_approve")
        if state == State.HANDED_IN or (state == State.APPROVED and not article.timeline.editions):
            buttons.add("_return")
    return buttons


def waiting_for(user: User) -> ArticleQuerySet:
    """Stories whose turn it is that person's: returned to them, and handed in to their sections."""
    if not user.has_perm("articles.change_article"):
        return Article.objects.none()
    theirs = Q(state=State.RETURNED, created_by=user)
    if user.has_perm("articles.edit_any_section"):
        theirs |= Q(state=State.HANDED_IN)
    elif user.has_perm("articles.publish_article"):
        given = Q(section__in=user.sections.all()) | Q(section=None)
        theirs |= Q(state=State.HANDED_IN) & given
    in_turn = Article.objects.kept().filter(state__in=(State.RETURNED, State.HANDED_IN))
    return in_turn.filter(theirs)


def with_standing(articles: Iterable[Article]) -> list[Article]:
    """Each with `.timeline` and `.badges`; one query for all."""
    articles = list(articles)
    editions: dict[int, list[Edition]] = {article.pk: [] for article in articles}
    rows = Edition.objects.filter(article__in=editions).with_version_number()
    for edition in rows.defer("content", "earlier_notes").order_by("number") if editions else ():
        editions[edition.article_id].append(edition)
    for article in articles:
        article.timeline = Timeline(article, timezone.now(), editions[article.pk])
        article.badges = badges(article)
    return articles


def badges(article: Article) -> list[Badge]:
    """The clock's word first; the state too where somebody has to do something, or where the clock says nothing."""
    timeline = article.timeline
    shown = [badge for badge in (_now(timeline), _later(timeline)) if badge]
    if not shown or article.state in (State.HANDED_IN, State.RETURNED):
        shown.append(Badge(article.state, article.get_state_display()))
    return shown


def _now(timeline: Timeline) -> Badge | None:
    live, last = timeline.live, timeline.last_shown
    if live:
        changed = timeline.article.version > live.version_number
        return Badge("changed", _("live, changed since")) if changed else Badge("live", _("live"))
    if last is None:
        return None
    if last.ended_as == EndedAs.KILLED:
        return Badge("killed", _("killed"))
    return Badge("ended", _("withdrawn"))


def _later(timeline: Timeline) -> Badge | None:
    if timeline.waiting:
        return Badge("waiting", _("from %(time)s") % {"time": moment(timeline.waiting.visible_from)})
    live = timeline.live
    if live and live.visible_until:
        return Badge("ending", _("until %(time)s") % {"time": moment(live.visible_until)})
    return None


def moment(at) -> str:
    """'22 ноя, 12:00', where the newsroom is; with the year where it is not this one."""
    local = timezone.localtime(at)
    this_year = local.year == timezone.localtime().year
    return f"{date_format(local, 'j b' if this_year else 'j b Y')}, {date_format(local, 'H:i')}"
