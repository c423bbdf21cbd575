"""Related news: by hand first, empty places filled with the closest live stories."""

from collections import Counter
from datetime import datetime

from articles.models import Article, Placement
from articles.models.placement import shelf

PLACES = 4
LOOK_AT = 200


def related_ids(article: Article, *, cards: list[int], at: datetime) -> list[int]:
    """Ids of at most four stories: never the story itself, never twice, never one that stands as a card."""
    if article.pk is None:
        return []
    taken = {article.pk, *cards}
    by_hand = [link.target_id for link in article.related_links.all() if link.target_id not in taken][:PLACES]
    closest = _closest(article, at, without=taken | set(by_hand), most=PLACES - len(by_hand))
    return by_hand + closest


def _closest(article: Article, at: datetime, *, without: set[int], most: int) -> list[int]:
    """Live stories that share the most tags, the newest first among equals."""
    names = [shelf(article.language, "tag", tag) for tag in article.tagged.values_list("tag_id", flat=True)]
    if most <= 0 or not names:
        return []
    rows = Placement.objects.live(at).filter(shelf__in=names).newest_first()
    stories = rows.values_list("article_id", flat=True)[:LOOK_AT]
    shared = Counter(pk for pk in stories if pk not in without)
    return [pk for pk, _count in shared.most_common(most)]
