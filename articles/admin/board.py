"""The first page of the desk: what waits for this person, and what readers got last."""

from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.standing import with_standing
from articles.models import Article, Edition, User
from articles.models.article import ArticleQuerySet, State

ROWS = 8


class Column(NamedTuple):
    title: str
    stories: list[Article]
    empty: str


def board(user: User) -> list[Column]:
    """Three columns of at most eight stories; one query for each, one for all their editions."""
    if not user.has_perm("articles.view_article"):
        return []
    first = _handed_in(user) if user.has_perm("articles.publish_article") else _own(user)
    columns = [first, _waiting(), _newest()]
    with_standing([story for column in columns for story in column.stories])
    return columns


def _own(user: User) -> Column:
    stories = Article.objects.filter(created_by=user).exclude(state=State.APPROVED)
    return Column(_("My stories in work"), _first(stories), _("Nothing in work. Begin a new story."))


def _handed_in(user: User) -> Column:
    stories = Article.objects.filter(state=State.HANDED_IN)
    if not user.has_perm("articles.edit_any_section"):
        stories = stories.filter(Q(section__in=user.sections.all()) | Q(section=None))
    return Column(_("Handed in for editing"), _first(stories), _("Nobody waits for an editor."))


def _waiting() -> Column:
    """Ids by the edition's beginning: the index of beginnings makes the next ones cheap."""
    waiting = Edition.objects.waiting(timezone.now()).order_by("visible_from").values_list("article_id", flat=True)
    return Column(_("Waiting for their time"), _in_order(waiting[:ROWS]), _("Nothing is scheduled."))


def _newest() -> Column:
    newest = Edition.objects.live().order_by("-visible_from").values_list("article_id", flat=True)
    return Column(_("Readers got last"), _in_order(newest[:ROWS]), _("Readers see no story yet."))


def _first(stories: ArticleQuerySet) -> list[Article]:
    return list(stories.select_related("section").defer("body")[:ROWS])


def _in_order(ids) -> list[Article]:
    wanted = list(ids)
    found = Article.objects.select_related("section").defer("body").in_bulk(wanted)
    return [found[pk] for pk in wanted]
