"""What may be done with a story as it stands: each asks once more on a page of its own, then calls its verb."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.permissions import may_kill, may_publish, may_share_preview
from articles.admin.standing import with_standing
from articles.models import Article, User
from articles.publishing import (
    NoReason,
    PublishingError,
    Unreasoned,
    cancel,
    fitness,
    kill,
    publish,
    undo,
    withdraw,
)
from articles.publishing.timeline import Timeline


class Asked(NamedTuple):
    """Words that go with a step; `name` is the verb's."""

    name: str
    label: str
    hint: str
    is_required: bool


class Step(NamedTuple):
    name: str
    verb: Callable
    may: Callable[[User, Article], bool]
    offered: Callable[[Timeline], bool]
    label: str
    question: str
    done: str
    asked: Asked | None = None


STEPS = {
    step.name: step
    for step in (
        Step(
            "publish",
            publish,
            may_publish,
            lambda timeline: not timeline.editions,
            _("Publish"),
            _("Readers will see the story as it was saved last."),
            _("Readers see the story now."),
            Asked("reason", _("Reason"), _("Why the warnings are passed over: for the newsroom alone."), True),
        ),
        Step(
            "withdraw",
            withdraw,
            may_publish,
            lambda timeline: timeline.live is not None,
            _("Withdraw"),
            _("Readers will no longer find this story: its address will answer that there is no such page."),
            _("Withdrawn: readers do not see it."),
            Asked("note", _("Note"), _("For the newsroom alone; it may stay empty."), False),
        ),
        Step(
            "cancel",
            cancel,
            may_publish,
            lambda timeline: timeline.waiting is not None,
            _("Cancel what is scheduled"),
            _("The edition that waits will not be published. What readers see now stays."),
            _("What was scheduled is cancelled."),
        ),
        Step(
            "kill",
            kill,
            may_kill,
            lambda timeline: timeline.last_shown is not None and not timeline.is_killed,
            _("Kill"),
            _("The story is taken away for cause: its address will say that it was removed. For law or danger only."),
            _("Killed: its address says that it was removed."),
            Asked("reason", _("Reason"), _("For the newsroom alone: readers get a neutral notice."), True),
        ),
        Step(
            "undo",
            undo,
            may_kill,
            lambda timeline: timeline.is_killed,
            _("Undo the kill"),
            _("Readers will see again the text that they saw last."),
            _("The story is before readers again."),
        ),
    )
}


class Way(NamedTuple):
    """To another page of the story; with `url`, to one of an application beside this one."""

    name: str
    label: str
    url: str = ""


WAYS_BESIDE: list[Callable[[User, Article], Way | None]] = []
"""What applications beside this one offer on a story: they add theirs when the desk is put together."""


def offered_to(user: User, article: Article) -> list[Step | Way]:
    steps = [each for each in STEPS.values() if each.offered(article.timeline) and each.may(user, article)]
    shares = may_share_preview(user, article) and not article.timeline.is_killed
    beside = [way for offer in WAYS_BESIDE if (way := offer(user, article))]
    return [*([Way("share", _("Share a preview"))] if shares else []), *beside, *steps]


class StepAdmin(admin.ModelAdmin):
    """For the admin class of stories: a page for each."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.step_view)
        pages = [
            path(f"<int:article_id>/{name}/", view, {"name": name}, name=f"articles_article_{name}") for name in STEPS
        ]
        return [*pages, *super().get_urls()]

    def step_view(self, request: HttpRequest, article_id: int, name: str) -> HttpResponse:
        step, article = STEPS[name], self.get_object(request, str(article_id))
        if article is None:
            raise Http404
        if not step.may(request.user, article):
            raise PermissionDenied
        with_standing([article])
        if request.method == "POST":
            return self.end(request, article, step)
        warnings = fitness(article).warnings if name == "publish" else []
        return self.ask(request, article, step, [each.sentence for each in warnings])

    def ask(self, request: HttpRequest, article: Article, step: Step, troubles: list[str]) -> HttpResponse:
        """`troubles`: what there is to pass over, or what was missing. A fit story needs no reason."""
        context = self.admin_site.each_context(request) | {
            "title": step.label,
            "opts": self.opts,
            "step": step,
            "asked": None if step.name == "publish" and not troubles else step.asked,
            "typed": request.POST.get(step.asked.name, "") if step.asked else "",
            "troubles": troubles,
            "version": version_read(request, article),
            "original": article,
        }
        return TemplateResponse(request, "admin/articles/article/step.html", context)

    def end(self, request: HttpRequest, article: Article, step: Step) -> HttpResponse:
        options = {"base": version_read(request, article)} if step.name == "publish" else {}
        if step.asked:
            options[step.asked.name] = request.POST.get(step.asked.name, "")
        try:
            step.verb(article, by=request.user, **options)
            messages.success(request, step.done)
        except (Unreasoned, NoReason) as refusal:
            return self.ask(request, article, step, refusal.messages)
        except PublishingError as refusal:
            for message in refusal.messages:
                messages.error(request, message)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def version_read(request: HttpRequest, article: Article) -> int:
    """What was saved after this person looked is not published unseen."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else article.version
