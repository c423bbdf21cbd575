"""Building an index again, a batch at a time, while verbs go on writing to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Edition, Photo
from articles.search.entries import drop_between, put
from articles.search.indexing import article_rows, edition_rows, forget_editions, index_photos
from articles.search.layout import ARTICLES, EDITIONS, PHOTOS, PROGRESS

BATCH = 200
"""Stories a transaction: on SQLite the desk waits for it, a quarter of a second."""


@dataclass(frozen=True)
class Index:
    name: str
    model: type[models.Model]
    rebuild_batch: Callable[[int, list[int]], Callable[[], None]]
    """Takes the id before the batch and its ids; prepares the entries and returns what writes them."""

    @property
    def stopped_at(self) -> int:
        """The id after which a rebuilding that was broken off goes on; 0 if none was."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT last FROM {PROGRESS} WHERE name = %s", [self.name])
            row = cursor.fetchone()
        return row[0] if row else 0

    def count_after(self, pk: int) -> int:
        return self.model._default_manager.filter(pk__gt=pk).count()

    def rebuild(self, *, after: int = 0) -> Iterator[int]:
        """Yields how many stories each batch had. Where it stops is remembered with the batch itself."""
        stories = self.model._default_manager.order_by("pk").values_list("pk", flat=True)
        while pks := list(stories.filter(pk__gt=after)[:BATCH]):
            write = self.rebuild_batch(after, pks)
            after = pks[-1]
            with transaction.atomic():
                write()
                self._remember(after)
            yield len(pks)
        self._remember(None)

    def _remember(self, pk: int | None) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {PROGRESS} WHERE name = %s", [self.name])
            if pk is not None:
                cursor.execute(f"INSERT INTO {PROGRESS} (name, last) VALUES (%s, %s)", [self.name, pk])


def rebuild_editions(after: int, pks: list[int]) -> Callable[[], None]:
    """An edition that ends between preparing and writing stays in the index: the gate keeps it from readers."""
    not_over = Q(visible_until=None) | Q(visible_until__gt=timezone.now())
    editions = list(Edition.objects.filter(not_over, pk__in=pks).order_by())
    rows = edition_rows(editions)
    over = set(pks) - {edition.pk for edition in editions}

    def write() -> None:
        forget_editions(over)
        put(EDITIONS, rows)

    return write


def rebuild_articles(after: int, pks: list[int]) -> Callable[[], None]:
    """A story saved between preparing and writing has put its own entry, newer than ours."""
    articles = list(Article.objects.filter(pk__in=pks).order_by())
    prepared = {
        (article.pk, article.changed_at): row for article, row in zip(articles, article_rows(articles), strict=True)
    }

    def write() -> None:
        now = Article.objects.filter(pk__in=pks).select_for_update().order_by("pk").values_list("pk", "changed_at")
        put(ARTICLES, [prepared[story] for story in now if story in prepared])
        drop_between(ARTICLES, after, pks[-1], but=pks)

    return write


def rebuild_photos(after: int, pks: list[int]) -> Callable[[], None]:
    """Their words are few: read and written while the rows are held."""

    def write() -> None:
        index_photos(Photo.objects.filter(pk__in=pks).select_for_update().order_by("pk"))
        drop_between(PHOTOS, after, pks[-1], but=pks)

    return write


INDEXES = [
    Index("editions", Edition, rebuild_editions),
    Index("articles", Article, rebuild_articles),
    Index("photos", Photo, rebuild_photos),
]
