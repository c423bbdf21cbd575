"""Addresses of the site that stood here before, and where each leads now."""

from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _


class RedirectQuerySet(models.QuerySet):
    def leading_from(self, path: str, query: str):
        """The row for the address with its query before the one for its path alone; both in plain letters."""
        if "\0" in path + query:
            return self.none()  # PostgreSQL takes no such letter, not even in a question
        asked = [f"{path}?{query}", path] if query else [path]
        return self.filter(old__in=asked).order_by(Length("old").desc())


class Redirect(models.Model):
    """Followed only where there is no page: it never hides one of ours."""

    old = models.CharField(_("old address"), max_length=500, unique=True)
    new = models.CharField(_("leads to"), max_length=500)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ["old"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(old__startswith="/", new__startswith="/") & ~models.Q(new__startswith="//"),
                name="redirect_stays_on_this_site",
            )
        ]
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
