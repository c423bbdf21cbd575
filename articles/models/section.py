"""A section of the newspaper: politics, culture, sport."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.names import NamedInLanguages

ROOT_WORDS = frozenset(
    "about accounts admin archive author corrections en favicon feeds healthz kk lenta media preview readyz robots ru "
    "search sitemap sitemap-news sitemap-pages static subscribe tag".split()
)
"""First words of the site's own addresses, those promised for later too: `/search/` cannot be a section."""


def refuse_root_word(slug: str) -> None:
    if slug.lower() in ROOT_WORDS:
        raise ValidationError(_("This word is an address of the site itself: choose another."))


class Section(NamedInLanguages):
    slug = models.SlugField(
        _("address"),
        unique=True,
        validators=[refuse_root_word],
        help_text=_("One for all languages, in Latin letters."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in the navigation."))

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
