"""A list that a form over it narrows and that nobody counts; all that was asked for stands in its address."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.admin.paging import Page


class Asked(NamedTuple):
    label: str
    value: str
    without: str


class NarrowedList(ChangeList):
    """`filters` is the form over the list, and says in words what it was asked; `older`, `newer` and `newest` are
    addresses, or empty."""

    filters: forms.Form
    older = newer = newest = ""

    def get_filters(self, request: HttpRequest) -> tuple:
        """The form of our own reads the address: what it does not know is no filter."""
        return [], False, {}, False, False

    @property
    def asked(self) -> list[Asked]:
        """What narrows the list, each with the address of the list without it."""
        values = {"q": (_("Search"), self.query)} | self.filters.said()
        return [
            Asked(label, value, self.get_query_string(remove=[name, "before", "after"]))
            for name, (label, value) in values.items()
            if value
        ]

    def show(self, page: Page, cursor: Callable[[Model], object]) -> None:
        """`cursor` says of a row where a page ends with it."""
        self.result_list, self.result_count, self.full_result_count = page.rows, len(page.rows), None
        self.can_show_all = self.multi_page = self.show_full_result_count = False
        self.show_admin_actions, self.paginator = True, None
        if page.has_older:
            self.older = self.get_query_string({"before": str(cursor(page.rows[-1]))}, ["after"])
        if page.has_newer:
            self.newest = self.get_query_string(remove=["before", "after"])
            if page.rows and not self.query.strip():
                self.newer = self.get_query_string({"after": str(cursor(page.rows[0]))}, ["before"])
