"""Two wrote over the same text: a page that shows both and what stood there, and saves what is chosen."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from articles.admin.comparing import label
from articles.admin.inputs import NumberField
from articles.admin.questions import questions
from articles.admin.typed import rescued_from
from articles.models import Article, User, Version
from articles.models.edition import LARGEST_NUMBER
from articles.models.version import VersionKind
from articles.publishing import Saved, keep_typed, settle, unsettled
from articles.text.blocks import cut, plain_text

BUTTONS = ("_save", "_preview", "_handin", "_return", "_approve", "_publish")
CARRIED = (
    "publish_at_0",
    "publish_at_1",
    "until_0",
    "until_1",
    "change",
    "note",
    "waiting",
    "reason",
    "return_note",
    "sitting",
)
"""Typed beside the text, and not yet used."""


class ConflictAdmin(admin.ModelAdmin):
    """For the admin class of stories: what two wrote over one another."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.conflict_view)
        address = "<int:article_id>/conflict/<int:number>/"
        return [path(address, view, name="articles_article_conflict"), *super().get_urls()]

    def conflict_view(self, request: HttpRequest, article_id: int, number: int) -> HttpResponse:
        """The text that was kept aside as that version, and the working copy."""
        article = self.get_object(request, str(article_id))
        if article is None:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        kept = get_object_or_404(
            Version, article=article, number=min(number, LARGEST_NUMBER), kind=VersionKind.STALE, made_by=request.user
        )
        if request.method != "POST":
            return self.conflict_page(request, unsettled(kept), status=200)
        seen = NumberField(required=False).clean(request.POST.get("seen", ""))
        saved = settle(kept, answers_in(request), by=request.user, seen=seen)
        return self.settled(request, saved)

    def settled(self, request: HttpRequest, saved: Saved) -> HttpResponse:
        if saved.has_conflicts:
            return self.conflict_page(request, saved)
        request.saved, request.edition, request.turn = saved, None, ""
        self.pass_on(request, saved, stays=True)
        return self.response_change(request, saved.article)

    def conflict_page(self, request: HttpRequest, saved: Saved, status: int = 409) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": _("Two wrote over the same text"),
            "opts": self.opts,
            "original": saved.article,
            "saved": saved,
            "questions": questions(saved),
            "may_keep_both": all(conflict.both is not None for conflict in saved.merged.conflicts),
            "theirs": saved.theirs[0] if saved.theirs else saved.version,
            "from_mine": [label(name) for name in saved.merged.from_mine],
            "from_theirs": [label(name) for name in saved.merged.from_theirs],
            "carried": [(name, request.POST[name]) for name in CARRIED if request.POST.get(name)],
            "button": next((name for name in BUTTONS if name in request.POST), "_save"),
        }
        return TemplateResponse(request, "admin/articles/article/conflict.html", context, status=status)

    def refuse_who_lost_the_right(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """Nobody may write any more who could when they began: their text is kept before they are told."""
        article = self.get_object(request, object_id) if object_id else None
        if article is None or self.has_change_permission(request, article) or not has_a_hand_in(request.user, article):
            return None
        form = self.get_form(request, article)(request.POST, request.FILES, instance=article)
        typed, body = rescued_from(form)
        kept = keep_typed(article, typed, body, by=request.user, base=form.cleaned_data.get("version"))
        context = self.admin_site.each_context(request) | {
            "title": _("You may no longer write in this story"),
            "opts": self.opts,
            "original": article,
            "kept": kept,
            "texts": [(label(name), kept.content[name]) for name in SHOWN if kept.content[name]],
            "paragraphs": plain_text(cut(kept.body)).split("\n"),
        }
        return TemplateResponse(request, "admin/articles/article/refused.html", context, status=403)


SHOWN = ("headline", "short_headline", "seo_title", "lead", "photo_caption", "photo_alt", "source", "editors_note")


def has_a_hand_in(user: User, article: Article) -> bool:
    """Whose text it may be that comes: the writer's, or of one who has saved it or has it open."""
    if not user.has_perm("articles.change_article"):
        return False
    return (
        article.created_by_id == user.pk
        or article.versions.filter(made_by=user).exists()
        or article.sittings.filter(person=user).exists()
    )


def answers_in(request: HttpRequest) -> dict[str, str]:
    """By the key of each conflict; one button answers all alike."""
    every = request.POST.get("all", "")
    return {key: every or request.POST.get(f"keep-{key}", "") for key in request.POST.getlist("asks")}
