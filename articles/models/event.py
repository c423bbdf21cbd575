"""Who did what, when: append-only. The story's own audit, and the chief's."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.json import ReadableJSONField


class Action(models.TextChoices):
    SAVED = "saved", pgettext_lazy("deed", "saved")
    MERGED = "merged", pgettext_lazy("deed", "merged with another's changes")
    KEPT_ASIDE = "kept_aside", pgettext_lazy("deed", "kept aside")
    REVERTED = "reverted", pgettext_lazy("deed", "reverted to a version")
    HANDED_IN = "handed_in", pgettext_lazy("deed", "handed in")
    RETURNED = "returned", pgettext_lazy("deed", "returned")
    APPROVED = "approved", pgettext_lazy("deed", "approved")
    PUBLISHED = "published", pgettext_lazy("deed", "published")
    SCHEDULED = "scheduled", pgettext_lazy("deed", "scheduled")
    CANCELLED = "cancelled", pgettext_lazy("deed", "cancelled what was scheduled")
    WITHDRAWN = "withdrawn", pgettext_lazy("deed", "withdrawn")
    KILLED = "killed", pgettext_lazy("deed", "killed")
    UNDONE = "undone", pgettext_lazy("deed", "undid the kill")
    PUT_AWAY = "put_away", pgettext_lazy("deed", "put away")
    BROUGHT_BACK = "brought_back", pgettext_lazy("deed", "brought back")
    TRANSLATED = "translated", pgettext_lazy("deed", "began a translation")
    CAUGHT_UP = "caught_up", pgettext_lazy("deed", "caught up with the original")
    MOVED = "moved", pgettext_lazy("deed", "moved to a section")
    TAGGED = "tagged", pgettext_lazy("deed", "tagged")
    SHARED = "shared", pgettext_lazy("deed", "shared a preview")
    UNSHARED = "unshared", pgettext_lazy("deed", "revoked a preview")
    ADDED = "added", pgettext_lazy("deed", "added")
    CHANGED = "changed", pgettext_lazy("deed", "changed")
    DELETED = "deleted", pgettext_lazy("deed", "deleted")
    TAGS_MERGED = "tags_merged", pgettext_lazy("deed", "merged tags")
    RENAMED = "renamed", pgettext_lazy("deed", "renamed")
    INVITED = "invited", pgettext_lazy("deed", "invited")
    RESET = "reset", pgettext_lazy("deed", "sent a new password link")
    PASSWORD = "password", pgettext_lazy("deed", "set a password")
    DISABLED = "disabled", pgettext_lazy("deed", "disabled")
    ENABLED = "enabled", pgettext_lazy("deed", "enabled")
    ROLES = "roles", pgettext_lazy("deed", "changed roles")
    PHOTO_WITHDRAWN = "photo_withdrawn", pgettext_lazy("deed", "withdrew a photo")
    PHOTO_RESTORED = "photo_restored", pgettext_lazy("deed", "brought a photo back")
    FRONT_ARRANGED = "front_arranged", pgettext_lazy("deed", "arranged the front page")
    MAILED = "mailed", pgettext_lazy("deed", "sent a mailing")
    MAILING_STOPPED = "mailing_stopped", pgettext_lazy("deed", "stopped a mailing")
    SUBSCRIBER_ERASED = "subscriber_erased", pgettext_lazy("deed", "erased a subscriber")
    SECOND_FACTOR = "second_factor", pgettext_lazy("deed", "reset the second factor")


AT_THE_DESK = (
    Action.SAVED,
    Action.MERGED,
    Action.KEPT_ASIDE,
    Action.REVERTED,
    Action.HANDED_IN,
    Action.RETURNED,
    Action.APPROVED,
    Action.PUT_AWAY,
    Action.BROUGHT_BACK,
    Action.TRANSLATED,
    Action.CAUGHT_UP,
    Action.SHARED,
    Action.UNSHARED,
    Action.INVITED,
    Action.RESET,
    Action.PASSWORD,
    Action.DISABLED,
    Action.ENABLED,
    Action.ROLES,
    Action.SECOND_FACTOR,
    Action.MAILED,
    Action.MAILING_STOPPED,
    Action.SUBSCRIBER_ERASED,
)
"""After which readers see what they saw before. Every other line of the audit may have changed a page."""


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
