"""From the form's buttons to the verbs. A verb that refuses changes nothing, and its words stand at the form."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.admin.permissions import may_publish, may_write
from articles.admin.standing import moment
from articles.models import Article, Edition
from articles.models.article import State
from articles.models.edition import Change
from articles.models.version import VersionKind
from articles.publishing import PublishingError, StaleVersion, newest_version, publish, revert_to, save_draft

ASKED = ("publish_at_0", "publish_at_1", "until_0", "until_1", "note")


class NotYours(PublishingError):
    def __init__(self):
        super().__init__(_("You may not publish this story: its section is not given to you."))


class SavingAdmin(admin.ModelAdmin):
    """For the admin class of stories: `_save`, `_preview`, `_handin`, `_publish`."""

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except StaleVersion as stale:
            kept = self.keep_aside(request, object_id, stale)
            request.refusal = kept
        except PublishingError as refusal:
            request.refusal = refusal
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **options
    ) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **options)
        form.user, form.refusal = request.user, getattr(request, "refusal", None)
        form.asked = request.GET
        return form

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm, change: bool) -> None:
        """The row that links need; its state is written with a version by `save_related`.

        The row is held and the base compared before anything of the story is written.
        """
        newest = newest_version(obj)
        if newest and newest.number != form.cleaned_data["version"]:
            raise StaleVersion(newest)
        if "_handin" in request.POST:
            obj.state = State.HANDED_IN
        elif "_publish" in request.POST:
            obj.state = State.APPROVED
        if not change:
            obj.created_by = request.user
            obj.save()

    def save_related(self, request: HttpRequest, form: ModelForm, formsets, change: bool) -> None:
        article, publishing = form.instance, "_publish" in request.POST
        form.save_m2m()
        base = form.cleaned_data["version"] if change else None
        kind = VersionKind.PUBLISH if publishing else VersionKind.DRAFT
        save_draft(article, by=request.user, base=base, kind=kind)
        if publishing:
            self.put_before_readers(request, article, form.cleaned_data)

    def put_before_readers(self, request: HttpRequest, article: Article, asked: dict) -> None:
        if article.section and not may_publish(request.user, article):
            raise NotYours  # without a section the verb itself says what is missing
        request.edition = publish(
            article,
            by=request.user,
            at=asked["publish_at"],
            until=asked["until"],
            change=asked["change"] or Change.UPDATE,
            note=asked["note"],
            waiting=asked["waiting"] or None,
            reason=asked["reason"],
        )

    @transaction.atomic
    def keep_aside(self, request: HttpRequest, object_id: str, stale: StaleVersion) -> PublishingError:
        """Two versions: this person's text, and over it once more what the other one saved."""
        article = self.get_object(request, object_id)
        theirs = newest_version(article)
        form = self.get_form(request, article, change=True)(request.POST, request.FILES, instance=article)
        form.is_valid()
        form.save(commit=False)
        form.save_m2m()
        kept = save_draft(form.instance, by=request.user, kind=VersionKind.STALE)
        newest = revert_to(theirs, by=request.user)
        request.POST = request.POST.copy()
        request.POST["version"] = newest.number
        return PublishingError(
            *stale.messages,
            _("Your text stands below and is kept as version %(number)s. Save once more to put it over theirs.")
            % {"number": kept.number},
        )

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue=None) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if "_preview" in request.POST:
            return HttpResponseRedirect(reverse("preview", args=[obj.pk]) + asked(request))
        messages.success(request, self.said(request, obj))
        if not may_write(request.user, obj):
            return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[obj.pk]) + asked(request))

    def said(self, request: HttpRequest, article: Article) -> str:
        edition: Edition | None = getattr(request, "edition", None)
        if edition and edition.is_live():
            address = edition.get_absolute_url()
            return format_html('{} <a href="{}">{}</a>', _("Readers see it now:"), address, edition.headline)
        if edition:
            return _("Readers will see it from %(time)s.") % {"time": moment(edition.visible_from)}
        if "_handin" in request.POST:
            return _("Handed in: an editor will read it.")
        return _("Saved.")


def asked(request: HttpRequest) -> str:
    """Times and note that were typed and not yet used, for the next address: a lost embargo would publish at once."""
    typed = {name: request.POST[name] for name in ASKED if request.POST.get(name)}
    if not typed or "_publish" in request.POST:
        return ""
    return f"?{urlencode(typed | {'change': request.POST.get('change', '')})}"
