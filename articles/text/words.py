"""Word forms: what makes «Токаевым» findable as «Токаев», ё as е, Kazakh and English words in any form."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from threading import Lock
from unicodedata import normalize

from articles.text import english, kazakh
from articles.text.folding import fold

LONGEST_WORD = 40
"""Letters kept of one word: no word is longer, and PostgreSQL refuses a lexeme of 2 kB."""

# Stress marks, soft hyphens and joiners, which pasted text is full of, are inside a word and no part of it.
INVISIBLE = re.compile(r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060]")
WORD = re.compile(r"[^\W_]+")
WORD_AS_WRITTEN = re.compile(rf"[^\W_](?:[^\W_]|{INVISIBLE.pattern})*")

LETTERS = "0-9A-Za-zА-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
PLAIN = re.compile(f"[{LETTERS}]+")
"""Of which `split` makes nothing but small letters, and е of ё; by a way ten times longer."""

UNUSUAL = re.compile(f"[^ -~{LETTERS}\u00a0\u202f«»“”„’–—…№°§©€₸₽−×]")
"""Where a text has none of these, each of its words is a plain one."""

HYPHEN = re.compile("[-\u2010\u2011]")
HYPHENED = re.compile(rf"(?<![^\W_])[^\W\d_]++(?:{HYPHEN.pattern}[^\W\d_]++)+")
GROUPED = re.compile(r"\d(?<!\d\d)\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
"""What some write in one: «Нур-Султан», «1 250 000»."""

ACCENTED_LATIN = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
RUSSIAN = re.compile("[а-я]+")
SURNAME = re.compile("(.{2,}(?:[ое]в|[иы]н))(?:а|у|е|ы|ой|ою|ым|ом|ых|ыми)?")
LOADING = Lock()
"""Else each of those who search at once loads a dictionary of their own."""
FUNCTION_WORDS = {"PREP", "CONJ", "PRCL"}


def split(text: str) -> list[str]:
    """'Токаев и Лукашенко' -> ['токаев', 'и', 'лукашенко']; a hyphen parts words."""
    return [word[:LONGEST_WORD] for word in WORD.findall(bare(text))]


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """As `split`, with the places in the text where each word begins and ends."""
    for match in WORD_AS_WRITTEN.finditer(text):
        start, end = match.span()
        written = match[0]
        if PLAIN.fullmatch(written):
            yield start, end, written.lower().replace("ё", "е")[:LONGEST_WORD]
        else:
            for word in split(written):
                yield start, end, word


def spans_from(text: str, starts: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Of `spans` all that begin with these letters, one or two, and some others: the text is looked through for the
    letters, since few of its words begin so."""
    if UNUSUAL.search(text):
        return spans(text)
    return (
        (match.start(), match.end(), match[0].lower().replace("ё", "е")[:LONGEST_WORD])
        for match in words_from(starts).finditer(text)
    )


def words_from(starts: Iterable[str]) -> re.Pattern:
    """The first letter stands before the condition that it opens a word: so it is looked for ten times faster."""
    first, second = (one_of({letters[place : place + 1] for letters in starts}) for place in (0, 1))
    return re.compile(f"{first}(?<![{LETTERS}].){second}[{LETTERS}]*+", re.DOTALL)


def one_of(folded: set[str]) -> str:
    """An expression for a letter however it is written; for any, where a word may end before it."""
    written = "".join(sorted(f"{letter}{letter.upper()}{'ёЁ' * (letter == 'е')}" for letter in folded))
    return "" if "" in folded else f"[{written}]"


def normalise(text: str, language: str = "ru") -> list[str]:
    """The words of a text in all their likely first forms, in order, function words left out."""
    return [form for word in split(text) for form in forms(word, language)]


def compounds(text: str) -> Iterator[tuple[int, int, str]]:
    """As `spans`: what is written in parts, as one word. 'Wi-Fi' -> 'wifi'"""
    for match in chain(hyphened(text), GROUPED.finditer(text)):
        yield match.start(), match.end(), "".join(split(match.group()))[:LONGEST_WORD]


def hyphened(text: str) -> Iterator[re.Match]:
    """Read are only the pieces, from space to space, that have a hyphen: few have."""
    read = 0
    for hyphen in HYPHEN.finditer(text):
        if hyphen.start() >= read:
            start, space = text.rfind(" ", read, hyphen.start()) + 1, text.find(" ", hyphen.end())
            read = space if space >= 0 else len(text)
            yield from HYPHENED.finditer(text, start, read)


def is_kazakh(word: str, language: str) -> bool:
    return (language == "kk" and word[0] > "z") or bool(kazakh.LETTERS.search(word))


@lru_cache(maxsize=30_000)  # 7 MB when full
def forms(word: str, language: str = "ru") -> tuple[str, ...]:
    """A folded word's first forms, likeliest first; () for a function word, the word itself in an unknown language."""
    if is_kazakh(word, language):
        return tuple(kazakh.stems(word))
    if language == "en" and english.WORD.fullmatch(word):
        return () if word in english.FUNCTION_WORDS else (english.stem(word),)
    if not RUSSIAN.fullmatch(word):
        return (word,)
    parses = dictionary().parse(word)
    if parses[0].tag.POS in FUNCTION_WORDS:
        return ()
    first_forms = list(dict.fromkeys(fold(parse.normal_form) for parse in parses))
    return tuple(dict.fromkeys(first_forms[:2] + name_forms(word, parses)))


def name_forms(word: str, parses) -> list[str]:
    """A name as it is written, and the surname that it may be a form of: the dictionary holds few of both, and takes
    Токаев for the wine."""
    unknown = not dictionary().word_is_known(word)
    shape = SURNAME.fullmatch(word)
    surnames = [shape[1]] if shape and (unknown or is_plural_of_genitive(shape, parses)) else []
    return [word] * unknown + surnames


def is_plural_of_genitive(shape: re.Match, parses) -> bool:
    """«Токаев», known as the genitive of many: «токаи», as «городов» is."""
    return shape[0] == shape[1] and any({"plur", "gent"} in parse.tag for parse in parses)


@lru_cache(maxsize=1_000)
def beginnings(word: str, language: str = "ru") -> frozenset[str]:
    """The first two letters of all that may be a form of a word: «человек» has 'че' and 'лю'. None where any may: a
    Kazakh word stands in a Russian text for what Russian words begin with, too."""
    if is_kazakh(word, language):
        known = forms(word, language) if language == "kk" else ()
    elif language == "en" and english.WORD.fullmatch(word):
        known = (*forms(word, language), *english.irregular(word))
    elif RUSSIAN.fullmatch(word):
        parsed = (each.word for parse in dictionary().parse(word) for each in parse.lexeme)
        known = (word, *forms(word), *map(fold, parsed))
    else:
        known = (word,)
    return frozenset(letters for each in known for letters in kazakh.beginnings(each))


def dictionary():
    """Loaded with the first Russian word: 30 MB and 0.2 s that a start does not pay. Who comes meanwhile waits."""
    with LOADING:
        return loaded()


@cache
def loaded():
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


def bare(text: str) -> str:
    """Folded, without stress marks and soft hyphens; Latin letters without their accents, й and ї as they are."""
    return ACCENTED_LATIN.sub(without_accent, INVISIBLE.sub("", fold(text)))


def without_accent(letter: re.Match) -> str:
    base = normalize("NFD", letter[0])[0]
    return base if base.isascii() else letter[0]
