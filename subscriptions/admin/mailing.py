"""Mailings at the desk: the list of them, and each with its numbers."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.paging import NearPages
from articles.admin.site import site
from articles.admin.standing import moment
from subscriptions.models import Mailing


@admin.register(Mailing, site=site)
class MailingAdmin(NearPages, admin.ModelAdmin):
    list_display = ["said", "kind", "language", "made"]
    list_per_page = 30
    sortable_by = ()
    actions = None

    @admin.display(description=_("subject"))
    def said(self, obj: Mailing) -> str:
        return str(obj)

    @admin.display(description=_("made at"))
    def made(self, obj: Mailing) -> str:
        return moment(obj.made_at)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Mailing | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Mailing | None = None) -> bool:
        return False
