"""Who speaks on this site: the newsroom's name, its mark, its publisher and how to reach it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.names import Tidied


class Identity(Tidied):
    """One row. What is left empty in Kazakh or English is said in Russian; without a name the setting's stands."""

    name_ru = models.CharField(_("name in Russian"), max_length=80, blank=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=80, blank=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    tagline_ru = models.CharField(_("tagline in Russian"), max_length=160, blank=True)
    tagline_kk = models.CharField(_("tagline in Kazakh"), max_length=160, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=160, blank=True)
    logo = models.BinaryField(_("logo"), blank=True, default=b"")
    logo_digest = models.CharField(max_length=16, blank=True, default="")
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    address = models.CharField(_("postal address"), max_length=300, blank=True)
    mail = models.EmailField(_("mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    imprint_ru = models.TextField(_("imprint in Russian"), blank=True)
    imprint_kk = models.TextField(_("imprint in Kazakh"), blank=True)
    imprint_en = models.TextField(_("imprint in English"), blank=True)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("site")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_identity")]

    def __str__(self) -> str:
        return self.name_ru

    def said(self, what: str, language: str) -> str:
        """A name, a tagline or an imprint in that language, else in Russian."""
        return getattr(self, f"{what}_{language}") or getattr(self, f"{what}_ru")
