"""What a person typed, read as words and phrases to look for. Every word is quoted: nothing typed is an operator."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from articles.search.layout import MARK
from articles.text.kazakh import stems
from articles.text.words import beginnings, forms, is_kazakh, split

LONGEST_QUERY = 300
MOST_WORDS = 12
MOST_PHRASES = 3
"""Of further ones the words may stand anywhere."""
LONG_STEM = 5
"""Letters from which on a Kazakh stem is as good as its word: «қала» would find «қалай», which means 'how'."""

PHRASE = re.compile(r'"[^"]*"|«[^»]*»|[“„][^“”]*[“”]')


@dataclass(frozen=True)
class Term:
    """One typed word: a story has it in any of these forms, or as a word that begins so."""

    forms: tuple[str, ...] = ()
    beginning: str = ""
    starts: frozenset[str] = field(default=frozenset(), compare=False)
    """Two letters with which a word begins that may be one of its forms: others are not taken to the dictionary."""

    def matches(self, word: str, language: str) -> bool:
        if self.starts and word[:2] not in self.starts:
            return False
        found = forms(word, language) or (word,)
        if self.beginning and (word.startswith(self.beginning) or found[0].startswith(self.beginning)):
            return True
        return any(form in self.forms for form in found)


Phrase = tuple[Term, ...]


def read(q: str, language: str = "ru") -> list[Term]:
    """'Токаева в Минске' -> terms for Токаев and Минск. [] when nothing is left to look for."""
    terms = [whole_word(word, language) for word in typed_words(q)]
    return list(dict.fromkeys(term for term in terms if term))


@dataclass(frozen=True)
class Question:
    """`terms` is all that a story must have; of them `loose` may stand anywhere, the others in phrases."""

    terms: tuple[Term, ...]
    loose: tuple[Term, ...]
    phrases: tuple[Phrase, ...]

    @classmethod
    @lru_cache(maxsize=100)  # each of a page's stories is marked with the words of one question
    def of(cls, q: str, language: str) -> "Question":
        """What stands in quotes of any kind is a phrase: two words or more, side by side, in any of their forms."""
        q = q[:LONGEST_QUERY]
        rest, phrases = q, dict[Phrase, None]()
        for written in PHRASE.findall(q):
            words = split(written)[:MOST_WORDS]
            phrase = tuple(whole_word(word, language) or Term((word,)) for word in words)
            if len(phrase) > 1 and (phrase in phrases or len(phrases) < MOST_PHRASES):
                rest = rest.replace(written, " ")
                phrases[phrase] = None
        return cls(tuple(read(q, language)), tuple(read(rest, language)), tuple(phrases))


def runs(phrase: Phrase, words: Sequence[str], language: str) -> list[int]:
    """Where the phrase begins among the words, each time it stands there."""
    first, *others = phrase
    return [
        start
        for start, word in enumerate(words[: max(0, len(words) - len(others))])
        if (not first.starts or word[:2] in first.starts)
        and first.matches(word, language)
        and all(term.matches(words[start + number], language) for number, term in enumerate(others, start=1))
    ]


def read_fragment(q: str) -> list[Term]:
    """As `read`, in all languages at once, for someone still typing: the last word may go on."""
    *words, last = typed_words(q) or [""]
    terms = [desk_word(word) for word in words if forms(word)]
    if last and (forms(last) or not terms):
        terms.append(desk_word(last, goes_on=len(last) > 1))
    return list(dict.fromkeys(terms))


def typed_words(q: str) -> list[str]:
    return split(q[:LONGEST_QUERY])[:MOST_WORDS]


def whole_word(word: str, language: str) -> Term | None:
    if is_kazakh(word, language):
        return replace(kazakh_word(word), starts=beginnings(word, language))
    found = forms(word, language)
    return Term(found, starts=beginnings(word, language)) if found else None


def kazakh_word(word: str) -> Term:
    found = stems(word)
    return Term(beginning=found[-1]) if len(found[-1]) >= LONG_STEM else Term(tuple(found))


def desk_word(word: str, *, goes_on: bool = False) -> Term:
    """The working copies' index has each word as it is written, too."""
    beginning = word if goes_on else ""
    if is_kazakh(word, ""):
        found = kazakh_word(word)
        return Term(found.forms, found.beginning or beginning)
    known = [*forms(word), *forms(word, "en"), word]
    return Term(tuple(dict.fromkeys(known)), beginning)


def mark_term(kind: str, *ids: int | str) -> Term:
    """Stories that bear the mark of any of these."""
    return Term(tuple(f"{MARK}{kind}{each}" for each in ids))
