"""What a person typed, read as words to look for. Every word is quoted: nothing typed is ever an operator."""

from dataclasses import dataclass

from articles.text.words import forms, is_kazakh, kazakh_stem, split

LONGEST_QUERY = 300
MOST_WORDS = 12
LANGUAGE_MARK = "§"
"""Opens a mark that stands in the index among a story's words, and that no word can be: '§kk'."""


@dataclass(frozen=True)
class Term:
    """One typed word: a story has it in any of these forms, or as a word that begins so."""

    forms: tuple[str, ...] = ()
    beginning: str = ""

    def matches(self, word: str, language: str) -> bool:
        if self.beginning and word.startswith(self.beginning):
            return True
        return any(form in self.forms for form in forms(word, language))


def read(q: str, language: str = "ru") -> list[Term]:
    """'Токаева в Минске' -> terms for Токаев and Минск. [] when nothing is left to look for."""
    terms = [whole_word(word, language) for word in typed_words(q)]
    return list(dict.fromkeys(term for term in terms if term))


def read_fragment(q: str) -> list[Term]:
    """As `read`, in all languages at once, for someone still typing: the last word may go on."""
    *words, last = typed_words(q) or [""]
    terms = [desk_word(word) for word in words if forms(word)]
    if last and (forms(last) or not terms):
        terms.append(desk_word(last, goes_on=len(last) > 1))
    return list(dict.fromkeys(terms))


def typed_words(q: str) -> list[str]:
    return split(q[:LONGEST_QUERY])[:MOST_WORDS]


def whole_word(word: str, language: str) -> Term | None:
    if is_kazakh(word, language):
        return Term(beginning=kazakh_stem(word))
    found = forms(word, language)
    return Term(found) if found else None


def desk_word(word: str, *, goes_on: bool = False) -> Term:
    """The working copies' index has each word as it is written, too."""
    if is_kazakh(word, ""):
        return Term(beginning=kazakh_stem(word))
    return Term(tuple(dict.fromkeys([*forms(word), word])), beginning=word if goes_on else "")


def language_term(language: str) -> Term:
    return Term((LANGUAGE_MARK + language,))
