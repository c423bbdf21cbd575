"""What was typed with the wrong keyboard layout, as it was meant: «njrftd» for «токаев», «дшикфкн» for «library»."""

import re

LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю."
LATIN_SHIFTED = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?@'
RUSSIAN_SHIFTED = 'ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"'
LATIN_DIGITS, KAZAKH = "234589-=0", "әіңғүұөһқ"
"""Where the Kazakh layout differs from the Russian one: its nine letters stand in the row of digits."""

TO_RUSSIAN = str.maketrans(LATIN + LATIN_SHIFTED, RUSSIAN + RUSSIAN_SHIFTED)
TO_KAZAKH = TO_RUSSIAN | str.maketrans(LATIN_DIGITS, KAZAKH)
TO_LATIN = str.maketrans(RUSSIAN + RUSSIAN_SHIFTED + KAZAKH, LATIN + LATIN_SHIFTED + LATIN_DIGITS)

PIECE = re.compile(r"\S+")
LATIN_LETTER, CYRILLIC_LETTER = re.compile("[a-zA-Z]"), re.compile("[а-яёА-ЯЁәғқңөұүһі]")


def as_meant(q: str, language: str) -> str:
    """The words in Latin letters by the keys of the page's language, or else those in Cyrillic by Latin ones; `q`
    itself where there is nothing to change."""
    if language != "en" and LATIN_LETTER.search(q):
        table = TO_KAZAKH if language == "kk" else TO_RUSSIAN
        return changed(q, LATIN_LETTER, table)
    return changed(q, CYRILLIC_LETTER, TO_LATIN)


def changed(q: str, letter: re.Pattern, table: dict[int, int]) -> str:
    """Numbers and words in other letters stay."""
    return PIECE.sub(lambda piece: piece[0].translate(table) if letter.search(piece[0]) else piece[0], q)
