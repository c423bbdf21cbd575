"""One deed for many stories: first what would happen to each, then each by itself, and what became of it."""

from collections.abc import Callable
from copy import copy
from typing import NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.permissions import may_hand_in, may_publish, may_write
from articles.admin.standing import with_standing
from articles.models import Article, Section, User
from articles.models.edition import LARGEST_ID
from articles.publishing import PublishingError, add_tag, hand_in, move_to_section, withdraw

MOST = 500
"""Stories at once: five seconds of work."""


class NothingAsked(forms.Form):
    """For a deed that needs to know no more."""


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(Section.objects.all(), label=_("Section"))


class TagForm(forms.Form):
    name = forms.CharField(label=_("Tag"), max_length=100)


class ReasonForm(forms.Form):
    note = forms.CharField(label=_("Reason, for the newsroom alone"), max_length=300, required=False)


class Deed(NamedTuple):
    """`verb` is called with the story, `by` and what the form asks."""

    verb: Callable
    may: Callable[[User, Article], bool]
    form: type[forms.Form]
    label: str
    would: str
    did: str


DEEDS = {
    "section": Deed(move_to_section, may_write, SectionForm, _("Move to a section"), _("will be moved"), _("moved")),
    "tag": Deed(add_tag, may_write, TagForm, _("Add a tag"), _("will get the tag"), _("has the tag now")),
    "handin": Deed(hand_in, may_hand_in, NothingAsked, _("Hand in"), _("will be handed in"), _("handed in")),
    "withdraw": Deed(withdraw, may_publish, ReasonForm, _("Withdraw"), _("will be withdrawn"), _("withdrawn")),
}


class Outcome(NamedTuple):
    article: Article
    is_done: bool
    words: list[str]


def outcome(pk: int, deed: Deed, *, by: User, asked: dict, rehearsed: bool) -> Outcome:
    """With one story, in a transaction of its own. Rehearsed, the verb itself says whether it would, and is undone."""
    try:
        with transaction.atomic():
            article = Article.objects.locked(pk)
            if not deed.may(by, article):
                return Outcome(article, False, [gettext("Not with this story: it is not yours to change so.")])
            changed = copy(article)
            deed.verb(changed, by=by, **asked)
            transaction.set_rollback(rehearsed)
    except PublishingError as refusal:
        return Outcome(article, False, refusal.messages)
    return Outcome(article, True, [str(deed.would)]) if rehearsed else Outcome(changed, True, [str(deed.did)])


class BulkAdmin(admin.ModelAdmin):
    """For the admin class of stories. What is to be done is sent thrice: chosen, seen beforehand, confirmed."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.bulk_view))
        return [path("bulk/", view, name="articles_article_bulk"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        deeds = DEEDS if request.user.has_perm("articles.change_article") else {}
        return super().changelist_view(request, {"deeds": deeds} | (extra_context or {}))

    def bulk_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("articles.change_article"):
            raise PermissionDenied
        deed, pks = DEEDS.get(request.POST.get("deed", "")), self.chosen(request)
        if deed is None or not pks:
            messages.warning(request, _("Tick stories, and choose what to do with them."))
            return HttpResponseRedirect(back(request))
        step = request.POST.get("step", "")
        form = deed.form(request.POST if step or not deed.form.base_fields else None)
        if not form.is_valid():
            return self.page(request, deed, form, "ask", [Outcome(each, True, []) for each in kept(pks)])
        if step != "do":
            return self.page(request, deed, form, "preview", self.outcomes(request, deed, form, pks, rehearsed=True))
        return self.page(request, deed, form, "done", self.outcomes(request, deed, form, pks, rehearsed=False))

    def chosen(self, request: HttpRequest) -> list[int]:
        """Ids of the stories that were ticked, or of all that the list has found."""
        if request.POST.get("which") == "found":
            found = self.get_changelist_instance(request).first(MOST + 1)
        else:
            sent = dict.fromkeys(request.POST.getlist("story"))
            found = [int(each) for each in sent if each.isdecimal() and each.isascii() and len(each) <= 18]
            found = [each for each in found if 0 < each <= LARGEST_ID]
        if len(found) > MOST:
            messages.warning(request, _("At most %(most)s stories at once: these are the first.") % {"most": MOST})
        return found[:MOST]

    def outcomes(self, request: HttpRequest, deed: Deed, form: forms.Form, pks: list[int], **how) -> list[Outcome]:
        return [outcome(each.pk, deed, by=request.user, asked=form.cleaned_data, **how) for each in kept(pks)]

    def page(self, request: HttpRequest, deed: Deed, form: forms.Form, step: str, rows: list[Outcome]) -> HttpResponse:
        with_standing(row.article for row in rows)
        context = self.admin_site.each_context(request) | {
            "title": deed.label,
            "opts": self.opts,
            "deed": request.POST["deed"],
            "form": form,
            "answers": [
                (form[name].label, value) for name, value in getattr(form, "cleaned_data", {}).items() if value
            ],
            "step": step,
            "rows": rows,
            "done": sum(row.is_done for row in rows),
            "back": back(request),
        }
        return TemplateResponse(request, "admin/articles/article/bulk.html", context)


def kept(pks: list[int]) -> list[Article]:
    """In the order asked for; what was put away or is gone since is left out."""
    found = Article.objects.kept().defer("body").in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def back(request: HttpRequest) -> str:
    """The list as it was narrowed when stories were chosen."""
    return f"{reverse('admin:articles_article_changelist')}?{request.GET.urlencode()}".rstrip("?")
