"""Breaking news by mail: an editor sees the letter, tries it on themselves, and sends it to everyone, once."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models.fields.json import KT
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.steps import WAYS_BESIDE, Way
from articles.models import Article, Edition, User
from articles.models.edition import LARGEST_ID
from articles.publishing import PublishingError
from subscriptions.admin.permissions import may_send
from subscriptions.breaking import (
    MailedAlready,
    breaking_letter,
    how_many_get,
    news_now,
    send_breaking,
    send_test,
)
from subscriptions.letters import LONGEST_SUBJECT
from subscriptions.models import Mailing
from subscriptions.models.mailing import Kind

OFFERED = 20
"""Of the newest stories, where none was named."""


class BreakingForm(forms.Form):
    subject = forms.CharField(
        label=_("Subject"),
        max_length=LONGEST_SUBJECT,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("What stands in the reader's list of letters."),
    )
    intro = forms.CharField(
        label=_("Words before the news"),
        max_length=1000,
        required=False,
        strip=True,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("May stay empty."),
    )


class BreakingAdmin(admin.ModelAdmin):
    """For the admin class of mailings: what its way "add" leads to."""

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        named = request.GET.get("article", "")
        if not named:
            return self.answer(request, "choose", stories=stories_for(request.user))
        article = story_named(named)
        if not may_send(request.user, article):
            raise PermissionDenied
        try:
            return self.write(request, article)
        except PublishingError as refusal:
            return refused(request, refusal)

    def write(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Raises what the verbs refuse. The page holds what was typed until it is sent."""
        refuse_second(article)
        news = news_now(article)
        form = BreakingForm(request.POST or None, initial={"subject": news.lead.headline}, label_suffix="")
        typed = form.cleaned_data if form.is_valid() else {}
        if typed and "_confirmed" in request.POST:
            return sent(request, send_breaking(article, by=request.user, **typed))
        if typed and "_test" in request.POST:
            try_it(request, article, typed)
        shown = {
            "article": article,
            "form": form,
            "letter": breaking_letter(article, **typed),
            "recipients": how_many_get(news.language),
        }
        asks = typed and "_send" in request.POST
        return self.answer(request, "confirm" if asks else "write", **shown)

    def answer(self, request: HttpRequest, page: str, **shown) -> TemplateResponse:
        context = self.admin_site.each_context(request) | {
            "title": _("Breaking news by mail"),
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, f"admin/mailings/{page}.html", context | shown)


def story_named(number: str) -> Article:
    if not number.isascii() or not number.isdecimal() or len(number) > len(str(LARGEST_ID)):
        raise Http404
    return get_object_or_404(Article.objects.select_related("section").defer("body"), pk=int(number))


def refuse_second(article: Article) -> None:
    mailed = Mailing.objects.filter(kind=Kind.BREAKING, article=article).first()
    if mailed and not mailed.reached_nobody:
        raise MailedAlready(mailed)


def try_it(request: HttpRequest, article: Article, typed: dict) -> None:
    try:
        send_test(article, to=request.user, **typed)
        messages.success(request, gettext("A test letter is on its way to %(mail)s.") % {"mail": request.user.email})
    except PublishingError as refusal:
        say(request, refusal)


def sent(request: HttpRequest, mailing: Mailing) -> HttpResponse:
    messages.success(request, gettext("On its way: the letters are sent in the background."))
    return to_mailing(mailing)


def refused(request: HttpRequest, refusal: PublishingError) -> HttpResponse:
    say(request, refusal)
    if isinstance(refusal, MailedAlready):
        return to_mailing(refusal.mailing)
    return HttpResponseRedirect(reverse("admin:subscriptions_mailing_changelist"))


def say(request: HttpRequest, refusal: PublishingError) -> None:
    for message in refusal.messages:
        messages.error(request, message)


def to_mailing(mailing: Mailing) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:subscriptions_mailing_change", args=[mailing.pk]))


def stories_for(user: User) -> list[Edition]:
    """The newest live ones of that person's sections, each with `said`, its headline. One query."""
    newest = Edition.objects.live().order_by("-visible_from", "-pk")
    rows = newest.annotate(said=KT("content__headline"), section=KT("content__section__id"))
    found = rows.defer("content", "earlier_notes")[: OFFERED * 3]
    return [each for each in found if user.is_given(each.section and int(each.section))][:OFFERED]


def way_to_mail(user: User, article: Article) -> Way | None:
    """From the story's own page, while readers see it."""
    if article.timeline.live is None or not may_send(user, article):
        return None
    return Way("mail", _("Send as breaking news"), f"{reverse('admin:subscriptions_mailing_add')}?article={article.pk}")


WAYS_BESIDE.append(way_to_mail)
