"""Who did what, when: append-only. The story's own audit, and the chief's."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.json import ReadableJSONField


class Action(models.TextChoices):
    SAVED = "saved", _("saved")
    MERGED = "merged", _("merged with another's changes")
    KEPT_ASIDE = "kept_aside", _("kept aside")
    REVERTED = "reverted", _("reverted to a version")
    HANDED_IN = "handed_in", _("handed in")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    SCHEDULED = "scheduled", _("scheduled")
    CANCELLED = "cancelled", _("cancelled what was scheduled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    KILLED = "killed", _("killed")
    UNDONE = "undone", _("undid the kill")
    PUT_AWAY = "put_away", _("put away")
    BROUGHT_BACK = "brought_back", _("brought back")
    TRANSLATED = "translated", _("began a translation")
    CAUGHT_UP = "caught_up", _("caught up with the original")
    MOVED = "moved", _("moved to a section")
    TAGGED = "tagged", _("tagged")
    SHARED = "shared", _("shared a preview")
    UNSHARED = "unshared", _("revoked a preview")
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    DELETED = "deleted", _("deleted")
    TAGS_MERGED = "tags_merged", _("merged tags")
    RENAMED = "renamed", _("renamed")
    INVITED = "invited", _("invited")
    RESET = "reset", _("sent a new password link")
    PASSWORD = "password", _("set a password")
    DISABLED = "disabled", _("disabled")
    ENABLED = "enabled", _("enabled")
    ROLES = "roles", _("changed roles")
    SECOND_FACTOR = "second_factor", _("reset the second factor")


class Event(models.Model):
    """One line of the audit. Names are kept as they were called then; a trigger refuses every change."""

    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("person")
    )
    action = models.CharField(_("action"), max_length=20, choices=Action.choices)
    article = models.ForeignKey(
        "Article", models.PROTECT, null=True, related_name="events", db_index=False, verbose_name=_("story")
    )
    noun = models.CharField(_("kind of thing"), max_length=30, blank=True)
    noun_id = models.BigIntegerField(null=True)
    label = models.CharField(_("called"), max_length=300, blank=True)
    from_version = models.PositiveIntegerField(_("from version"), null=True)
    to_version = models.PositiveIntegerField(_("to version"), null=True)
    edition = models.PositiveIntegerField(_("edition"), null=True)
    note = models.TextField(_("reason"), blank=True)
    details = ReadableJSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["article", "-id"], name="event_of_story"),
            models.Index(fields=["action", "-id"], name="event_by_action"),
            models.Index(fields=["noun", "noun_id", "-id"], name="event_of_noun"),
            models.Index(fields=["-at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.label}"
