"""What became of a story: every version, edition and step, who and when. Nothing here can be changed."""

import re
from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.comparing import differences, readout_of_edition, readout_of_version
from articles.admin.past import newest_states, page_of
from articles.admin.readout import Readout
from articles.models import Article, Edition, Version
from articles.models.edition import LARGEST_NUMBER
from articles.publishing import PublishingError, revert_to

STATE = re.compile("([ve])([1-9][0-9]{0,8})")


class HistoryAdmin(admin.ModelAdmin):
    """For the admin class of stories: its own history page in place of the admin's log, and the way back."""

    def get_urls(self) -> list[URLPattern]:
        revert = self.admin_site.admin_view(require_POST(self.revert_view))
        compare = self.admin_site.admin_view(require_safe(self.compare_view))
        return [
            path("<int:article_id>/revert/<int:number>/", revert, name="articles_article_revert"),
            path("<int:article_id>/compare/", compare, name="articles_article_compare"),
            *super().get_urls(),
        ]

    def revert_view(self, request: HttpRequest, article_id: int, number: int) -> HttpResponse:
        """An earlier version becomes the working copy, as a new version: nothing is lost, readers see nothing of it."""
        article = self.get_object(request, str(article_id))
        if article is None:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        version = get_object_or_404(Version, article=article, number=min(number, LARGEST_NUMBER))
        try:
            revert_to(version, by=request.user)
        except PublishingError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Version %(number)s stands in the story again.") % {"number": number})
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> TemplateResponse:
        article = self.story_seen(request, object_id)
        page = page_of(article, before=request.GET.get("before", ""))
        context = self.admin_site.each_context(request) | {
            "title": article.headline,
            "opts": self.opts,
            "original": article,
            "page": page,
        }
        return TemplateResponse(request, "admin/articles/article/history.html", context)

    def compare_view(self, request: HttpRequest, article_id: int) -> TemplateResponse:
        """`?a=v3&b=e2`: version 3 with edition 2; without sense, the two newest states."""
        article = self.story_seen(request, str(article_id))
        chosen = chosen_states(article, request.GET.get("a", ""), request.GET.get("b", ""))
        states = [state_of(article, each) for each in chosen]
        context = self.admin_site.each_context(request) | {
            "title": _("Compare"),
            "opts": self.opts,
            "original": article,
            "states": states,
            "differences": differences(*(state.readout for state in states)) if len(states) == 2 else [],
            "may_revert": self.has_change_permission(request, article),
        }
        return TemplateResponse(request, "admin/articles/article/compare.html", context)

    def story_seen(self, request: HttpRequest, object_id: str) -> Article:
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article


class State(NamedTuple):
    """One side of the comparison. `code` is what the address says: v3, e2; `version` is what reverting takes."""

    code: str
    version: Version
    edition: Edition | None
    readout: Readout


def chosen_states(article: Article, before: str, after: str) -> list[str]:
    if STATE.fullmatch(before) and STATE.fullmatch(after):
        return [before, after]
    return newest_states(article)


def state_of(article: Article, code: str) -> State:
    number = int(code[1:])
    if code.startswith("e"):
        editions = Edition.objects.select_related("version__made_by", "published_by")
        edition = get_object_or_404(editions, article=article, number=number)
        return State(code, edition.version, edition, readout_of_edition(edition))
    version = get_object_or_404(Version.objects.select_related("made_by"), article=article, number=number)
    return State(code, version, None, readout_of_version(version))
