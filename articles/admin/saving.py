"""From the form's buttons to the verbs. A verb that refuses changes nothing, and its words stand at the form."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.admin.conflicts import ConflictAdmin
from articles.admin.permissions import may_hand_in, may_publish, may_review, may_write
from articles.admin.rescue import forget_sitting
from articles.admin.sent_twice import SentTwice, made_before, refuse_same
from articles.admin.standing import moment, with_standing
from articles.admin.typed import typed_in
from articles.models import Article, Edition
from articles.models.article import State
from articles.models.edition import Change
from articles.models.version import VersionKind
from articles.publishing import (
    NoReason,
    PublishingError,
    Saved,
    approve,
    give_back,
    hand_in,
    publish,
    save_writing,
)

LINKS = ("section", "photo", "place")
ASKED = ("publish_at_0", "publish_at_1", "until_0", "until_1", "note", "waiting", "reason")


class NotYours(PublishingError):
    """One who may publish, approve and return stories, but not those of the section it has now."""

    def __init__(self):
        super().__init__(_("The section of this story is not given to you."))


class SavingAdmin(ConflictAdmin):
    """For the admin class of stories: `_save`, `_preview`, `_handin`, `_return`, `_approve`, `_publish`.

    Where somebody saved meanwhile, both texts are joined first; what then is asked for is done, but for publishing:
    nobody publishes what they have not read.
    """

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            refused = self.refuse_who_lost_the_right(request, object_id) if request.method == "POST" else None
            if refused is None:
                raise
            return refused
        except SentTwice as sent:
            return self.lead_to(request, sent.article)
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

    def render_change_form(self, request: HttpRequest, context: dict, *rest, **options) -> HttpResponse:
        """A return that was refused comes back with its note."""
        if "_return" in request.POST:
            refusal = getattr(request, "refusal", None)
            errors = refusal.messages if isinstance(refusal, NoReason) else []
            context["returning"] = {"note": request.POST.get("return_note", ""), "errors": errors}
        return super().render_change_form(request, context, *rest, **options)

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm, change: bool) -> None:
        """The row that a version needs; the rest is written with the version, by `save_related`."""
        if not change:
            request.before = made_before(request)
            obj.created_by = request.user
            obj.save()

    def save_related(self, request: HttpRequest, form: ModelForm, formsets, change: bool) -> None:
        typed, publishing = typed_in(form), "_publish" in request.POST
        if publishing:
            typed["state"] = State.APPROVED
        saved = save_writing(
            form.instance,
            typed,
            typed.pop("body", form.instance.body),
            by=request.user,
            base=form.cleaned_data["version"] if change else None,
            kind=VersionKind.PUBLISH if publishing else VersionKind.DRAFT,
        )
        if not change:
            refuse_same(saved.version, request.before)
        request.saved, request.edition, request.turn = saved, None, ""
        if saved.merged is None and publishing:
            request.edition = self.put_before_readers(request, saved, form.cleaned_data)
        elif not saved.has_conflicts:
            self.pass_on(request, saved, stays=saved.merged is not None)

    def put_before_readers(self, request: HttpRequest, saved: Saved, asked: dict) -> Edition:
        if saved.article.section_id and not may_publish(request.user, saved.article):
            raise NotYours  # without a section the verb itself says what is missing
        for name in LINKS:
            if asked[name] and asked[name].pk == getattr(saved.article, f"{name}_id"):
                setattr(saved.article, name, asked[name])  # the form has it: the verb need not ask again
        return publish(
            saved.article,
            by=request.user,
            at=asked["publish_at"],
            until=asked["until"],
            change=asked["change"] or Change.UPDATE,
            note=asked["note"],
            waiting=asked["waiting"] or None,
            reason=asked["reason"],
            saved=saved.version,
            expects=expected(request),
        )

    def pass_on(self, request: HttpRequest, saved: Saved, *, stays: bool) -> None:
        """Whose turn it is. A text that was joined or chosen stays saved where the verb refuses."""
        note = {"note": request.POST.get("return_note", "")}
        turns = {
            "_handin": (may_hand_in, hand_in, {}, _("Handed in: an editor will read it.")),
            "_return": (may_review, give_back, note, _("Returned to the writer.")),
            "_approve": (may_review, approve, {}, _("Approved: it waits for publication.")),
        }
        for button in turns.keys() & request.POST.keys():
            may, verb, options, done = turns[button]
            try:
                if not may(request.user, saved.article):
                    raise NotYours if request.user.has_perm("articles.publish_article") else PermissionDenied
                with transaction.atomic():
                    verb(saved.article, by=request.user, **options)
                request.turn = done
            except PublishingError as refusal:
                if not stays:
                    raise
                messages.error(request, " ".join(refusal.messages))

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue=None) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        saved: Saved = request.saved
        if saved.has_conflicts:
            return self.conflict_page(request, saved)
        forget_sitting(request, obj)
        if saved.merged:
            messages.success(request, joined(request, saved))
        if "_preview" not in request.POST and (request.turn or not saved.merged):
            messages.success(request, request.turn or said(request.edition))
        if "_publish" in request.POST and not request.edition:
            messages.warning(request, _("Nothing is published yet: read the joined text, then publish it."))
        return onward(request, saved.article)

    def lead_to(self, request: HttpRequest, article: Article) -> HttpResponse:
        """What the same form has made before."""
        timeline = with_standing([article])[0].timeline
        request.edition = timeline.live or timeline.waiting
        if "_preview" not in request.POST:
            messages.success(request, said(request.edition))
        if "_publish" in request.POST and not request.edition:
            messages.warning(request, _("Nothing is published yet: press Publish once more."))
        return onward(request, article)


def onward(request: HttpRequest, article: Article) -> HttpResponse:
    """To the preview where it was asked for, else to the form, where this person still has one."""
    if "_preview" in request.POST:
        return HttpResponseRedirect(reverse("preview", args=[article.pk]) + asked(request))
    if not may_write(request.user, article):
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]) + asked(request))


def said(edition: Edition | None) -> str:
    if edition and edition.is_live():
        address = edition.get_absolute_url()
        return format_html('{} <a href="{}">{}</a>', _("Readers see it now:"), address, edition.headline)
    if edition:
        return _("Readers will see it from %(time)s.") % {"time": moment(edition.visible_from)}
    return _("Saved.")


def joined(request: HttpRequest, saved: Saved) -> str:
    """Whose changes stand beside this person's now."""
    others = dict.fromkeys(str(each.made_by or _("Somebody")) for each in saved.theirs if each.made_by != request.user)
    if not others:
        return _("Saved, and joined with what you saved in another window.")
    return _("Saved, and joined with the changes of %(people)s.") % {"people": ", ".join(others)}


def asked(request: HttpRequest) -> str:
    """Times and words that were typed and not yet used, for the next address: a lost embargo would publish at once."""
    typed = {name: request.POST[name] for name in ASKED if request.POST.get(name)}
    if not typed or getattr(request, "edition", None):
        return ""
    return f"?{urlencode(typed | {'change': request.POST.get('change', '')})}"


def expected(request: HttpRequest) -> int | None:
    """The number of the edition whose changes this person saw; nonsense is the number of none."""
    sent = request.POST.get("edition", "")
    if not sent:
        return None
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0
