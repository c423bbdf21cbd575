"""Text that reads like nothing and is spread like Russian: real word forms, a few very common, most of them rare, the
common ones rather short.
"""

from itertools import accumulate, islice
from random import Random

from articles.text.words import dictionary

BEGINNINGS = (
    "бел бор вед вод воз вре гор гра дел дом дор жил зам зем зна кни ком кор кра лес лин мед мир мос нар нов "
    "обл пар пер пис пла пол пра при раб раз рек реш сел сло сов ста стр суд сто тем тру ули фон ход час"
).split()
LINKING = "в и на с по для из о что как от к за не при также".split()
KINDS = ("NOUN", "ADJF", "VERB")
UNUSUAL = {"Abbr", "Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Slng", "Arch", "Infr", "Erro"}
FORMS_OF_A_BEGINNING = 500
LENGTHS = range(4, 14)
SENTENCE = (7, 19)
PARAGRAPH = (3, 5)


class Writer:
    """The same seed writes the same words; common words are common whatever the seed."""

    def __init__(self, seed: int = 1):
        self.random = Random(seed)
        self.words = vocabulary()
        # Zipf: the word of rank n stands 1/n as often; a few ranks are left out at the head.
        self.weights = list(accumulate(1 / rank for rank in range(8, 8 + len(self.words))))

    def phrase(self, length: int) -> str:
        words = self.random.choices(self.words, cum_weights=self.weights, k=length)
        for place in range(2, length - 1, 4):
            words[place] = self.random.choice(LINKING)
        return " ".join(words).capitalize()

    def sentence(self) -> str:
        return f"{self.phrase(self.random.randint(*SENTENCE))}."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(*PARAGRAPH)))


def vocabulary() -> list[str]:
    """Nouns, adjectives and verbs in all their forms; the shorter a word, the likelier it stands at the head."""
    found: dict[str, None] = {}
    for beginning in BEGINNINGS:
        known = dictionary().iter_known_word_parses(beginning)
        usual = (parse.word for parse in known if is_usual(parse))
        found |= dict.fromkeys(islice(usual, FORMS_OF_A_BEGINNING))
    chance = Random(1)
    return sorted(found, key=lambda word: len(word) + 18 * chance.random())


def is_usual(parse) -> bool:
    """No name, no abbreviation, nothing that is written with a hyphen."""
    return (
        len(parse.word) in LENGTHS
        and parse.tag.POS in KINDS
        and "-" not in parse.word
        and not UNUSUAL & parse.tag.grammemes
    )
