"""Showing a story to people without an account: links to its preview, how long they last, and taking them back."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.past import editions_of
from articles.admin.permissions import may_share_preview
from articles.admin.standing import moment
from articles.models import Article, PreviewLink, User
from articles.models.edition import LARGEST_ID
from articles.pages.addresses import absolute
from articles.publishing import PublishingError, share, token_of, unshare

WORKING_COPY = ""
LASTING = {
    "hour": (_("one hour"), timedelta(hours=1)),
    "day": (_("one day"), timedelta(days=1)),
    "week": (_("one week"), timedelta(days=7)),
    "month": (_("30 days"), timedelta(days=30)),
}


class SharingForm(forms.Form):
    edition = forms.ChoiceField(label=_("What is shown"), required=False, widget=forms.RadioSelect)
    lasting = forms.ChoiceField(
        label=_("For how long"),
        choices=[(name, label) for name, (label, _time) in LASTING.items()],
        initial="day",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, article: Article, **options):
        super().__init__(*args, **options)
        self.editions = {str(each.number): each for each in editions_of(article)}
        said = _("Edition %(number)s, shown from %(time)s")
        self.fields["edition"].choices = [
            (WORKING_COPY, _("The working copy, as it is whenever somebody looks")),
            *(
                (number, said % {"number": number, "time": moment(each.visible_from)})
                for number, each in self.editions.items()
            ),
        ]
        self.initial.setdefault("edition", WORKING_COPY)

    def chosen(self) -> dict:
        """For the verb."""
        edition = self.editions.get(self.cleaned_data["edition"])
        return {"edition": edition, "lasting": LASTING[self.cleaned_data["lasting"]][1]}


class SharingAdmin(admin.ModelAdmin):
    """For the admin class of stories: the page of a story's preview links."""

    def get_urls(self) -> list[URLPattern]:
        name, wrap = "articles_article", self.admin_site.admin_view
        revoke = wrap(require_POST(self.unshare_view))
        return [
            path("<int:article_id>/share/", wrap(self.share_view), name=f"{name}_share"),
            path("<int:article_id>/share/<int:link_id>/revoke/", revoke, name=f"{name}_unshare"),
            *super().get_urls(),
        ]

    def share_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = self.shared_story(request, article_id)
        form = SharingForm(request.POST or None, article=article)
        if form.is_valid() and self.opened(request, article, form):
            return HttpResponseRedirect(request.path)
        context = self.admin_site.each_context(request) | {
            "title": _("Share a preview"),
            "opts": self.opts,
            "original": article,
            "form": form,
            "links": open_links(article),
        }
        return TemplateResponse(request, "admin/articles/article/share.html", context)

    def shared_story(self, request: HttpRequest, article_id: int) -> Article:
        article = self.get_object(request, str(article_id))
        if article is None:
            raise Http404
        if not may_share_preview(request.user, article):
            raise PermissionDenied
        return article

    def opened(self, request: HttpRequest, article: Article, form: SharingForm) -> bool:
        try:
            share(article, by=request.user, **form.chosen())
        except PublishingError as refusal:
            for message in refusal.messages:
                form.add_error(None, message)
            return False
        messages.success(request, _("The link is ready: copy it below."))
        return True

    def unshare_view(self, request: HttpRequest, article_id: int, link_id: int) -> HttpResponse:
        article = self.get_object(request, str(article_id))
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        link = get_object_or_404(PreviewLink, article=article, pk=min(link_id, LARGEST_ID))
        if not may_revoke(request.user, article, link):
            raise PermissionDenied
        unshare(link, by=request.user)
        messages.success(request, _("The link is revoked: its address shows nothing any more."))
        back = "articles_article_share" if may_share_preview(request.user, article) else "articles_article_change"
        return HttpResponseRedirect(reverse(f"admin:{back}", args=[article_id]))


def may_revoke(user: User, article: Article, link: PreviewLink) -> bool:
    """Who made it, and whoever could have."""
    return link.made_by_id == user.pk or may_share_preview(user, article)


def open_links(article: Article) -> list[PreviewLink]:
    """Each with `.address`. One query."""
    links = list(article.preview_links.open().select_related("made_by", "edition").defer("edition__content"))
    for link in links:
        link.address = absolute(reverse("shared_preview", args=[token_of(link)]))
    return links
