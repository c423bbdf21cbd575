"""Pages that stand beside the news: about us, contacts, rules, policies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.names import Tidied
from articles.text.cleaning import clean_page


class CleanText(models.TextField):
    """Cleaned whichever way it comes in, so that what is kept may be shown."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        cleaned = clean_page(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, cleaned)
        return cleaned

    def get_prep_value(self, value):
        """Fixtures and updates pass `pre_save` by."""
        value = super().get_prep_value(value)
        return clean_page(value) if value else value


class Policy(models.TextChoices):
    """Which of the newsroom's rules a page holds, in schema.org's words (schema.org/NewsMediaOrganization)."""

    NONE = "", _("none")
    PRINCIPLES = "publishingPrinciples", _("publishing principles")
    ETHICS = "ethicsPolicy", _("ethics policy")
    CORRECTIONS = "correctionsPolicy", _("corrections policy")
    CHECKING = "verificationFactCheckingPolicy", _("how facts are checked")
    UNNAMED_SOURCES = "unnamedSourcesPolicy", _("unnamed sources")
    FUNDING = "ownershipFundingInfo", _("ownership and funding")
    DIVERSITY = "diversityPolicy", _("diversity policy")
    FEEDBACK = "actionableFeedbackPolicy", _("how to answer us")
    MASTHEAD = "masthead", _("who makes this newspaper")


class StandingPageQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(is_shown=True)


class StandingPage(Tidied):
    """What is left empty in Kazakh or English is read in Russian, and marked as Russian."""

    slug = models.SlugField(_("address"), unique=True, help_text=_("One for all languages, in Latin letters."))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in the footer."))
    is_shown = models.BooleanField(_("shown to readers"), default=True)
    policy = models.CharField(
        _("policy"), max_length=40, choices=Policy.choices, blank=True, help_text=_("What search engines take it for.")
    )
    title_ru = models.CharField(_("title in Russian"), max_length=120)
    title_kk = models.CharField(_("title in Kazakh"), max_length=120, blank=True)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    text_ru = CleanText(_("text in Russian"))
    text_kk = CleanText(_("text in Kazakh"), blank=True)
    text_en = CleanText(_("text in English"), blank=True)

    objects = StandingPageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")
        constraints = [
            models.UniqueConstraint(
                fields=["policy"],
                condition=~models.Q(policy=""),
                name="a_policy_stands_on_one_page",
                violation_error_message=_("Another page holds this policy already."),
            )
        ]

    def __str__(self) -> str:
        return self.title_ru

    def spoken(self, language: str) -> str:
        """The language in which it can be read by those who asked for that one."""
        return language if getattr(self, f"text_{language}") else "ru"
