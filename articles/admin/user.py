"""People of the newsroom: disabled, never deleted."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.matching import WordSearch
from articles.admin.site import site
from articles.models import Section, User

ROLES = {
    "reporter": _("reporter"),
    "editor": _("editor"),
    "photo_editor": _("photo editor"),
    "chief": _("chief editor"),
}


class RolesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row: Group) -> str:
        return str(ROLES.get(row.name, row.name))


class PersonForm(UserChangeForm):
    groups = RolesField(Group.objects.all(), label=_("Roles"), required=False)
    sections = forms.ModelMultipleChoiceField(
        Section.objects.all(),
        label=_("Sections"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those that an editor answers for; a chief answers for all."),
    )


@admin.register(User, site=site)
class PersonAdmin(WordSearch, UserAdmin):
    form = PersonForm
    list_display = ["username", "last_name", "first_name", "roles", "is_active"]
    list_filter = ["groups", "is_active"]
    word_fields = ("username", "first_name", "last_name")
    filter_horizontal = ()
    fieldsets = [
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("last_name", "first_name", "email", "desk_language")}),
        (_("What this person may do"), {"fields": ("is_active", "is_staff", "groups", "sections")}),
        (_("When"), {"fields": ("last_login", "date_joined")}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def roles(self, obj: User) -> str:
        return ", ".join(str(ROLES.get(group.name, group.name)) for group in obj.groups.all())

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody changes the password of one who may do more."""
        beyond = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not beyond and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False
