"""What every template may ask, those without a request too."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def newsroom_name() -> str:
    return settings.NEWSROOM_NAME
