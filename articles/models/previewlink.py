"""A preview for people without an account: it ends by itself, or is revoked."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def open(self, at: datetime | None = None):
        """Twin: `PreviewLink.is_open`."""
        at = at or timezone.now()
        return self.filter(expires_at__gt=at).filter(Q(revoked_at=None) | Q(revoked_at__gt=at))


class PreviewLink(models.Model):
    """Of one edition, or, without one, of the working copy as it is when somebody looks."""

    article = models.ForeignKey("Article", models.PROTECT, related_name="preview_links")
    edition = models.ForeignKey("Edition", models.PROTECT, null=True, related_name="+", verbose_name=_("edition"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self) -> str:
        return f"{self.article_id} → {self.expires_at:%Y-%m-%d %H:%M}"

    def is_open(self, at: datetime | None = None) -> bool:
        """Twin: `PreviewLinkQuerySet.open`."""
        at = at or timezone.now()
        return self.expires_at > at and (self.revoked_at is None or self.revoked_at > at)
