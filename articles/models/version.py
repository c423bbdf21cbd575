"""One saved state of a working copy: append-only."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.json import ReadableJSONField


class VersionKind(models.TextChoices):
    DRAFT = "draft", _("saved")
    PUBLISH = "publish", _("published")
    REVERT = "revert", _("reverted")
    STALE = "stale", _("kept aside")
    IMPORT = "import", _("imported")
    MERGE = "merge", _("merged")


class Version(models.Model):
    """Who, when, all fields, the body's HTML. A trigger refuses every change."""

    article = models.ForeignKey("Article", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=VersionKind.choices, default=VersionKind.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    base = models.PositiveIntegerField(
        null=True, help_text=_("The number of the version that its writer started from.")
    )
    content = ReadableJSONField()
    body = models.TextField(blank=True)

    class Meta:
        ordering = ["article", "-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_number_is_used_once")]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.number}"
