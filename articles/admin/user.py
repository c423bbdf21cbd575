"""People of the newsroom: disabled, never deleted."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from articles.admin.matching import WordSearch
from articles.admin.site import site
from articles.models import User


@admin.register(User, site=site)
class PersonAdmin(WordSearch, UserAdmin):
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

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def roles(self, obj: User) -> str:
        return ", ".join(group.name for group in obj.groups.all())

    def has_change_permission(self, request, obj=None) -> bool:
        """Nobody changes the password of one who may do more."""
        beyond = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not beyond and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
