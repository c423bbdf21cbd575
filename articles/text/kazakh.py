"""Kazakh words: their letters as a Russian keyboard has them, and what is left when endings are taken off."""

import re
from collections.abc import Iterator

LETTERS = re.compile("[әғқңөұүһі]")
AS_RUSSIAN = str.maketrans("әғқңөұүһі", "агкноуухи")

SHORTEST = 2
"""Letters that an ending leaves behind it."""

VOWEL, VOICELESS = "[аеиоуыэюя]", "[бвгдкпстфхцчшщ]"
CASE = re.compile(
    rf"(?:(?<={VOWEL})(?:н[ыи]н|н[ыи]|г[ае]|да|де|д[ае]н|мен|дагы|деги)"
    r"|(?<=[мн])(?:н[ыи]н|д[ыи]|г[ае]|да|де|н[ае]н|мен|дагы|деги)"
    r"|(?<=[лрйзжу])(?:д[ыи]н|д[ыи]|г[ае]|да|де|д[ае]н|[мб]ен|дагы|деги)"
    rf"|(?<={VOICELESS})(?:т[ыи]н|т[ыи]|к[ае]|та|те|т[ае]н|пен|тагы|теги)"
    r"|(?<=[ыи])(?:н[ае]|н|нда|нде|н[ае]н|ндагы|ндеги)"
    r"|(?<=[ыи][мн])[ае])$"
)
OWNER = re.compile(rf"(?:(?<={VOWEL})(?:с[ыи]|[мн][ыи]з)|(?<!{VOWEL})(?:[ыи]|[ыи][мн][ыи]з))$")
MANY = re.compile(rf"(?:(?<={VOWEL}|[лрйу])л[ае]р|(?<=[лмнзж])д[ае]р|(?<={VOICELESS})т[ае]р)$")
HARDENED = {"б": "п", "г": "к"}
"""What a vowel after it has softened: «кітабы» is of «кітап»."""
SOFTENED = {hard: soft for soft, hard in HARDENED.items()}


def stems(word: str) -> list[str]:
    """What a folded word may be a form of, the word itself first, in letters that every Russian keyboard has.

    'кітаптарының' -> 'китаптарынын', 'китаптары', 'китаптар', 'китап'.
    """
    found = [word.translate(AS_RUSSIAN)]
    for endings in (CASE, OWNER, MANY):
        shorter = [hardened(endings.sub("", each), each) for each in found]
        found += [each for each in shorter if len(each) >= SHORTEST and each not in found]
    return found


def hardened(stem: str, word: str) -> str:
    return stem[:-1] + HARDENED.get(stem[-1], stem[-1]) if stem and stem != word and word[-1] in "ыи" else stem


def alike(letter: str) -> str:
    """The letter, and those that are typed as it is: 'к' -> 'кқ'."""
    return letter + "".join(chr(each) for each, typed in AS_RUSSIAN.items() if chr(typed) == letter)


def beginnings(stem: str) -> Iterator[str]:
    """The first two letters of the words that it may be a stem of; only the last letter of one may have changed."""
    first, second = stem[:1], stem[1:2]
    seconds = second + SOFTENED.get(second, "") * (len(stem) == SHORTEST)
    for one in alike(first):
        yield from (one + other for each in seconds for other in alike(each)) if second else [one]
