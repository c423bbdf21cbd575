"""Text that reads like nothing and is spread like Russian: real word forms, a few very common, most of them rare."""

from itertools import accumulate, islice
from random import Random

from articles.text.words import dictionary

BEGINNINGS = "пра стр гор реш вод дор мед рас соб зем кни рабо теле мир сов пол нов ком пере обр лес дел кор".split()
LINKING = "в и на с по для из о что как от к за не при также".split()
FORMS_OF_A_BEGINNING = 900
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
    """Nouns, adjectives and verbs in all their forms, in an order of chance."""
    found: dict[str, None] = {}
    for beginning in BEGINNINGS:
        known = dictionary().iter_known_word_parses(beginning)
        usual = (parse.word for parse in known if parse.tag.POS in ("NOUN", "ADJF", "VERB"))
        found |= dict.fromkeys(islice(usual, FORMS_OF_A_BEGINNING))
    words = list(found)
    Random(1).shuffle(words)
    return words
