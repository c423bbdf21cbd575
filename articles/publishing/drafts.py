"""Saving the working copy: each state is kept, none is overwritten unseen."""

from django.db import transaction

from articles.models import Article, Version
from articles.models.version import VersionKind
from articles.publishing.errors import StaleVersion
from articles.publishing.timeline import held
from articles.publishing.versions import record, restore, snapshot
from articles.search import index_article


@transaction.atomic
def save_draft(article: Article, *, by, base: int | None = None, kind: str = VersionKind.DRAFT) -> Version:
    """Save the working copy and append its state as a version; unchanged, it is the version that there is.

    `base` is the number of the version that the writer started from; StaleVersion if there is a newer one.
    """
    newest = newest_version(article)
    if base is not None and newest and newest.number != base:
        raise StaleVersion(newest)
    if newest and newest.body == article.body and newest.content == snapshot(article):
        return newest
    article.version = next_number(article)
    article.save()
    version = record(article, by=by, kind=kind)
    index_article(article)
    return version


@transaction.atomic
def revert_to(version: Version, *, by) -> Version:
    """Write an earlier version into the working copy, as a new version. Readers see nothing of it."""
    article = Article.objects.locked(version.article_id)
    restore(version, article)
    return save_draft(article, by=by, kind=VersionKind.REVERT)


def newest_version(article: Article) -> Version | None:
    """The version that is the working copy, with the story's row held: nobody makes a newer one meanwhile.

    A version kept aside may have a higher number: it is nobody's working copy.
    """
    if article.pk is None:
        return None
    return article.versions.filter(number=held(article).version).first()


def next_number(article: Article) -> int:
    """Call with the story's row held."""
    last = article.versions.order_by("-number").values_list("number", flat=True).first() if article.pk else None
    return (last or 0) + 1
