"""The language of readers' templates: Jinja2, and what each of them may ask. The desk's are in Django's own."""

import json
from collections.abc import Callable
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.template.defaultfilters import linebreaks_filter, truncatechars
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.text import capfirst, wrap
from jinja2 import Environment, StrictUndefined, Template, select_autoescape

from articles.pages import Page, dates
from articles.pages.addresses import moment
from articles.pages.frame import TONGUES, address, tongues
from newsroom.compiling import Templates
from newsroom.logs import current_id

spoken: ContextVar[str | None] = ContextVar("spoken", default=None)
"""The language of the page that is being put together: asked for sixty times, and Django looks for it each time."""


class Spoken(Template):
    def render(self, *args: Any, **kwargs: Any) -> str:
        before = spoken.set(translation.get_language())
        try:
            return super().render(*args, **kwargs)
        finally:
            spoken.reset(before)


def language() -> str | None:
    """None where nothing is translated."""
    return spoken.get() or translation.get_language()


def in_its_language(tell: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *said: tell(*said, language=language())


def environment(**options: Any) -> Environment:
    """Everything but plain text is escaped, and what nobody has given is an error."""
    options |= {
        "autoescape": select_autoescape(["html"]),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Templates(**options)
    made.template_class = Spoken
    made.globals |= {
        "_": gettext,
        "day_of": day_of,
        "get_language": language,
        "in_language": in_language,
        "newsroom_name": newsroom_name,
        "ngettext": ngettext,
        "request_id": current_id.get,  # what a reader tells whoever reads the log
        "said_once": said_once,
        "static": lru_cache(static),  # a file's name lasts as long as the process
        "structured_data": structured_data,
        "tongues": tongues,
        "url": url,
    }
    made.filters |= {
        "by_day": dates.by_day,
        "capfirst": capfirst,
        "date": in_its_language(dates.written),
        "in_words": in_its_language(dates.in_words),
        "linebreaks": linebreaks_filter,
        "moment": moment,
        "offset": dates.offset,
        "quote": quote,
        "seconds": seconds,
        "told": in_its_language(dates.told),
        "tongue": TONGUES.__getitem__,
        "truncatechars": truncatechars,
        "wrapped": wrap,
    }
    return made


def gettext(text: str, /, **said: Any) -> str:
    """What is said in place of each `%(name)s` is escaped with the rest."""
    found = translated(text, language())
    return found % said if said else found


@lru_cache(maxsize=4096, typed=True)  # Markup is equal to its text
def translated(text: str, language: str | None) -> str:
    with translation.override(language):
        return translation.gettext(text)


def ngettext(one: str, many: str, number: int, /, **said: Any) -> str:
    return translation.ngettext(one, many, number) % said


def newsroom_name(page: Page | None) -> str:
    """As the page says it; the setting's where there is no page, since nothing may be asked of the database there."""
    return page.site.name if page else settings.NEWSROOM_NAME


def day_of(page: Page | None) -> date:
    """The newsroom's day that a page shows; today's where there is no page."""
    return timezone.localdate(page.at if page else None, timezone.get_default_timezone())


def url(view: str, *args: Any) -> str:
    """In the language that is spoken."""
    return address(view, *args, language=language())


def in_language(code: str, caller: Any) -> str:
    """What stands between `{% call in_language(code) %}` and its end, in that language."""
    before = spoken.set(code)
    try:
        with translation.override(code):
            return caller()
    finally:
        spoken.reset(before)


SAID: dict[tuple[str, str | None], str] = {}


def said_once(name: str, caller: Any) -> str:
    """What stands between `{% call said_once(name) %}` and its end, and is the same on all pages of a language."""
    key = name, language()
    if settings.DEBUG or key not in SAID:
        SAID[key] = caller()
    return SAID[key]


def seconds(at: datetime) -> str:
    """Since 1970, to the microsecond."""
    return f"{int(at.timestamp())}.{at.microsecond:06}"


class Json:
    """Data as it stands in a script element: nothing in it ends the element or begins another."""

    def __init__(self, data: dict):
        self.data = data

    def __html__(self) -> str:
        said = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        return said.replace("<", r"\u003C").replace(">", r"\u003E").replace("&", r"\u0026")


def structured_data(said: dict) -> str:
    """A data block, which no browser runs; nothing where nothing is said."""
    return format_html('<script type="application/ld+json">{}</script>', Json(said)) if said else ""
