"""What the desk's templates may ask."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from articles.pages import dates
from articles.pages.frame import TONGUES
from articles.pages.identity import site_in

register = template.Library()
register.filter("offset", dates.offset)


@register.simple_tag
def desk_name() -> str:
    """For the desk and its entrance. One query."""
    return site_in(get_language() or settings.LANGUAGE_CODE).name


@register.simple_tag
def second_factor_is_demanded() -> bool:
    return settings.NEWSROOM_SECOND_FACTOR == "demanded"


@register.filter
def tongue(code: str) -> str:
    """A language under its own name, as readers see it."""
    return TONGUES[code]
