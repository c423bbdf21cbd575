"""Who made a story, and in which role and order they are named."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.names import NamedInLanguages


class Author(NamedInLanguages):
    slug = models.SlugField(_("address"), unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("signs in as"),
    )

    class Meta:
        ordering = ["name_ru", "id"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")


class Role(models.TextChoices):
    AUTHOR = "author", _("author")
    PHOTOGRAPHER = "photographer", _("photographer")
    EDITOR = "editor", _("editor")
    TRANSLATOR = "translator", _("translator")


class Byline(models.Model):
    article = models.ForeignKey("Article", models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="+", verbose_name=_("author"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.UniqueConstraint(fields=["article", "author", "role"], name="author_has_one_byline_in_a_role")
        ]
        indexes = [models.Index(fields=["author", "article"], name="byline_of_author")]

    def __str__(self) -> str:
        return str(self.author)
