"""Stories by their numbers, ten thousand to a part: a story stays in its part, whatever becomes of it or of others."""

from datetime import datetime

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.models import Edition
from articles.models.edition import EditionQuerySet

PART = 10_000
"""Numbers, and so the most stories in all languages together: a sitemap may name 50,000 pages."""

FILLED = """
    WITH RECURSIVE filled(part) AS (
        SELECT CAST(-1 AS bigint) UNION ALL SELECT ({first_after}) / {PART} FROM filled WHERE part IS NOT NULL
    )
    SELECT part FROM filled WHERE part >= 0 ORDER BY part DESC
"""
"""From a part to the first story after it: one place of an index is looked up for each, however many stories it has."""


def part_of(story: int) -> int:
    return story // PART


def stories_in(part: int, at: datetime) -> EditionQuerySet:
    """Live ones."""
    return Edition.objects.live(at).filter(article_id__gte=part * PART, article_id__lt=(part + 1) * PART)


def filled_parts(at: datetime) -> list[int]:
    """Those with something to read, newest first: one query."""
    after = Edition.objects.live(at).filter(article_id__gte=RawSQL("(part + 1) * %s", [PART]))
    first_after, moments = after.order_by("article_id").values("article_id")[:1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(FILLED.format(first_after=first_after, PART=PART), moments)
        return [part for (part,) in cursor.fetchall()]
