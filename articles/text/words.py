"""Word forms: what makes «Токаевым» findable as «Токаев», ё as е, Kazakh and English words in any form."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from unicodedata import normalize

from articles.text import english, kazakh
from articles.text.folding import fold

LONGEST_WORD = 40
"""Letters kept of one word: no word is longer, and PostgreSQL refuses a lexeme of 2 kB."""

# Stress marks, soft hyphens and joiners, which pasted text is full of, are inside a word and no part of it.
INVISIBLE = re.compile(r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060]")
WORD = re.compile(r"[^\W_]+")
WORD_AS_WRITTEN = re.compile(rf"[^\W_](?:[^\W_]|{INVISIBLE.pattern})*")

PLAIN = re.compile("[0-9A-Za-zА-Яа-яЁё]+")
"""Of which `split` makes nothing but small letters, and е of ё; by a way ten times longer."""

COMPOUND = re.compile(
    r"(?<![^\W_])[^\W\d_]++(?:[-\u2010\u2011][^\W\d_]++)+|(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"
)
"""What some write in one: «Нур-Султан», «1 250 000»."""

ACCENTED_LATIN = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
RUSSIAN = re.compile("[а-я]+")
SURNAME = re.compile("(.{2,}(?:[ое]в|[иы]н))(?:а|у|е|ы|ой|ою|ым|ом|ых|ыми)?")
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


def normalise(text: str, language: str = "ru") -> list[str]:
    """The words of a text in all their likely first forms, in order, function words left out."""
    return [form for word in split(text) for form in forms(word, language)]


def compounds(text: str) -> Iterator[tuple[int, int, str]]:
    """As `spans`: what is written in parts, as one word. 'Wi-Fi' -> 'wifi'"""
    for match in COMPOUND.finditer(text):
        yield match.start(), match.end(), "".join(split(match.group()))[:LONGEST_WORD]


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
def beginnings(word: str) -> frozenset[str]:
    """The first two letters of every form of a Russian word: «человек» has 'че' and 'лю'. None of any other word."""
    if not RUSSIAN.fullmatch(word):
        return frozenset()
    known = [each.word for parse in dictionary().parse(word) for each in parse.lexeme]
    found = {fold(each)[:2] for each in [word, *forms(word), *known]}
    return frozenset("".join(letters) for each in found for letters in product(*map(kazakh.alike, each)))


@cache
def dictionary():
    """Loaded with the first Russian word: 30 MB and 0.2 s that a start does not pay."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


def bare(text: str) -> str:
    """Folded, without stress marks and soft hyphens; Latin letters without their accents, й and ї as they are."""
    return ACCENTED_LATIN.sub(without_accent, INVISIBLE.sub("", fold(text)))


def without_accent(letter: re.Match) -> str:
    base = normalize("NFD", letter[0])[0]
    return base if base.isascii() else letter[0]
