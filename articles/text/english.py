"""English words: «libraries» as «library», «stopping» as «stop»; a rule for endings and no dictionary."""

import re

WORD = re.compile("[a-z]+")
FUNCTION_WORDS = frozenset(
    "a an and are as at be been but by for from had has have in into is it its nor not of on or s so than that the "
    "their them then there these they this those to was were with".split()
)
IRREGULAR = {"children": "child", "feet": "foot", "men": "man", "mice": "mouse", "people": "person", "teeth": "tooth"}
IRREGULAR |= {"women": "woman", "news": "news", "series": "series", "species": "species"}

VOWEL = re.compile("[aeiouy]")
PLURAL = re.compile("(?<=ss)es$|(?<=[xz])es$|(?<=[cs]h)es$|(?<=[^siu])s$")
PARTICIPLE = re.compile("(?:ing|(?<!e)ed)$")
DOUBLED = re.compile(r"(?<=..)([bdgmnprt])\1$")


def stem(word: str) -> str:
    """What the forms of a word have in common; not always a word itself: 'changes' -> 'chang'."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if len(word) > 3:
        word = PLURAL.sub("", word)
    shorter = PARTICIPLE.sub("", word)
    if shorter != word and len(shorter) > 2 and VOWEL.search(shorter):
        word = DOUBLED.sub(r"\1", shorter)
    elif word.endswith("ed") and len(word) == 4 and word[1] != "e":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def irregular(word: str) -> list[str]:
    """What no rule makes of the word, or the word of it: 'foot' has 'feet'."""
    return [form for form, first in IRREGULAR.items() if first == stem(word)]
