"""Names in the newsroom's three languages, for what is one thing under one slug."""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from articles.text.cleaning import strip_control


class Language(models.TextChoices):
    RUSSIAN = "ru", _("Russian")
    KAZAKH = "kk", _("Kazakh")
    ENGLISH = "en", _("English")


class Tidied(models.Model):
    """Saved without control characters in its words: one of them in a name would break every feed."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        for field in self._meta.concrete_fields:
            typed = self.__dict__.get(field.attname)  # a deferred one was not typed now
            if isinstance(typed, str):
                setattr(self, field.attname, strip_control(typed))
        super().save(*args, **kwargs)


class NamedInLanguages(Tidied):
    """A Russian name is required; the others fall back to it."""

    name_ru = models.CharField(_("name in Russian"), max_length=120)
    name_kk = models.CharField(_("name in Kazakh"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """For the desk: in the person's language."""
        return self.name(translation.get_language() or "ru")

    def name(self, language: str) -> str:
        return getattr(self, f"name_{language}") or self.name_ru
