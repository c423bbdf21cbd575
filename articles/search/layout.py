"""The three indexes: how their entries are keyed, and how an entry meets its story or its photo.

Both are read from the end of their key, so newest first costs no sorting however common the word: twenty of a million
hits are the first twenty. Words arrive normalised; the databases neither fold nor stem.
"""

from dataclasses import dataclass

EDITION_ID = 2**31 - 1
"""The bits of an edition's place that are its id; those above are the second of its first publication."""

MARK = "§"
"""Opens what stands in the index among a story's words and no word can be: '§kk', '§section3', '§tag17', '§author4'."""

PROGRESS = "search_progress"
"""Where a rebuilding was broken off: a row for each index that was begun and not finished."""


@dataclass(frozen=True)
class Row:
    """Words are all different, and those of the headline are not repeated among the others."""

    rowid: int
    headline: list[str]
    words: list[str]


@dataclass(frozen=True)
class Table:
    name: str
    story: str
    """The id of the story that an entry is of, in SQL: an expression, lest SQLite begin from the stories' side."""
    prefixes: str
    """Lengths of the beginnings that FTS5 keeps lists of: so short ones begin too many words to be spelt out."""


EDITIONS = Table("search_editions", f"search_editions.rowid & {EDITION_ID}", prefixes="")
ARTICLES = Table("search_articles", "search_articles.rowid + 0", prefixes="2 3 4")
PHOTOS = Table("search_photos", "search_photos.rowid + 0", prefixes="2 3 4")
"""Photos have no headline that would come before other words: all are among the words."""
