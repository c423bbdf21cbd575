"""Text as it is printed: quotation marks, dashes, spaces that do not break; never inside addresses, code or markup."""

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

from articles.text.markup import BLOCKS, VERBATIM, Close, Open, Token, parse, serialise
from articles.text.quotes import CURLY, GUILLEMETS, curl
from articles.text.rules import RULES, Rule

_MARKS = {"ru": GUILLEMETS, "kk": GUILLEMETS, "en": CURLY}
# A letter that no one writes stands for every character that must stay: rules see a word there.
_COVER = "\ua66e"
_UNTOUCHED = re.compile(
    r"""
      (?:https?://|ftp://|www\.)[^\s"«»„“”<>]++                           # an address
    | (?<![\w.+-])[\w.+-]++@[\w-][\w.-]*+                                 # mail
    | (?<![\w@./-])(?:[a-z0-9-]++\.)++[a-z]{2,}+(?:[/?#][^\s"«»„“”<>]*+)? # an address without its scheme
    | (?<![\d'])\d{1,2}'\d{1,2}"                                          # feet and inches
    """,
    re.X | re.I,
)
# Nothing of the above is without one of these, and most lines are.
_SIGN_OF_ADDRESS = re.compile(r"[@/']|\.\S")
_END_OF_SENTENCE = ".,;:!?…)]'"
_SPACES = re.compile("[ \t\n\r]+")


def typeset(text: str, language: str) -> str:
    """One plain text. Doing it twice changes nothing more; a language without rules is left alone."""
    return _printed([_Piece(text)], language)[0]


def typeset_html(html: str, language: str) -> str:
    """The text between markup; a quotation may open inside one tag and close inside another. What a page never shows
    (scripts, comments) is dropped, nothing is cleaned."""
    return serialise(typeset_tokens(parse(html), language))


def typeset_tokens(tokens: list[Token], language: str) -> list[Token]:
    """The same on parsed markup: the texts of one block are one line, a `<br>` is its newline."""
    done = list(tokens)
    line: dict[int, _Piece] = {}
    verbatim = 0
    for index, token in enumerate(tokens):
        if isinstance(token, str):
            line[index] = _Piece(token, fixed=True) if verbatim else _Piece(_SPACES.sub(" ", token))
            continue
        if token.tag in BLOCKS:
            _print_line(done, line, language)
            line = {}
        elif isinstance(token, Open) and token.tag == "br":
            line[index] = _Piece("\n", fixed=True)
        if token.tag in VERBATIM:
            verbatim += -1 if isinstance(token, Close) else 1
    _print_line(done, line, language)
    return done


@dataclass
class _Piece:
    text: str
    fixed: bool = False


def _print_line(tokens: list[Token], line: dict[int, _Piece], language: str) -> None:
    if not line:
        return
    for index, text in zip(line, _printed(list(line.values()), language), strict=True):
        if isinstance(tokens[index], str):
            tokens[index] = text


def _printed(pieces: list[_Piece], language: str) -> list[str]:
    """The pieces of one line, each with what became of its text."""
    texts = [piece.text for piece in pieces]
    if language not in RULES:
        return texts
    original = "".join(texts)
    covered = _covered(pieces)
    text, cuts = curl(covered, _MARKS[language]), list(accumulate(map(len, texts)))
    for rule in RULES[language]:
        if any(map(text.__contains__, rule.signs)):
            text, cuts = _apply(rule, text, cuts)
    text = _uncovered(text, original, covered)
    return [text[start:end] for start, end in pairwise([0, *cuts])]


def _covered(pieces: list[_Piece]) -> str:
    def cover(found: re.Match[str]) -> str:
        address = found[0].rstrip(_END_OF_SENTENCE)
        return _COVER * len(address) + found[0][len(address) :]

    shown = (_COVER * len(piece.text) if piece.fixed and piece.text != "\n" else piece.text for piece in pieces)
    line = "".join(shown)
    return _UNTOUCHED.sub(cover, line) if _SIGN_OF_ADDRESS.search(line) else line


def _uncovered(text: str, original: str, covered: str) -> str:
    if _COVER not in text:
        return text
    hidden = iter([mine for mine, shown in zip(original, covered, strict=True) if shown == _COVER])
    return re.sub(_COVER, lambda _: next(hidden), text)


def _apply(rule: Rule, text: str, cuts: list[int]) -> tuple[str, list[int]]:
    """The text after the rule, and where its pieces end now."""
    changes: list[tuple[int, int, int]] = []

    def replace(found: re.Match[str]) -> str:
        replacement = rule.replacement(found)
        if len(replacement) != len(found[0]):
            changes.append((*found.span(), len(replacement)))
        return replacement

    text = rule.pattern.sub(replace, text)
    return text, _moved(cuts, changes) if changes else cuts


def _moved(cuts: list[int], changes: list[tuple[int, int, int]]) -> list[int]:
    moved, shift, number = [], 0, 0
    for cut in cuts:
        while number < len(changes) and changes[number][1] <= cut:
            start, end, length = changes[number]
            shift += length - (end - start)
            number += 1
        start, _, length = changes[number] if number < len(changes) else (cut, cut, 0)
        moved.append(shift + (start + min(cut - start, length) if start < cut else cut))
    return moved
