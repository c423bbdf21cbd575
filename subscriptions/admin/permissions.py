"""Who may send and stop: those of the newsroom who may do so at all, for stories that they may publish."""

from articles.admin.permissions import may_publish
from articles.models import Article, User
from subscriptions.models import Mailing


def may_send(user: User, article: Article) -> bool:
    return user.has_perm("subscriptions.send_mailing") and may_publish(user, article)


def may_stop(user: User, mailing: Mailing) -> bool:
    """A digest is everybody's: a chief stops it."""
    if not user.has_perm("subscriptions.send_mailing"):
        return False
    return may_publish(user, mailing.article) if mailing.article else user.has_perm("articles.edit_any_section")
