"""What the desk does with nouns other than stories is noted down in the audit, in place of the admin's own log."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import BaseForm, ModelForm
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

from articles.admin.audit import lines
from articles.models import Author, Event, Place, Redirect, Tag
from articles.models.event import Action
from articles.pages.naming import ANYTHING, SITE
from articles.publishing import note_down
from articles.publishing.journal import one_line

LONGEST = 200
MOST = 200
UNREAD = (Author, Place, Redirect, Tag)
"""Of which no page shows one that has just been added; a search may be narrowed to it."""


class Noted(admin.ModelAdmin):
    """For an admin class: additions, changes and deletions are noted with what each field was and is."""

    def construct_change_message(self, request: HttpRequest, form: ModelForm, formsets, add: bool = False) -> dict:
        changes = changes_of(form)
        for formset in formsets or ():
            rows = [*formset.new_objects, *(row for row, _names in formset.changed_objects)]
            gone = list(formset.deleted_objects)
            if rows or gone:
                changes[formset.prefix] = [", ".join(map(str, gone)), ", ".join(map(str, rows))]
        return {"changes": changes}

    def log_addition(self, request: HttpRequest, obj: Model, message: dict) -> Event:
        touched = ANYTHING if isinstance(obj, UNREAD) else SITE
        return note_down(Action.ADDED, by=request.user, subject=obj, touched=[touched])

    def log_change(self, request: HttpRequest, obj: Model, message: dict) -> Event | None:
        """Saving without a change is no event."""
        return note_down(Action.CHANGED, by=request.user, subject=obj, **message) if message["changes"] else None

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> list[Event]:
        return [note_down(Action.DELETED, by=request.user, subject=row) for row in queryset]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> TemplateResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        events = Event.objects.filter(noun=self.opts.model_name, noun_id=row.pk).select_related("by")
        context = self.admin_site.each_context(request) | {
            "title": row,
            "opts": self.opts,
            "original": row,
            "lines": lines(events[:MOST]),
        }
        return TemplateResponse(request, "admin/audit/history.html", context)


def changes_of(form: ModelForm) -> dict[str, list[str]]:
    """{field: [before, after]} in short words."""
    shown = [name for name in form.changed_data if name in form.cleaned_data]
    return {name: [before(form, name), words(form.cleaned_data[name])] for name in shown}


def before(form: BaseForm, name: str) -> str:
    value, choices = form.get_initial_for_field(form.fields[name], name), getattr(form.fields[name], "queryset", None)
    if choices is None or value in (None, ""):
        return words(value)
    chosen = value if isinstance(value, list | tuple | QuerySet) else [value]
    return words(choices.filter(pk__in=[getattr(each, "pk", each) for each in chosen]))


def words(value: object) -> str:
    if isinstance(value, list | tuple | QuerySet):
        value = ", ".join(str(each) for each in value)
    return one_line("" if value is None else str(value), LONGEST)
