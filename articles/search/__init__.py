"""Finding stories and photos by their words: an index of what readers see, of what the desk writes, of the library."""

from articles.search.finding import (
    NO_BOUNDS,
    Bounds,
    Hits,
    cursor,
    live_with_any_word,
    newest_photos,
    search_among,
    search_articles,
    search_as_meant,
    search_editions,
    search_photos,
)
from articles.search.indexing import (
    forget_editions,
    forget_photos,
    index_article,
    index_edition,
    index_editions,
    index_photos,
)
from articles.search.snippets import marked, snippet

__all__ = [
    "NO_BOUNDS",
    "Bounds",
    "Hits",
    "cursor",
    "forget_editions",
    "forget_photos",
    "index_article",
    "index_edition",
    "index_editions",
    "index_photos",
    "live_with_any_word",
    "marked",
    "newest_photos",
    "search_among",
    "search_articles",
    "search_as_meant",
    "search_editions",
    "search_photos",
    "snippet",
]
