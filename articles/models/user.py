"""A person of the newsroom who signs in at the desk."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models.names import Language


class User(AbstractUser):
    """People are disabled, never deleted: versions and editions name them."""

    sections: models.ManyToManyField = models.ManyToManyField(
        "Section", blank=True, related_name="editors", verbose_name=_("sections given to this editor")
    )
    desk_language = models.CharField(
        _("language of the desk"), max_length=2, choices=Language.choices, default=Language.RUSSIAN
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def is_given(self, section_id: int | None) -> bool:
        """Whether an editor answers for that section; a chief answers for all."""
        if self.has_perm("articles.edit_any_section"):
            return True
        return section_id in self.section_ids

    @cached_property
    def section_ids(self) -> frozenset[int]:
        """Kept for as long as this person's request lasts, as permissions are."""
        return frozenset(self.sections.values_list("pk", flat=True))
