"""The working copy of a story, as journalists change it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models.edition import Edition
from articles.models.names import Language
from articles.models.version import Version
from articles.text.cleaning import seen_line, strip_control


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    HANDED_IN = "handed_in", _("handed in")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")


class Genre(models.TextChoices):
    NEWS = "news", _("news")
    ANALYSIS = "analysis", _("analysis")
    INTERVIEW = "interview", _("interview")
    OPINION = "opinion", _("opinion")
    PHOTO_REPORT = "photo_report", _("photo report")
    PRESS_RELEASE = "press_release", _("press release")
    PARTNER = "partner", _("partner material")


class Importance(models.IntegerChoices):
    ORDINARY = 1, _("ordinary")
    NOTABLE = 2, _("notable")
    TOP = 3, _("top story")


class ArticleQuerySet(models.QuerySet["Article"]):
    def kept(self):
        """What the desk works on: all but what was put away."""
        return self.filter(put_away_at=None)

    def put_away(self):
        return self.filter(put_away_at__isnull=False)

    def with_original_news(self, at: datetime | None = None):
        """Each with `has_original_news`: whether its original says something else than the translator has seen.

        What readers of the original see now counts, or its working copy while they see nothing: a text that is still
        being written is no news, and another state, tag or photo calls for no translating.
        """
        live = Edition.objects.live(at).filter(article=OuterRef("original")).values("version__number")[:1]
        texts = {name: Cast(KT(f"content__{name}"), models.TextField()) for name in ("headline", "lead")}
        words = Version.objects.annotate(**texts)
        seen = words.filter(article=OuterRef("article"), number=OuterRef(OuterRef("original_version")))
        said = words.filter(article=OuterRef("original"), number=OuterRef("original_now"))
        changed = said.exclude(**{name: Subquery(seen.values(name)[:1]) for name in ("headline", "lead", "body")})
        return self.annotate(original_now=Coalesce(Subquery(live), F("original__version"))).annotate(
            has_original_news=Exists(changed.filter(number__gt=OuterRef("original_version")))
        )

    def locked(self, pk: int) -> "Article":
        """The row, held until the transaction ends: one verb at a time changes a story.

        Others may still point at it: two stories related to each other at once would wait for one another forever.
        """
        return self.select_for_update(no_key=True).get(pk=pk)


class Article(models.Model):
    """The working copy: journalists change it, readers never see it."""

    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.RUSSIAN)
    group = models.UUIDField(_("translations"), default=uuid.uuid4, editable=False)
    headline = models.CharField(_("headline"), max_length=300, help_text=_("What happened, in one line."))
    short_headline = models.CharField(
        _("short headline"), max_length=110, blank=True, help_text=_("For cards and the strip.")
    )
    seo_title = models.CharField(_("title for search engines"), max_length=110, blank=True)
    lead = models.TextField(_("lead"), blank=True)
    body = models.TextField(_("text"), blank=True)
    section = models.ForeignKey(
        "Section", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    tags = TaggableManager(_("tags"), through="articles.TaggedArticle", blank=True, help_text=_("Parted by commas."))
    photo = models.ForeignKey(
        "Photo", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead photo")
    )
    photo_caption = models.TextField(_("caption here"), blank=True, help_text=_("Empty: the library's caption."))
    photo_alt = models.TextField(_("alternative text here"), blank=True, help_text=_("Empty: the library's text."))
    place = models.ForeignKey("Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place"))
    dateline_on = models.DateField(_("date of the dateline"), null=True, blank=True)
    dateline_agency = models.CharField(_("agency of the dateline"), max_length=60, blank=True)
    genre = models.CharField(_("genre"), max_length=20, choices=Genre.choices, default=Genre.NEWS)
    importance = models.PositiveSmallIntegerField(
        _("importance"), choices=Importance.choices, default=Importance.ORDINARY
    )
    breaking_until = models.DateTimeField(_("breaking until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True, help_text=_("Who told us, as readers see it."))
    editors_note = models.TextField(_("editor's note"), blank=True, help_text=_("For the newsroom alone."))
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    embargo_reason = models.CharField(_("reason of the embargo"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    return_note = models.TextField(_("why it was returned"), blank=True)
    original = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="translations", verbose_name=_("original")
    )
    original_version = models.PositiveIntegerField(
        null=True, editable=False, help_text=_("The version of the original that the translator has seen.")
    )
    put_away_at = models.DateTimeField(_("put away at"), null=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [
            ("edit_any_section", _("Can edit stories of every section")),
            ("publish_article", _("Can publish, schedule and withdraw stories")),
            ("kill_article", _("Can kill stories and undo it")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["group", "language"], name="story_has_one_translation_in_a_language")
        ]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_newest_first"),
            models.Index(fields=["state", "-changed_at", "-id"], name="article_by_state"),
            models.Index(fields=["section", "-changed_at", "-id"], name="article_by_section"),
            models.Index(fields=["language", "-changed_at", "-id"], name="article_by_language"),
            models.Index(fields=["created_by", "-changed_at", "-id"], name="article_by_writer"),
            models.Index(
                fields=["-changed_at", "-id"], condition=models.Q(put_away_at__isnull=False), name="article_put_away"
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def save(self, *args, **kwargs):
        self.tidy()
        super().save(*args, **kwargs)

    def tidy(self) -> None:
        """As it is saved: control characters in one headline would break every feed, one that turns the direction of
        writing would turn the newsroom's name beside it.
        """
        for name in ("lead", "body", "source", "dateline_agency"):
            setattr(self, name, strip_control(getattr(self, name)))
        for name in ("headline", "short_headline", "seo_title"):
            setattr(self, name, seen_line(getattr(self, name)))
