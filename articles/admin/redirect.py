"""Addresses of the old site: one by one, or a whole list pasted and looked at before it is kept."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.matching import WordSearch
from articles.admin.noting import Noted
from articles.admin.redirecting import MOST_LINES, BadAddress, Line, clash, judged, known, new_address, old_address
from articles.admin.site import site
from articles.models import Redirect
from articles.models.event import Action
from articles.pages.naming import ANYTHING
from articles.publishing import note_down


class RedirectForm(forms.ModelForm):
    def clean_old(self) -> str:
        return self.read(old_address, "old")

    def clean_new(self) -> str:
        return self.read(new_address, "new")

    def read(self, address, name: str) -> str:
        try:
            return address(self.cleaned_data[name].strip())
        except BadAddress as error:
            raise forms.ValidationError(error.args[0]) from error

    def clean(self) -> dict:
        values = super().clean() or self.cleaned_data
        if "old" in values and "new" in values:
            others = Redirect.objects.exclude(pk=self.instance.pk)
            olds, news = known(others, "old", {values["new"]}), known(others, "new", {values["old"]})
            wrong = clash(values["old"], values["new"], olds, news, set())
            if wrong:
                self.add_error("new", wrong)
        return values


class PasteForm(forms.Form):
    lines = forms.CharField(
        label=_("Old and new addresses"),
        widget=forms.Textarea({"rows": 14, "spellcheck": "false", "class": "paste-lines"}),
        help_text=_("One pair in a line, with a space between them."),
    )

    def clean_lines(self) -> list[Line]:
        text = self.cleaned_data["lines"]
        if text.count("\n") >= MOST_LINES:
            raise forms.ValidationError(_("At most 5000 lines at once."))
        return judged(text)


@admin.register(Redirect, site=site)
class RedirectAdmin(WordSearch, Noted):
    form = RedirectForm
    list_display = ["old", "new"]
    word_fields = ("old", "new")
    fields = ["old", "new"]
    sortable_by = ()
    change_list_template = "admin/redirects/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.paste_view)
        return [path("paste/", view, name="articles_redirect_paste"), *super().get_urls()]

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        """First what would happen is shown; only a list without errors is kept, and the whole of it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PasteForm(request.POST or None)
        lines = form.cleaned_data["lines"] if form.is_valid() else []
        wrong = [line for line in lines if line.error]
        if "_save" in request.POST and lines and not wrong:
            return self.keep(request, lines)
        context = {"title": _("Paste redirects"), "opts": self.opts, "form": form, "lines": lines, "wrong": wrong}
        return TemplateResponse(request, "admin/redirects/paste.html", self.admin_site.each_context(request) | context)

    def keep(self, request: HttpRequest, lines: list[Line]) -> HttpResponse:
        with transaction.atomic():
            Redirect.objects.bulk_create(Redirect(old=line.old, new=line.new) for line in lines)
            first = Redirect(old=lines[0].old, new=lines[0].new)
            note_down(Action.ADDED, by=request.user, subject=first, touched=[ANYTHING], number=len(lines))
        said = ngettext("%(number)d redirect is kept.", "%(number)d redirects are kept.", len(lines))
        self.message_user(request, said % {"number": len(lines)})
        return HttpResponseRedirect(reverse("admin:articles_redirect_changelist"))
