"""What every story of a newsroom must have, however its making was cut short."""

from tests.faults.site import Site

STORIES = """
import json
from django.db import connection
from articles.models import Article, Edition, Event, Version
from articles.models.placement import shelves
from articles.search.layout import EDITION_ID, EDITIONS

def entries():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {EDITIONS.name}")
        return {row[0] & EDITION_ID for row in cursor.fetchall()}

found, indexed = {}, entries()
for article in Article.objects.all():
    lacks = []
    editions = list(Edition.objects.filter(article=article))
    live = [each for each in editions if each.is_live()]
    versions = Version.objects.filter(article=article)
    events = Event.objects.filter(article=article, action__in=("published", "scheduled"))
    if not versions.filter(number=article.version):
        lacks.append("version")
    if sorted(each.number for each in editions) != list(range(1, len(editions) + 1)) or len(live) != 1:
        lacks.append("edition")
    for edition in live:
        if set(edition.placements.values_list("shelf", flat=True)) != shelves(edition.language, edition.content):
            lacks.append("placements")
        if edition.pk not in indexed:
            lacks.append("search")
        if edition.content["headline"] != article.headline:
            lacks.append("text")
    if events.count() != len(editions):
        lacks.append("audit")
    found.setdefault(article.headline, []).append([live[0].get_absolute_url() if live else "", lacks])
print(json.dumps(found))
"""


def stories_of(site: Site) -> dict[str, list[tuple[str, list[str]]]]:
    """{headline: [(address, what it lacks)]}, one for each story of that headline."""
    return site.said(STORIES)


def judge(site: Site, acknowledged: list[str]) -> dict[str, int]:
    """Of the stories that the desk said are published, and of all others that are there."""
    found = stories_of(site)
    return {
        "acknowledged": len(acknowledged),
        "lost": sum(headline not in found for headline in acknowledged),
        "half": sum(bool(lacks) for stories in found.values() for _address, lacks in stories),
        "twice": sum(len(stories) > 1 for stories in found.values()),
        "unread": sum(
            headline not in site.get(address).text
            for headline in acknowledged
            for address, _lacks in found.get(headline, [])[:1]
        ),
    }
