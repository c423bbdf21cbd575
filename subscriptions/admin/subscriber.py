"""Subscribers at the desk: found by their address, looked at and erased. Only readers add and change them."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from django.contrib import admin
from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.noting import Noted
from articles.admin.paging import NearPages
from articles.admin.site import site
from articles.admin.standing import moment
from articles.models import Event
from articles.models.names import Language
from subscriptions.models import Subscriber
from subscriptions.models.mailing import Kind
from subscriptions.subscribing import erase

COUNTED_FOR = 600
"""Seconds: counting reads the whole table, and nobody needs the number of this very minute."""


class Numbers(NamedTuple):
    """How many in a language get what."""

    language: str
    everyone: int
    digest: int
    breaking: int

    @property
    def spoken(self) -> str:
        return str(Language(self.language).label)

    @classmethod
    def lately(cls) -> list[Self]:
        return cache.get_or_set("subscriptions.numbers", cls.counted, COUNTED_FOR)

    @classmethod
    def counted(cls) -> list[Self]:
        """One query over the whole table."""
        wanting = {kind: Count("pk", filter=Q(**{f"wants_{kind}": True})) for kind in Kind.values}
        rows = Subscriber.objects.order_by("language").values_list("language").annotate(Count("pk"), **wanting)
        return [cls._make(row) for row in rows]


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return list(Kind.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Subscriber]) -> QuerySet[Subscriber]:
        known = self.value() in Kind.values
        return queryset.filter(**{f"wants_{self.value()}": True}) if known else queryset


@admin.register(Subscriber, site=site)
class SubscriberAdmin(NearPages, Noted):
    list_display = ["address", "spoken", "kinds", "wanted_sections", "confirmed"]
    list_filter = ["language", KindFilter]
    list_per_page = 50
    sortable_by = ()
    actions = None  # no export by the page either: see the command
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["address"]
    fields = ["spoken", "kinds", "wanted_sections", "confirmed"]
    readonly_fields = fields

    @admin.display(description=_("language"))
    def spoken(self, obj: Subscriber) -> str:
        return obj.get_language_display()

    @admin.display(description=_("kind"))
    def kinds(self, obj: Subscriber) -> str:
        wanted = [Kind.DIGEST] * obj.wants_digest + [Kind.BREAKING] * obj.wants_breaking
        return ", ".join(str(kind.label) for kind in wanted)

    @admin.display(description=_("sections"))
    def wanted_sections(self, obj: Subscriber) -> str:
        return ", ".join(map(str, obj.sections.all())) or str(_("all of them"))

    @admin.display(description=_("confirmed at"))
    def confirmed(self, obj: Subscriber) -> str:
        return moment(obj.confirmed_at)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subscriber]:
        return super().get_queryset(request).prefetch_related("sections")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Subscriber], search_term: str
    ) -> tuple[QuerySet[Subscriber], bool]:
        """By the beginning: addresses are kept in small letters."""
        return queryset.filter(address__startswith=search_term.strip().lower()), False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().changelist_view(request, {"numbers": Numbers.lately} | (extra_context or {}))

    def get_deleted_objects(self, objs: Sequence[Subscriber], request: HttpRequest) -> tuple[list, dict, set, list]:
        """Not the letters that went to them, each: there may be thousands."""
        return list(map(str, objs)), {}, set(), []

    def delete_model(self, request: HttpRequest, obj: Subscriber) -> None:
        erase(obj.address, by=request.user)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> list[Event]:
        """Noted by the verb, without the address."""
        return []

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Subscriber | None = None) -> bool:
        return False
