"""The piece of a story in which the words were found. Pieces are text, not markup: templates mark them up."""

from collections import deque
from collections.abc import Iterator

from articles.models import Edition
from articles.search.query import Question, runs
from articles.text.blocks import frozen_text
from articles.text.words import compounds, spans, spans_from

Pieces = list[tuple[str, bool]]
"""(text, whether it is one of the words)"""

WIDTH = 220
BEFORE_FIRST_WORD = 60
LONGEST_SEARCHED = 20_000


def snippet(edition: Edition, q: str) -> Pieces:
    """About two lines with as many of the words as stand together; the lead where the text has none."""
    content, language = edition.content, edition.language
    blocks = [block for block in content["blocks"] if block["type"] != "photo"]  # it may have been withdrawn since
    lines = [" ".join(line.split()) for line in [content["lead"], *frozen_text(blocks).split("\n")]]
    text = joined([line for line in lines if line])[:LONGEST_SEARCHED]
    start, end = whole_words(text, closest_words(text, q, language) - BEFORE_FIRST_WORD)
    pieces = marked(text[start:end], q, language)
    return [("… ", False)] * (start > 0) + pieces + [(" …", False)] * (end < len(text))


def joined(lines: list[str]) -> str:
    """A lead, a headline or an item of a list may bear no full stop, and the next line would go on with it."""
    ended = (f"{line}." if line[-1].isalnum() else line for line in lines[:-1])
    return " ".join([*ended, *lines[-1:]])


def marked(text: str, q: str, language: str) -> Pieces:
    """A headline, say, parted at the words and phrases looked for."""
    pieces, done = [], 0
    for start, end, _number in occurrences(text, Question.of(q, language), language):
        if start >= done:
            pieces += [(text[done:start], False), (text[start:end], True)]
            done = end
    pieces.append((text[done:], False))
    return [piece for piece in pieces if piece[0]]


def occurrences(text: str, question: Question, language: str) -> list[tuple[int, int, int]]:
    """Where a word or a phrase looked for begins and ends, and which of them it is, in order; they may overlap."""
    candidates = [*words_to_look_at(text, question), *compounds(text)] if question.loose else []
    found = [
        (start, end, number)
        for start, end, word in candidates
        for number, term in enumerate(question.loose)
        if term.matches(word, language)
    ]
    words = list(spans(text)) if question.phrases else []
    bare = [word for _start, _end, word in words]
    for number, phrase in enumerate(question.phrases, start=len(question.loose)):
        found += [(words[at][0], words[at + len(phrase) - 1][1], number) for at in runs(phrase, bare, language)]
    return sorted(found, key=lambda each: (each[0], -each[1]))


def words_to_look_at(text: str, question: Question) -> Iterator[tuple[int, int, str]]:
    """Those that may be one of the words looked for, at least."""
    starts = [term.starts for term in question.loose]
    return spans_from(text, frozenset().union(*starts)) if all(starts) else spans(text)


def closest_words(text: str, q: str, language: str) -> int:
    """Where the first stretch begins that holds the most different words and phrases."""
    near: deque[tuple[int, int]] = deque()
    best = most = 0
    for start, end, number in occurrences(text, Question.of(q, language), language):
        near.append((start, number))
        while len(near) > 1 and near[0][0] < end - WIDTH + BEFORE_FIRST_WORD:
            near.popleft()
        different = len({number for _, number in near})
        if different > most:
            best, most = near[0][0], different
    return best


def whole_words(text: str, start: int) -> tuple[int, int]:
    """A stretch of about WIDTH letters that begins and ends between words."""
    start = text.rfind(" ", 0, max(0, start)) + 1
    end = start + WIDTH
    if end >= len(text):
        return start, len(text)
    return start, max(text.rfind(" ", start, end), start) if " " in text[start:end] else end
