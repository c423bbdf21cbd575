"""Who may do what with which story. Groups say what a role may; these say with which: docs/roles.md."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import Article, Edition, User
from articles.models.article import State
from articles.publishing.away import COMES_BACK_WITHIN


def may_write(user: User, article: Article) -> bool:
    """A chief any story; an editor those of the sections given, of no section, and their own; a reporter own drafts.

    What was put away nobody writes in before it is brought back.
    """
    if article.put_away_at or not user.has_perm("articles.change_article"):
        return False
    if user.has_perm("articles.edit_any_section"):
        return True
    own = article.created_by_id == user.pk
    if user.has_perm("articles.publish_article"):
        return own or _is_theirs(user, article)
    return own and article.state in (State.DRAFT, State.RETURNED)


def may_publish(user: User, article: Article) -> bool:
    """Publish, schedule, correct, withdraw: the section of the working copy and of what readers see must be given."""
    if not user.has_perm("articles.publish_article"):
        return False
    if user.has_perm("articles.edit_any_section"):
        return True
    return user.is_given(article.section_id) and all(map(user.is_given, sections_before_readers(article)))


def may_kill(user: User, article: Article) -> bool:
    """Kill and undo it."""
    return user.has_perm("articles.kill_article") and user.is_given(article.section_id)


def may_hand_in(user: User, article: Article) -> bool:
    """Whoever may write in it; the verb says whether it stands so that it can be."""
    return may_write(user, article)


def may_review(user: User, article: Article) -> bool:
    """Return with a note, approve: an editor those of the sections given and of no section, a chief any."""
    if not user.has_perm("articles.publish_article"):
        return False
    return user.has_perm("articles.edit_any_section") or _is_theirs(user, article)


def may_put_away(user: User, article: Article) -> bool:
    """Whoever may write in it, while no reader was ever promised it."""
    timeline = getattr(article, "timeline", None)
    has_editions = timeline.editions if timeline else article.editions.exists()
    return may_write(user, article) and not has_editions


def may_bring_back(user: User, article: Article) -> bool:
    """A chief at any time; within thirty days also its writer and the editors of its section."""
    if not user.has_perm("articles.change_article") or article.put_away_at is None:
        return False
    if user.has_perm("articles.edit_any_section"):
        return True
    if timezone.now() - article.put_away_at > COMES_BACK_WITHIN:
        return False
    own = article.created_by_id == user.pk
    return own or (user.has_perm("articles.publish_article") and _is_theirs(user, article))


def may_translate(user: User, article: Article) -> bool:
    """Begin a version in another language: a new draft of one's own."""
    return user.has_perms(["articles.add_article", "articles.view_article"])


def may_share_preview(user: User, article: Article) -> bool:
    """Give people without an account a link, and take it back: editors and chiefs, for stories they may write in."""
    return user.has_perm("articles.publish_article") and may_write(user, article)


def may_withdraw_photo(user: User) -> bool:
    """Out of every page at once: whoever may change photos."""
    return user.has_perm("articles.change_photo")


def may_restore_photo(user: User) -> bool:
    """Give readers again what was taken from them for cause: who may undo a kill."""
    return user.has_perms(["articles.change_photo", "articles.kill_article"])


def may_see_audit(user: User) -> bool:
    """The list of all that was done; what was done with one story stands in its history."""
    return user.has_perm("articles.view_event")


def may_merge_tags(user: User) -> bool:
    """Merge and rename: every story that bears the tag shows it."""
    return user.has_perm("articles.merge_tag")


def sections_before_readers(article: Article) -> set[int]:
    """Of the edition that readers see and of the one that waits. One query, and only for who is given sections."""
    open_editions = Edition.objects.of_story(article.pk or 0).not_over(timezone.now())
    return set(open_editions.values_list("content__section__id", flat=True)) - {None}


def _is_theirs(user: User, article: Article) -> bool:
    return article.section_id is None or user.is_given(article.section_id)


def may_manage(user: User, person: User) -> bool:
    """Change, disable, send a password link: nobody touches one who may do more than they may themselves."""
    if not user.has_perm("articles.change_user"):
        return False
    return user.is_superuser or (not person.is_superuser and granted(person) <= user.get_all_permissions())


def may_give(user: User, roles: Iterable[Group]) -> bool:
    """Roles within what the giver may."""
    rows = Permission.objects.filter(group__in=[role.pk for role in roles])
    return user.is_superuser or named(rows) <= user.get_all_permissions()


def granted(person: User) -> set[str]:
    """What a person was given, also while they are disabled."""
    return named(Permission.objects.filter(Q(group__user=person) | Q(user=person)))


def named(permissions: QuerySet[Permission]) -> set[str]:
    return {f"{app}.{name}" for app, name in permissions.values_list("content_type__app_label", "codename")}
