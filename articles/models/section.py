"""A section of the newspaper: politics, culture, sport."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.names import NamedInLanguages


class Section(NamedInLanguages):
    slug = models.SlugField(_("address"), unique=True, help_text=_("One for all languages, in Latin letters."))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in the navigation."))

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
