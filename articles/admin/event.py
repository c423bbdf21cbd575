"""The audit as a list for the chief: newest first, narrowed by person, action, day and story, and only to be read."""

from datetime import date

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.audit import lines
from articles.admin.filters import day_and_night
from articles.admin.permissions import may_see_audit
from articles.admin.site import site
from articles.admin.standing import moment
from articles.models import Event, User
from articles.models.edition import LARGEST_ID
from articles.models.event import Action

SIZE = 50


class AuditFilters(forms.Form):
    """All of it in the address; nonsense is said at its field, and narrows nothing."""

    person = forms.ModelChoiceField(User.objects.all(), label=_("Person"), required=False, empty_label=_("anybody"))
    action = forms.ChoiceField(label=_("What was done"), required=False, choices=[("", _("anything")), *Action.choices])
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(date(1990, 1, 1)), MaxValueValidator(date(2199, 12, 31))],
    )
    story = forms.IntegerField(label=_("Story number"), required=False, min_value=1, max_value=LARGEST_ID)

    def narrow(self, events: QuerySet[Event]) -> QuerySet[Event]:
        self.full_clean()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        if "person" in asked:
            events = events.filter(by=asked["person"])
        if "action" in asked:
            events = events.filter(action=asked["action"])
        if "story" in asked:
            events = events.filter(article=asked["story"])
        return on_day(events, asked["day"]) if "day" in asked else events


class EventList(ChangeList):
    """Pages by the number of the last line: each costs the same however old it is."""

    older = newest = ""

    def get_filters(self, request: HttpRequest) -> tuple:
        return [], False, {}, False, False

    def get_queryset(self, request: HttpRequest, **options) -> QuerySet[Event]:
        self.filters = AuditFilters(request.GET, auto_id="filter_%s", label_suffix="")
        return self.filters.narrow(self.root_queryset.select_related("by")).order_by("-pk")

    def get_results(self, request: HttpRequest) -> None:
        before = request.GET.get("before", "")
        before = min(int(before), LARGEST_ID) if before.isdecimal() and len(before) < 20 else None
        found = self.queryset.filter(pk__lt=before) if before else self.queryset
        rows = list(found[: SIZE + 1])
        self.result_list, self.result_count = rows[:SIZE], len(rows[:SIZE])
        for event, line in zip(self.result_list, lines(self.result_list), strict=True):
            event.line = line
        self.full_result_count, self.paginator = None, None
        self.can_show_all = self.multi_page = self.show_full_result_count = self.show_admin_actions = False
        if len(rows) > SIZE:
            self.older = self.get_query_string({"before": str(self.result_list[-1].pk)})
        if before:
            self.newest = self.get_query_string(remove=["before"])


@admin.register(Event, site=site)
class EventAdmin(admin.ModelAdmin):
    list_display = ["at_moment", "by", "action", "what", "versions", "why"]
    list_display_links = None
    list_per_page = SIZE
    empty_value_display = ""
    sortable_by = ()
    actions = None
    search_fields = ["label"]  # for the form over the list; it looks for no words
    show_full_result_count = False
    fields = ["at_moment", "by", "action", "what", "versions", "why"]
    readonly_fields = fields

    class Media:
        css = {"all": ["desk/people.css"]}

    @admin.display(description=_("at"))
    def at_moment(self, obj: Event) -> str:
        return moment(obj.at)

    @admin.display(description=_("what"))
    def what(self, obj: Event) -> SafeString:
        return render_to_string("admin/audit/what.html", {"line": line_of(obj)})

    @admin.display(description=_("versions"))
    def versions(self, obj: Event) -> str:
        return line_of(obj).versions

    @admin.display(description=_("reason"))
    def why(self, obj: Event) -> str:
        return obj.note

    def get_changelist(self, request: HttpRequest, **options) -> type[ChangeList]:
        return EventList

    def has_view_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return may_see_audit(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False


def line_of(event: Event):
    return event.line if hasattr(event, "line") else lines([event])[0]


def on_day(events: QuerySet[Event], day: date) -> QuerySet[Event]:
    begins, ends = day_and_night(day)
    return events.filter(at__gte=begins, at__lt=ends)
