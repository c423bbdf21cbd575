"""Dashes, ellipses and the spaces that must not break, as replacements over one line of text.

Every rule is linear in the text's length (runs are possessive and tried only where they begin), and the whole list
changes nothing when it is applied a second time. A line break is a newline; a space is plain or non-breaking.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

NBSP = "\u00a0"
_S = f"[ {NBSP}]"
_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_LOWER = "а-яёәғқңөұүһі"


class Rule(NamedTuple):
    """`signs`: without one of them in a text the rule has nothing to do there."""

    signs: str
    pattern: re.Pattern[str]
    replacement: Callable[[re.Match[str]], str]


def _rule(signs: str, pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Rule:
    """A replacement in words is put as it is: it names no groups."""
    if isinstance(replacement, str):
        return Rule(signs, re.compile(pattern), lambda _: replacement)
    return Rule(signs, re.compile(pattern), replacement)


_NUMBER = rf"(?:\d{{1,3}}(?:{_S}\d{{3}}){{1,3}}|\d{{1,4}})(?:,\d{{1,3}})?"
_SEPARATORS = str.maketrans({" ": "", NBSP: "", ",": "."})
# After these a hyphen between numbers is part of a name: Боинг 737-800, Airbus 320-200, № 15-17.
_NOT_A_NAME = rf"(?<![A-Za-z№]{_S})" + "".join(rf"(?<!(?i:боинг)[{_LOWER}]{{{ending}}}{_S})" for ending in range(4))


def _range(found: re.Match[str]) -> str:
    """1941–1945, but not 8-800 and not 05-10."""
    left, right = found[1], found[2]
    grows = float(left.translate(_SEPARATORS)) < float(right.translate(_SEPARATORS))
    return f"{left}–{right}" if grows and not re.match(r"0\d", left) else found[0]


_SIGNS = [
    _rule(".", r"\.{3}(?<![.…]\.{3})(?![.…])", "…"),
    _rule("-–—", rf"(?m)^({_S}*+)(?:-{{1,2}}|[–—]){_S}", lambda found: f"{found[1]}—{NBSP}"),
    _rule("-–—", rf"{_S}(?<=\S{_S}){_S}*+(?:-{{1,2}}|[–—])(?=[ {NBSP}\n])", f"{NBSP}—"),
    _rule("-", rf"-(?:(?<=[,!?…]-)|(?<=[,!?…][»“]-))(?={_S})", f"{NBSP}—"),
    _rule("-", rf"(?<![\w.,:/№§=+–—-]){_NOT_A_NAME}({_NUMBER})-({_NUMBER})(?![\w/=–—-])(?![.,:]\d)", _range),
    _rule("-", r"(?<![\w-])([IVX]{1,5})-([IVX]{1,5})(?![\w-])", lambda found: f"{found[1]}–{found[2]}"),
    _rule("№§", rf"([№§]){_S}*+(?=\d)", lambda found: f"{found[1]}{NBSP}"),
]


def _spaces(*places: str) -> Rule:
    """The spaces that do not break: each place looks back over the space and ahead."""
    return _rule(" ", rf" (?<=\S )(?=\S)(?:{'|'.join(places)})", NBSP)


def _after_digit(words: str) -> str:
    return rf"(?<=\d )(?=(?:{words})(?!\w))"


def _after(words: str, ahead: str, unless: str = r"(?<![\w-])") -> str:
    """After one of the words, in any case."""
    by_length: dict[int, list[str]] = {}
    for word in words.split():
        by_length.setdefault(len(word), []).append(re.escape(word))
    lookbehinds = (f"(?<={unless}(?i:{'|'.join(same)}) )" for same in by_length.values())
    return f"(?:{'|'.join(lookbehinds)})(?={ahead})"


def _before(words: str) -> str:
    return rf"(?<=[\w»“)] )(?=(?:{'|'.join(words.split())})(?![\w-]))"


_EVERYWHERE = [
    rf"(?<=(?<!\w)[{_UPPER}]\. )(?=[{_UPPER}])",
    r"(?:(?<=(?<!\d)\d )|(?<=(?<!\d)\d\d )|(?<=(?<!\d)\d{3} ))(?=\d{3}(?!\d))",
    r"(?<=\d )(?=[%‰₸₽$€£°])",
    _after_digit("тыс|млн|млрд|трлн|км|м|см|мм|кг|г|мг|т|л|га|кВт|МВт|ГВт|мин|сек|руб"),
]

_RUSSIAN = _spaces(
    *_EVERYWHERE,
    _after_digit(f"тенге|евро|(?:рубл|доллар|процент|год|век)[{_LOWER}]{{0,3}}|человека?"),
    _after_digit("января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"),
    _after_digit(r"янв|фев|мар|апр|июн|июл|авг|сен|окт|ноя|дек|(?:гг?|вв?)\."),
    _after("т.", r"[екндп]\."),
    _after("г. ул. им. стр. ст. рис. гл. пр. п.", rf"[\d{_UPPER}]", unless=rf"(?<![\w-])(?<!\d{_S})"),
    _after("а и но да не ни в во к ко с со о об от до по за на из у", r"\S"),
    _before("же ж бы б ли ль"),
)

_KAZAKH = _spaces(
    *_EVERYWHERE,
    _after_digit(f"мың|теңге|еуро|адам|(?:доллар|пайыз|жыл|ғасыр)[{_LOWER}]{{0,6}}"),
    _after_digit(
        "(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)"
        f"[{_LOWER}]{{0,6}}|(?:жж?|ғғ?)\\."
    ),
    _after("ал не әр ең өз бұ о", r"\S"),
    _before("да де та те ма ме ба бе па пе"),
)

RULES = {
    "ru": [*_SIGNS, _RUSSIAN],
    "kk": [*_SIGNS, _KAZAKH],
    "en": [_rule("'", r"(?<=\w)'(?=\w)", "’")],
}
