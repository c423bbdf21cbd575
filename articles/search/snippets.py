"""The piece of a story in which the words were found. Pieces are text, not markup: templates mark them up."""

from collections import deque

from articles.models import Edition
from articles.search.query import Term, read
from articles.text.blocks import plain_text
from articles.text.words import spans

Pieces = list[tuple[str, bool]]
"""(text, whether it is one of the words)"""

WIDTH = 220
BEFORE_FIRST_WORD = 60
LONGEST_SEARCHED = 20_000


def snippet(edition: Edition, q: str) -> Pieces:
    """About two lines with as many of the words as stand together; the lead where the text has none."""
    content, language = edition.content, edition.language
    blocks = [block for block in content["blocks"] if block["type"] != "photo"]  # it may have been withdrawn since
    text = f"{content['lead']} {plain_text(blocks)}"[:LONGEST_SEARCHED]
    text = " ".join(text.split())
    terms = read(q, language)
    start, end = whole_words(text, closest_words(text, terms, language) - BEFORE_FIRST_WORD)
    pieces = marked(text[start:end], q, language)
    return [("… ", False)] * (start > 0) + pieces + [(" …", False)] * (end < len(text))


def marked(text: str, q: str, language: str) -> Pieces:
    """A headline, say, parted at the words looked for."""
    terms, pieces, done = read(q, language), [], 0
    for start, end, word in spans(text):
        if any(term.matches(word, language) for term in terms):
            pieces += [(text[done:start], False), (text[start:end], True)]
            done = end
    pieces.append((text[done:], False))
    return [piece for piece in pieces if piece[0]]


def closest_words(text: str, terms: list[Term], language: str) -> int:
    """Where the first stretch begins that holds the most different words. Stops reading at one that holds all."""
    near: deque[tuple[int, int]] = deque()
    best = most = 0
    for start, end, word in spans(text):
        number = next((n for n, term in enumerate(terms) if term.matches(word, language)), None)
        if number is None:
            continue
        near.append((start, number))
        while len(near) > 1 and near[0][0] < end - WIDTH + BEFORE_FIRST_WORD:
            near.popleft()
        different = len({number for _, number in near})
        if different > most:
            best, most = near[0][0], different
        if most == len(terms):
            break
    return best


def whole_words(text: str, start: int) -> tuple[int, int]:
    """A stretch of about WIDTH letters that begins and ends between words."""
    start = text.rfind(" ", 0, max(0, start)) + 1
    end = start + WIDTH
    if end >= len(text):
        return start, len(text)
    return start, max(text.rfind(" ", start, end), start) if " " in text[start:end] else end
