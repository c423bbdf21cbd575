"""Filters of the list of stories that ask the clock."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition


class ReadersFilter(admin.SimpleListFilter):
    title = _("before readers")
    parameter_name = "readers"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        labels = {"live": _("live"), "waiting": _("scheduled"), "never": _("never published"), "gone": _("taken away")}
        return list(labels.items())

    def queryset(self, request, queryset: QuerySet[Article]) -> QuerySet[Article]:
        def has(editions: QuerySet[Edition]) -> Exists:
            return Exists(editions.filter(article=OuterRef("pk")))

        shown, live = Edition.objects.shown(), Edition.objects.live()
        match self.value():
            case "live":
                return queryset.filter(has(live))
            case "waiting":
                return queryset.filter(has(Edition.objects.waiting()))
            case "never":
                return queryset.exclude(has(shown))
            case "gone":
                return queryset.filter(has(shown)).exclude(has(live))
        return queryset
