"""Related news chosen by hand, in order."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RelatedLink(models.Model):
    article = models.ForeignKey("Article", models.CASCADE, related_name="related_links")
    target = models.ForeignKey("Article", models.PROTECT, related_name="+", verbose_name=_("story"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("related story")
        verbose_name_plural = _("related news")
        constraints = [
            models.UniqueConstraint(fields=["article", "target"], name="story_is_related_once"),
            models.CheckConstraint(condition=~Q(article=F("target")), name="story_is_not_related_to_itself"),
        ]

    def __str__(self) -> str:
        return str(self.target)
