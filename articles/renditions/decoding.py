"""Text whose letters nobody declared: UTF-8, else what Russian or Western programs wrote before it."""

import codecs
import re
from contextlib import suppress

WORD = re.compile(rb"[A-Za-z\xa8\xb8\xc0-\xff]+")
WESTERN = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}


def decoded(data: bytes) -> str:
    """By what the bytes allow. What nothing explains keeps its control characters: `tidying` drops such a field."""
    return utf8(data) or (cp1251(data) if is_cyrillic(data) else western(data))


def utf8(data: bytes) -> str:
    """Empty when it is something else. A last letter that a limit in bytes cut in two is left out."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return ""
    return text if len(text.encode()) == len(data) or not text.isascii() else ""


def cp1251(data: bytes) -> str:
    try:
        return data.decode("cp1251")
    except UnicodeDecodeError:
        return western(data)


def western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def is_cyrillic(data: bytes) -> bool:
    """Whether bytes above ASCII make up whole words, as in «Воднев», rather than letters within one, as in "Müller"."""
    words = WORD.findall(data)
    whole = sum(len(word) for word in words if len(word) > 1 and min(word) >= 0x80)
    mixed = sum(len(word) for word in words if min(word) < 0x80 <= max(word))
    return whole > mixed


def mended(text: str) -> str:
    """Text that a program before us decoded wrongly ("ÐœÐ¾ÑÑ‚", "Âîäíåâ", "РњРѕСЃС‚"), as it was meant."""
    if text.isascii():
        return text
    guesses = [data for encoded in (from_western, from_cp1251) if (data := encoded(text))]
    for data in guesses:
        with suppress(UnicodeDecodeError):
            return data.decode()
    return cp1251(data) if (data := from_western(text)) and is_cyrillic(data) else text


def from_western(text: str) -> bytes:
    """As cp1252 has it, and for what that leaves out as latin-1; nothing if the text has other letters."""
    try:
        return text.translate(WESTERN).encode("latin-1")
    except UnicodeEncodeError:
        return b""


def from_cp1251(text: str) -> bytes:
    try:
        return text.encode("cp1251")
    except UnicodeEncodeError:
        return b""
