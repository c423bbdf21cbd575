"""Finding stories by their words: one index of what readers see, one of what the desk writes."""

from articles.search.finding import cursor, live_with_any_word, search_among, search_articles, search_editions
from articles.search.indexing import forget_editions, index_article, index_edition
from articles.search.snippets import marked, snippet

__all__ = [
    "cursor",
    "forget_editions",
    "index_article",
    "index_edition",
    "live_with_any_word",
    "marked",
    "search_among",
    "search_articles",
    "search_editions",
    "snippet",
]
