"""People of the newsroom: invited, changed, disabled; never deleted, and nobody sets another one's password."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.matching import WordSearch
from articles.admin.noting import Noted
from articles.admin.permissions import may_manage
from articles.admin.person_form import InvitationForm, PersonForm, role_name
from articles.admin.person_steps import PersonStepAdmin
from articles.admin.site import site
from articles.admin.standing import moment
from articles.models import User
from articles.publishing.people import give_roles, invite


class RoleFilter(admin.SimpleListFilter):
    title = gettext_lazy("roles")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [(role.name, role_name(role)) for role in Group.objects.order_by("pk")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(groups__name=self.value()) if known else queryset


@admin.register(User, site=site)
class PersonAdmin(WordSearch, PersonStepAdmin, Noted):
    form = PersonForm
    list_display = ["__str__", "username", "roles", "answers_for", "standing", "seen"]
    list_filter = [RoleFilter, "is_active", "sections"]
    ordering = ["-is_active", "last_name", "first_name", "username"]
    sortable_by = ()
    actions = None
    empty_value_display = "—"
    show_facets = admin.ShowFacets.NEVER
    word_fields = ("username", "first_name", "last_name", "email")
    change_form_template = "admin/people/change_form.html"
    fieldsets = [
        (gettext_lazy("Person"), {"fields": ("last_name", "first_name", "email", "username", "desk_language")}),
        (gettext_lazy("What this person may do"), {"fields": ("groups", "sections")}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups", "sections")

    class Media:
        css = {"all": ["desk/people.css"]}

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, obj: User) -> str:
        return ", ".join(map(role_name, obj.groups.all()))

    @admin.display(description=gettext_lazy("sections"))
    def answers_for(self, obj: User) -> str:
        return ", ".join(map(str, obj.sections.all()))

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, obj: User) -> str:
        if not obj.is_active:
            return _("cannot sign in")
        return _("works here") if obj.has_usable_password() else _("no password yet")

    @admin.display(description=gettext_lazy("signed in last"))
    def seen(self, obj: User) -> str:
        return moment(obj.last_login) if obj.last_login else ""

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **options):
        form = super().get_form(request, obj, change, form=PersonForm if obj else InvitationForm, **options)
        form.giver = request.user
        return form

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_manage(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        """The mail is sent when the transaction has ended: nobody's saving waits for a mail server."""
        response = super().changeform_view(request, object_id, form_url, extra_context)
        invited = getattr(request, "invited", None)
        return self.give_link(request, invited, invited=True) if invited else response

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        if change:
            obj.save()
            return
        chosen = form.cleaned_data
        request.invited = invite(obj, roles=chosen["groups"], sections=chosen["sections"], by=request.user)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets, change: bool) -> None:
        if change:
            chosen = form.cleaned_data
            give_roles(form.instance, roles=chosen["groups"], sections=chosen["sections"], by=request.user)

    def construct_change_message(self, request: HttpRequest, form: ModelForm, formsets, add: bool = False) -> dict:
        """Roles and sections are noted by their verb."""
        message = super().construct_change_message(request, form, formsets, add)
        for name in ("groups", "sections"):
            message["changes"].pop(name, None)
        return message

    def log_addition(self, request: HttpRequest, obj: User, message: dict) -> None:
        """Noted by the verb: invited."""
