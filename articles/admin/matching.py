"""Searching small tables by words in any case, ё as е, on both databases: SQLite's LIKE knows no Cyrillic case."""

import re
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from articles.admin.paging import NearPages
from articles.text.folding import fold

LONGEST = 100


def with_words(rows: QuerySet, q: str, fields: tuple[str, ...]) -> QuerySet:
    """Rows of which each word of the query stands in one of the fields. Reads rows, so for small tables only."""
    for word in fold(q[:LONGEST]).split():
        pattern = re.escape(word).replace("е", "[её]")
        rows = rows.filter(reduce(or_, (Q(**{f"{field}__iregex": pattern}) for field in fields)))
    return rows


class WordSearch(NearPages):
    """For an admin class: `word_fields` are searched by `with_words`, and nothing is counted."""

    word_fields: tuple[str, ...] = ()

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.word_fields

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        return with_words(queryset, search_term, self.word_fields), any("__" in field for field in self.word_fields)
