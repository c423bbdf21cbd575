"""What every template may ask, those without a request too."""

import json
from datetime import datetime, timedelta

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language

from articles.pages import Page, addresses
from articles.pages.frame import TONGUES
from articles.pages.identity import site_in
from newsroom.logs import current_id

register = template.Library()


@register.simple_tag
def newsroom_name(page: Page | str = "") -> str:
    """As the page says it; the setting's where there is no page, since nothing may be asked of the database there."""
    return page.site.name if isinstance(page, Page) else settings.NEWSROOM_NAME


@register.simple_tag
def clock(page: Page | str = "") -> datetime:
    """The moment that a page shows; now where there is no page."""
    return page.at if isinstance(page, Page) else timezone.now()


@register.simple_tag
def desk_name() -> str:
    """For the desk and its entrance. One query."""
    return site_in(get_language() or settings.LANGUAGE_CODE).name


@register.simple_tag
def request_id() -> str:
    """What a reader or an editor tells whoever reads the log."""
    return current_id.get()


@register.simple_tag
def second_factor_is_demanded() -> bool:
    return settings.NEWSROOM_SECOND_FACTOR == "demanded"


@register.filter
def tongue(code: str) -> str:
    """A language under its own name, as readers see it."""
    return TONGUES[code]


@register.filter
def offset(at: datetime) -> str:
    """The newsroom's offset on that day: "UTC+6" in Almaty before March 2024, "UTC+5" since."""
    away = timezone.localtime(at).utcoffset() or timedelta()
    hours, minutes = divmod(abs(away) // timedelta(minutes=1), 60)
    sign = "−" if away < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


@register.filter
def moment(at: datetime) -> str:
    """For machines: to the second, with the offset."""
    return addresses.moment(at)


class Json:
    """Data as it stands in a script element: nothing in it ends the element or begins another."""

    ESCAPES = str.maketrans({"<": r"\u003C", ">": r"\u003E", "&": r"\u0026"})

    def __init__(self, data: dict):
        self.data = data

    def __html__(self) -> str:
        return json.dumps(self.data, ensure_ascii=False, separators=(",", ":")).translate(self.ESCAPES)


@register.simple_tag
def structured_data(said: dict) -> str:
    """A data block, which no browser runs; nothing where nothing is said."""
    return format_html('<script type="application/ld+json">{}</script>', Json(said)) if said else ""
