"""Who sits at which story, and the way back to what was typed there and not saved."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID, uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.ordered import is_id
from articles.admin.rescue import TooLongError, keep, leave, read_typed, take_over, token_of
from articles.admin.standing import moment
from articles.admin.unsaved import unsaved
from articles.models import Article, Sitting, User, Version
from articles.models.edition import LARGEST_NUMBER
from articles.models.sitting import PRESENT


class Present(NamedTuple):
    """Somebody at the story. `is_self`: the same person, at another tab."""

    name: str
    since: str
    is_self: bool


class AtTheStory(NamedTuple):
    """`drafts`: this person's other forms with text that was not saved, newest first; `newer`: saved since opening."""

    others: list[Present]
    drafts: list[Sitting]
    newer: Version | None = None
    base: int | None = None


def at_the_story(article: Article | None, *, person: User, token: UUID, base: int | None = None) -> AtTheStory:
    """One query; one more where somebody saved a version after `base`."""
    wanted = Q(person=person, typed_at__isnull=False)
    if article:
        wanted |= Q(seen_at__gt=timezone.now() - PRESENT, saved_at=None)
    rows = Sitting.objects.filter(wanted, article=article).exclude(token=token).select_related("person").defer("typed")
    rows = list(rows.order_by("opened_at"))
    drafts = [row for row in rows if row.person_id == person.pk and row.typed_at]
    drafts.sort(key=lambda row: row.typed_at, reverse=True)
    newer = None
    if article and base is not None and base < article.version:
        found = Version.objects.filter(article=article, number=article.version)
        newer = found.select_related("made_by").defer("content", "body").first()
    return AtTheStory(_present(rows, person) if article else [], drafts, newer, base)


def _present(rows: list[Sitting], person: User) -> list[Present]:
    """Each person once, since their first form that is still open."""
    first: dict[int, Sitting] = {}
    for row in rows:
        if row.is_present:
            first.setdefault(row.person_id, row)
    return [Present(str(row.person), clock(row.opened_at), pk == person.pk) for pk, row in first.items()]


def clock(at) -> str:
    """'12:40' of today, else with the day."""
    local = timezone.localtime(at)
    return date_format(local, "H:i") if local.date() == timezone.localdate() else moment(at)


class SittingAdmin(admin.ModelAdmin):
    """For the admin class of stories: what an open form tells every few seconds, and what it is told."""

    def get_urls(self) -> list[URLPattern]:
        pages: dict[str, tuple[str, Callable]] = {
            "": ("sitting", require_POST(self.sitting_view)),
            "<uuid:draft>/": ("rescue", require_safe(self.rescue_view)),
            "<uuid:draft>/take/": ("rescue_take", require_POST(self.take_view)),
            "<uuid:draft>/drop/": ("rescue_drop", require_POST(self.drop_view)),
        }
        return [
            path(f"sitting/{address}", self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for address, (name, view) in pages.items()
        ] + super().get_urls()

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **options):
        form: type[ModelForm] = super().get_form(request, obj, change, **options)
        form.rescued = self.rescued(request, obj)
        return form

    def rescued(self, request: HttpRequest, article: Article | None) -> Sitting | None:
        """The own text that the address asks to put into the form."""
        token = token_of(request.GET) if request.method == "GET" else None
        own = Sitting.objects.filter(token=token, person=request.user, article=article, typed_at__isnull=False)
        return own.first() if token else None

    def render_change_form(self, request: HttpRequest, context: dict, *rest, obj=None, **options) -> HttpResponse:
        rescued = context["adminform"].form.rescued
        token = rescued.token if rescued else token_of(request.POST) or uuid4()
        context |= {
            "sitting": token,
            "rescued": rescued,
            "around": at_the_story(obj, person=request.user, token=token),
        }
        return super().render_change_form(request, context, *rest, obj=obj, **options)

    def sitting_view(self, request: HttpRequest) -> HttpResponse:
        """`sitting`, `person`, `article`, `version`; `typed` (JSON) where something is new; `left` on going away."""
        sent, article = request.POST, self.written_story(request, request.POST.get("article", ""))
        sitting = self.sitting_at(request, article)
        try:
            typed = read_typed(sent.get("typed", ""))
        except TooLongError:
            return HttpResponse(status=413)
        except ValueError:
            return HttpResponse(status=400)
        if sitting is None:
            return HttpResponse(status=410)
        if typed and not unsaved(sitting, typed).is_news:
            typed = {}
        if "left" in sent:
            leave(sitting, typed)
            return HttpResponse(status=204)
        keep(sitting, typed)
        around = at_the_story(article, person=request.user, token=sitting.token, base=sitting.base)
        context = {"around": around, "original": article, "is_kept": bool(typed)}
        return TemplateResponse(request, "admin/articles/article/around.html", context)

    def written_story(self, request: HttpRequest, article_id: str) -> Article | None:
        """The story whose form this person may open; None for one that has not been saved yet."""
        if not article_id:
            allowed, article = self.has_add_permission(request), None
        else:
            article = get_object_or_404(Article.objects.defer("body"), pk=article_id if is_id(article_id) else 0)
            allowed = self.has_change_permission(request, article)
        if not allowed:
            raise PermissionDenied
        return article

    def sitting_at(self, request: HttpRequest, article: Article | None) -> Sitting | None:
        """The open form that is speaking, known or new; None where it was saved. Another person's is not found."""
        sent, person = request.POST, request.user
        token = token_of(sent)
        sitting = Sitting.objects.defer("typed").filter(token=token).first() if token else None
        if token is None or sent.get("person") != str(person.pk) or (sitting and sitting.person_id != person.pk):
            raise Http404
        if sitting and (sitting.saved_at or sitting.article_id != (article and article.pk)):
            return None
        version = sent.get("version", "")
        base = min(int(version), LARGEST_NUMBER) if article and is_id(version) else None
        return Sitting(token=token, person=person, article=article, base=base)

    def own_draft(self, request: HttpRequest, token: UUID) -> Sitting:
        """Text of this person alone, in a story whose form they may still open."""
        own = Sitting.objects.filter(person=request.user, typed_at__isnull=False)
        sitting = get_object_or_404(own.select_related("article"), token=token)
        self.written_story(request, str(sitting.article_id or ""))
        return sitting

    def rescue_view(self, request: HttpRequest, draft: UUID) -> TemplateResponse:
        """What the text that was not saved would change."""
        sitting = self.own_draft(request, draft)
        article, found = sitting.article, unsaved(sitting, sitting.typed)
        context = self.admin_site.each_context(request) | {
            "title": _("Typed and not saved"),
            "opts": self.opts,
            "original": article,
            "draft": sitting,
            "base": found.base if found.base and found.base.number != article.version else None,
            "differences": found.differences(),
        }
        return TemplateResponse(request, "admin/articles/article/rescue.html", context)

    def take_view(self, request: HttpRequest, draft: UUID) -> HttpResponseRedirect:
        sitting = self.own_draft(request, draft)
        return HttpResponseRedirect(f"{form_address(sitting)}?sitting={take_over(sitting)}")

    def drop_view(self, request: HttpRequest, draft: UUID) -> HttpResponseRedirect:
        sitting = self.own_draft(request, draft)
        sitting.delete()
        messages.success(request, _("Thrown away."))
        return HttpResponseRedirect(form_address(sitting))


def form_address(sitting: Sitting) -> str:
    if sitting.article_id is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[sitting.article_id])
