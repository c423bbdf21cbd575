"""Two writings of one story, merged from the version that both started from."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from django.db.models import CharField, Field

from articles.models import Article
from articles.publishing.versions import FIELDS, LINKS, LISTS, Writing, surviving_tags
from articles.text.merging import Clash, Part, merge_body, merge_list, merge_text, settled

MINE, THEIRS, BOTH = "mine", "theirs", "both"
BY_WORDS = ("lead", "photo_caption", "photo_alt", "editors_note", "embargo_reason")
OF_THE_PHOTO = ("photo_caption", "photo_alt")
BY_VERBS = ("state",)


class Conflict(NamedTuple):
    """One place where both changed the same. `key` names its answer: the field, or "body-2".

    `both` is None where the two cannot stand together.
    """

    key: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    both: Any


@dataclass
class Merged:
    """`settled` are the fields without a conflict; `from_mine` and `from_theirs` name those that only one changed."""

    settled: dict = field(default_factory=dict)
    body: list[Part] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    from_mine: list[str] = field(default_factory=list)
    from_theirs: list[str] = field(default_factory=list)

    def answered(self, answers: dict[str, str]) -> Writing | None:
        """The story where each conflict has its answer; None where one is missing or makes no sense."""
        content = dict(self.settled)
        for conflict in self.conflicts:
            answer = answers.get(conflict.key)
            if answer not in (MINE, THEIRS, BOTH) or (answer == BOTH and conflict.both is None):
                return None
            if conflict.field != "body":
                content[conflict.field] = getattr(conflict, answer)
        return Writing(content, settled(self.body, lambda number: answers[f"body-{number}"]))


def merge(origin: Writing | None, mine: Writing, theirs: Writing) -> Merged:
    """Without an origin, whatever differs is a conflict, but for lists: those keep what either has."""
    merged = Merged()
    base, here, there = (each.content if each else {} for each in (origin, mine, theirs))
    for name in (*FIELDS, *LINKS):
        _merge_field(merged, name, base.get(name, _UNKNOWN), here[name], there[name])
    for name in OF_THE_PHOTO:
        _ask_about_words_of_another_photo(merged, name, base, here, there)
    for name in LISTS:
        lists = [_as_values(name, content.get(name, [])) for content in (base, here, there)]
        merged.settled[name] = [list(each) if name == "bylines" else each for each in merge_list(*lists)]
        _tell(merged, name, *lists)
    _merge_body(merged, origin.body if origin else "", mine.body, theirs.body)
    merged.settled |= {name: there[name] for name in BY_VERBS}
    return merged


_UNKNOWN = object()


def _merge_field(merged: Merged, name: str, base, mine, theirs) -> None:
    if name in BY_VERBS:
        return
    if base is not _UNKNOWN and name in BY_WORDS:
        joined = merge_text(base, mine, theirs)
        if isinstance(joined, Clash):
            merged.conflicts.append(Conflict(name, name, *joined[:3], _fitting(name, joined.both)))
        else:
            merged.settled[name] = joined
    elif mine == theirs or theirs == base:
        merged.settled[name] = mine
    elif mine == base:
        merged.settled[name] = theirs
    else:
        was = "" if base is _UNKNOWN and isinstance(mine, str) else None if base is _UNKNOWN else base
        merged.conflicts.append(Conflict(name, name, was, mine, theirs, _both(name, mine, theirs)))
    _tell(merged, name, base, mine, theirs)


def _tell(merged: Merged, name: str, base, mine, theirs) -> None:
    if mine != base and theirs == base:
        merged.from_mine.append(name)
    elif theirs != base and mine == base:
        merged.from_theirs.append(name)


def _ask_about_words_of_another_photo(merged: Merged, name: str, base: dict, mine: dict, theirs: dict) -> None:
    """One exchanged the photo while the other wrote its words: they may be the words of a picture that is gone."""
    if not base or name not in merged.settled:
        return
    for new, old in ((mine, theirs), (theirs, mine)):
        exchanged = new["photo"] not in (base["photo"], old["photo"]) and old["photo"] == base["photo"]
        if exchanged and old[name] not in (base[name], new[name]):
            del merged.settled[name]
            merged.conflicts.append(Conflict(name, name, base[name], mine[name], theirs[name], None))
            return


def _merge_body(merged: Merged, base: str, mine: str, theirs: str) -> None:
    merged.body = merge_body(base, mine, theirs)
    clashes = [part for part in merged.body if isinstance(part, Clash)]
    merged.conflicts += [Conflict(f"body-{number}", "body", *clash) for number, clash in enumerate(clashes)]
    if not clashes:
        _tell(merged, "body", base, mine, theirs)


def _both(name: str, mine, theirs) -> str | None:
    """Two texts one after the other; of a choice, a day or a photo there is one."""
    column = cast(Field, Article._meta.get_field(name))
    if column.choices or not isinstance(mine, str) or not (mine and theirs) or column.get_internal_type() in _MOMENTS:
        return None
    return _fitting(name, f"{theirs} / {mine}")


_MOMENTS = ("DateField", "DateTimeField")


def _fitting(name: str, text: str | None) -> str | None:
    column = Article._meta.get_field(name)
    longest = column.max_length if isinstance(column, CharField) else None
    return text if text is not None and (longest is None or len(text) <= longest) else None


def _as_values(name: str, items: list) -> list:
    if name == "tags":
        return surviving_tags(items)
    return [tuple(item) for item in items] if name == "bylines" else items
