"""One state of a story, whatever it was read from, as values that can be compared: field by field, ids and words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language

from articles.admin.cards import parse_day
from articles.admin.ordered import is_id
from articles.models import Article, Edition, Version
from articles.models.tag import parse_tags
from articles.publishing.versions import Writing, snapshot
from articles.text.blocks import cut, prepare
from articles.text.typography import typeset

PLAIN = ("headline", "short_headline", "seo_title", "lead", "source", "editors_note", "embargo_reason")
PHOTO = ("photo_caption", "photo_alt")
TYPESET = ("headline", "short_headline", "lead", "source", *PHOTO)
SENT = ("language", "genre", "importance", "dateline_on", "dateline_agency")
LINKED = ("section", "photo", "place")
MOMENTS = ("breaking_until", "embargo_until")


class Named(NamedTuple):
    """`pk` where it is known by its row, `name` where it was frozen or typed; `role` of a byline."""

    pk: int | None
    name: str = ""
    role: str = ""


@dataclass(frozen=True)
class Readout:
    """`words`, `moments` and `choices` by the form's names; what this state does not know is missing.

    `chosen` are related stories picked by hand, `related` those that readers get, `credit` the lead photo's where it
    was frozen. `is_frozen`: its words are typeset already.
    """

    language: str
    words: dict[str, str]
    moments: dict[str, datetime | None]
    choices: dict[str, Any]
    section: Named | None
    tags: list[Named]
    bylines: list[Named]
    chosen: list[int]
    blocks: list[dict]
    body: str = ""
    place: int | None = None
    dateline_on: date | None = None
    dateline_agency: str = ""
    photo: int | None = None
    related: list[int] | None = None
    dateline: str | None = None
    credit: str | None = None
    is_frozen: bool = False

    def as_readers_get_it(self) -> "Readout":
        """With the typography that publishing would give it."""
        if self.is_frozen:
            return self
        words = {name: typeset(text, self.language) if name in TYPESET else text for name, text in self.words.items()}
        return replace(self, words=words, blocks=prepare(self.body, self.language), is_frozen=True)


def readout_of_article(article: Article) -> Readout:
    """Three queries."""
    return _of_content(snapshot(article), article.body)


def readout_of_version(version: Version) -> Readout:
    return _of_content(version.content, version.body)


def readout_of_edition(edition: Edition) -> Readout:
    """`edition.version` should have been fetched with it."""
    content, saved = edition.content, edition.version.content
    photo = content["photo"] or {}
    words = {name: content[name] for name in PLAIN if name in content}
    return Readout(
        language=edition.language,
        words=words | {"photo_caption": photo.get("caption", ""), "photo_alt": photo.get("alt", "")},
        moments={"breaking_until": _moment(content["breaking_until"])},
        choices={name: content[name] for name in ("genre", "importance")} | {"language": edition.language},
        section=_frozen(content["section"]) if content["section"] else None,
        tags=[_frozen(tag) for tag in content["tags"]],
        bylines=[_frozen(byline) for byline in content["bylines"]],
        chosen=saved.get("related", []),
        related=content["related"],
        blocks=content["blocks"],
        photo=photo.get("id"),
        dateline=content["dateline"],
        credit=photo.get("credit", ""),
        is_frozen=True,
    )


def readout_of_writing(writing: Writing) -> Readout:
    return _of_content(writing.content, writing.body)


def readout_of_form(over: Writing | None, typed: Mapping[str, list[str]]) -> Readout:
    """What stands in a form that was not saved: {field: [values as sent]}, the whole form.

    What the form does not show stays as it is in the text that it was opened with; a list that was emptied sends
    nothing.
    """
    content = dict(over.content) if over else {}
    content |= {name: _last(typed, name) for name in (*PLAIN, *PHOTO, *SENT) if name in typed}
    content |= {name: _number(_last(typed, name)) for name in LINKED if name in typed}
    content |= {name: _typed_moment(typed, name) for name in MOMENTS if f"{name}_0" in typed}
    pairs = zip(typed.get("bylines_author", []), typed.get("bylines_role", []), strict=False)
    content |= {
        "tags": [Named(None, name) for name in parse_tags(",".join(typed.get("tags", [])))],
        "bylines": [(int(author), role) for author, role in pairs if is_id(author)],
        "related": list(dict.fromkeys(int(each) for each in typed.get("related", []) if is_id(each))),
    }
    saved = over.body if over else ""
    return _of_content(content, _last(typed, "body", saved).replace("\r\n", "\n"))


def _of_content(content: Mapping[str, Any], body: str) -> Readout:
    """From what a version holds; keys that versions of old did not have are left out."""
    words = {name: (content[name] or "").replace("\r\n", "\n").strip() for name in (*PLAIN, *PHOTO) if name in content}
    importance = str(content.get("importance") or "")
    choices = {"genre": content.get("genre"), "importance": _number(importance)}
    language = content.get("language") or get_language() or ""
    return Readout(
        language=language,
        words=words,
        moments={name: _moment(content[name]) for name in MOMENTS if name in content},
        choices=choices | {"language": language},
        section=Named(content["section"]) if content.get("section") else None,
        place=content.get("place"),
        dateline_on=parse_day(content.get("dateline_on") or ""),
        dateline_agency=content.get("dateline_agency") or "",
        tags=[each if isinstance(each, Named) else Named(each) for each in content.get("tags", [])],
        bylines=[Named(author, role=role) for author, role in content.get("bylines", [])],
        chosen=content.get("related", []),
        blocks=cut(body),
        body=body,
        photo=content.get("photo"),
    )


def _frozen(thing: Mapping[str, Any]) -> Named:
    return Named(thing["id"], thing["name"], thing.get("role", ""))


def _last(typed: Mapping[str, list[str]], name: str, default: str = "") -> str:
    values = typed.get(name)
    return values[-1] if values else default


def _number(text: str) -> int | None:
    return int(text) if is_id(text) else None


def _typed_moment(typed: Mapping[str, list[str]], name: str) -> str:
    return f"{_last(typed, f'{name}_0')}T{_last(typed, f'{name}_1')}"


def _moment(text: str | None) -> datetime | None:
    try:
        moment = parse_datetime(text or "")
    except ValueError:
        return None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment
