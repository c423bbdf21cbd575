"""One e-mail edition: this morning's digest in a language, or a breaking story."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.names import Language


class Kind(models.TextChoices):
    DIGEST = "digest", _("morning digest")
    BREAKING = "breaking", _("breaking news")


class MailingQuerySet(models.QuerySet["Mailing"]):
    def digests(self):
        return self.filter(kind=Kind.DIGEST)

    def under_way(self):
        """Neither sent to everyone nor stopped."""
        return self.filter(finished_at=None, stopped_at=None)

    def to_go_on_with(self, at: datetime | None = None):
        """Under way, and not waiting for a mail server that did not answer."""
        return self.under_way().filter(Q(waits_until=None) | Q(waits_until__lte=at or timezone.now()))


class Mailing(models.Model):
    """What it says is taken from the live stories as each letter is made: a killed one is in no later letter."""

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    on = models.DateField(_("day"), help_text=_("Where the newsroom is."))
    article = models.ForeignKey(
        "articles.Article", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("story")
    )
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    intro = models.TextField(_("words before the news"), blank=True)
    since = models.DateTimeField(_("news since"), null=True, help_text=_("Of a digest: what was published after that."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("sent by")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    listed_at = models.DateTimeField(_("addressed at"), null=True, help_text=_("When all its recipients were listed."))
    finished_at = models.DateTimeField(_("finished at"), null=True, help_text=_("And counted; a stopped one too."))
    stopped_at = models.DateTimeField(_("stopped at"), null=True)
    recipients = models.PositiveIntegerField(_("recipients"), default=0)
    sent = models.PositiveIntegerField(_("sent"), default=0, help_text=_("Counted when it is finished."))
    failed = models.PositiveIntegerField(_("failed"), default=0)
    unsure = models.PositiveIntegerField(
        _("unsure"), default=0, help_text=_("Nobody can say whether they went out: never sent twice.")
    )
    waits_until = models.DateTimeField(_("waits until"), null=True, help_text=_("The mail server is in trouble."))
    trouble = models.CharField(_("trouble"), max_length=300, blank=True)

    progress: object
    """Where `with_progress` counted it."""

    objects = MailingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        permissions = [("send_mailing", _("Can send breaking news by mail, and stop a mailing"))]
        indexes = [
            models.Index(fields=["id"], condition=Q(finished_at=None, stopped_at=None), name="mailings_under_way"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "on"], condition=Q(kind="digest"), name="a_morning_has_one_digest"
            ),
            models.UniqueConstraint(fields=["article"], condition=Q(kind="breaking"), name="a_story_breaks_once"),
            models.CheckConstraint(
                condition=Q(kind="digest", article=None, since__isnull=False)
                | Q(kind="breaking", article__isnull=False),
                name="breaking_mail_has_a_story",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or f"{self.get_kind_display()}, {self.on:%d.%m.%Y}"

    @property
    def reached_nobody(self) -> bool:
        """Over, and the mail server got no letter of it: it may begin anew."""
        is_over = self.stopped_at or self.finished_at
        return bool(is_over) and not (self.sent or self.unsure or self.deliveries.exclude(handed_at=None).exists())
