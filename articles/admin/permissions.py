"""Who may do what with which story. Groups say what a role may; these say with which story."""

from articles.models import Article, User
from articles.models.article import State


def may_write(user: User, article: Article) -> bool:
    """A chief any story; an editor those of the sections given, of no section, and their own; a reporter own drafts."""
    if not user.has_perm("articles.change_article"):
        return False
    if user.has_perm("articles.edit_any_section"):
        return True
    own = article.created_by_id == user.pk
    if user.has_perm("articles.publish_article"):
        return own or article.section_id is None or user.is_given(article.section_id)
    return own and article.state in (State.DRAFT, State.RETURNED)


def may_publish(user: User, article: Article) -> bool:
    return user.has_perm("articles.publish_article") and user.is_given(article.section_id)


def may_kill(user: User, article: Article) -> bool:
    return user.has_perm("articles.kill_article") and user.is_given(article.section_id)
