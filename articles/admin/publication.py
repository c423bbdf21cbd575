"""Before readers get a story: what an editor is told and asked, and what changes for readers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.admin.comparing import Difference, differences, readout_of_edition
from articles.admin.permissions import may_publish
from articles.admin.saving import NotYours
from articles.admin.standing import moment, with_standing
from articles.admin.typed import typed_in
from articles.models import Article, Edition, User
from articles.models.edition import TELLING, Change
from articles.publishing import KilledStory, PublishingError, PutAway, StaleVersion, Unreasoned, save_writing
from articles.publishing.findings import Span
from articles.publishing.fitness import frozen_for, judge
from articles.publishing.timeline import Timeline

NOW, LATER = "now", "later"
ASKED = ("publish_at", "until", "change", "note", "waiting", "reason")
"""Fields that the dialog has itself."""

MEANINGS = {
    Change.TYPO: gettext_lazy("Readers are told nothing, the time of the update stays."),
    Change.UPDATE: gettext_lazy("There is more to tell than before."),
    Change.CORRECTION: gettext_lazy("Something was wrong."),
    Change.CLARIFICATION: gettext_lazy("Something could be misread."),
    Change.RETRACTION: gettext_lazy("The story does not hold."),
}
BUTTONS = {
    Change.TYPO: gettext_lazy("Publish the mended typo"),
    Change.UPDATE: gettext_lazy("Publish the update"),
    Change.CORRECTION: gettext_lazy("Publish the correction"),
    Change.CLARIFICATION: gettext_lazy("Publish the clarification"),
    Change.RETRACTION: gettext_lazy("Publish the retraction"),
}
"""Of a story that readers have seen."""


class Kind(NamedTuple):
    value: str
    label: str
    meaning: str
    tells: bool
    is_chosen: bool


class Complaint(NamedTuple):
    """`field` is the id of the form's field that it is about, or ""."""

    sentence: str
    field: str = ""


@dataclass
class Publication:
    """What the dialog shows. `at` is None for now; `live` and `waiting` are editions that there are."""

    form: ModelForm
    timeline: Timeline
    at: datetime | None = None
    until: datetime | None = None
    change: str = Change.UPDATE
    embargo: datetime | None = None
    embargo_reason: str = ""
    errors: list[Complaint] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    differences: list[Difference] | None = None
    stale: StaleVersion | None = None

    @property
    def live(self) -> Edition | None:
        return self.timeline.live

    @property
    def waiting(self) -> Edition | None:
        return self.timeline.waiting

    @property
    def is_first(self) -> bool:
        return self.timeline.last_shown is None

    @property
    def must_answer(self) -> bool:
        """What becomes of the edition that waits."""
        return self.waiting is not None and not self.is_later and not self.form.data.get("waiting")

    @property
    def is_later(self) -> bool:
        return self.when == LATER

    @property
    def when(self) -> str:
        asked = self.form.data.get("when")
        if asked in (NOW, LATER):
            return asked
        return LATER if self.at or self.form.data.get("publish_at_0") else NOW

    @property
    def kinds(self) -> list[Kind]:
        return [
            Kind(value, str(value.label), meaning, value in TELLING, value == self.change)
            for value, meaning in MEANINGS.items()
        ]

    @property
    def starts(self) -> tuple[str, str]:
        """The day and the time as the browser's inputs take them: as typed, else as proposed."""
        typed = self.form.data.get("publish_at_0", ""), self.form.data.get("publish_at_1", "")
        return typed if any(typed) or not self.at else as_inputs(self.at)

    @property
    def ends(self) -> tuple[str, str]:
        return self.form.data.get("until_0", ""), self.form.data.get("until_1", "")

    @property
    def next_hour(self) -> tuple[str, str]:
        return as_inputs(self.timeline.now + timedelta(hours=1), minutes="00")

    @property
    def zone(self) -> str:
        return settings.TIME_ZONE

    @property
    def button(self) -> str:
        """Exactly what it will do."""
        if self.stale:
            return _("Join the texts")
        if self.at:
            later = _("Bring it back at %(time)s") if self.timeline.is_killed else _("Schedule for %(time)s")
            return later % {"time": moment(self.at)}
        if self.timeline.is_killed:
            return _("Bring it back before readers")
        return _("Publish now") if self.is_first else str(BUTTONS[Change(self.change)])


def as_inputs(at: datetime, minutes: str = "%M") -> tuple[str, str]:
    local = timezone.localtime(at)
    return f"{local:%Y-%m-%d}", local.strftime(f"%H:{minutes}")


class PublicationAdmin(admin.ModelAdmin):
    """For the admin class of stories: the dialog that stands between the form and readers. It saves nothing."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.publication_view))
        return [
            path("publication/", view, name="articles_article_publication_add"),
            path("<int:article_id>/publication/", view, name="articles_article_publication"),
            *super().get_urls(),
        ]

    def publication_view(self, request: HttpRequest, article_id: int | None = None) -> HttpResponse:
        """The answer is written while what was typed stands in the database, and then all of it is taken back."""
        article = self.story_to_publish(request, article_id)
        form = self.get_form(request, article, change=article is not None)(request.POST, instance=article)
        with transaction.atomic():
            context = {"publication": look(form, request.user)}
            html = render_to_string("admin/articles/article/publication.html", context, request)
            transaction.set_rollback(True)
        return HttpResponse(html)

    def story_to_publish(self, request: HttpRequest, article_id: int | None) -> Article | None:
        """None for one that was never saved."""
        article = self.get_object(request, str(article_id)) if article_id is not None else None
        if article_id is not None and article is None:
            raise Http404
        allowed = self.has_change_permission(request, article) if article else self.has_add_permission(request)
        if not allowed or not request.user.has_perm("articles.publish_article"):
            raise PermissionDenied
        return article


def publication_fields(request: HttpRequest, article: Article | None) -> list[str]:
    """Of the form, for who has no scripts; a reason is asked for once there is something to pass over."""
    fields = ["embargo_until", "embargo_reason"]
    if not request.user.has_perm("articles.publish_article"):
        return fields
    fields = ["publish_at", "until", *fields]
    if article and article.timeline.last_shown:
        fields += ["change", "note"]
    if article and article.timeline.waiting:
        fields.append("waiting")
    typed = request.POST.get("reason") or request.GET.get("reason")
    if typed or isinstance(getattr(request, "refusal", None), Unreasoned):
        fields.append("reason")
    return fields


def look(form: ModelForm, user: User) -> Publication:
    """Call inside a transaction that is taken back: what was typed is written to be judged as a whole."""
    before = form.instance
    if before.pk is None:
        before = with_standing([before])[0]
    publication = Publication(form, before.timeline)
    version = before.version
    if not form.is_valid():
        publication.errors = list(complaints(form))
        return publication
    publication.stale = stale(form, version)
    plan(publication, form.instance)
    if not publication.stale:
        weigh(publication, written(form, user), user)
    return publication


def written(form: ModelForm, user: User) -> Article:
    """As the form's own saving writes it."""
    if form.instance.pk is None:
        form.instance.save()
    typed = typed_in(form)
    body = typed.pop("body", form.instance.body)
    return save_writing(form.instance, typed, body, by=user, base=form.cleaned_data["version"]).article


def complaints(form: ModelForm) -> Iterator[Complaint]:
    for name, sentences in form.errors.items():
        bound = form[name] if name in form.fields else None
        for sentence in sentences:
            said = f"{bound.label}: {sentence}" if bound else sentence
            yield Complaint(said, f"id_{name}" if bound and name not in ASKED else "")


def stale(form: ModelForm, version: int) -> StaleVersion | None:
    """Somebody saved after the form was opened: publishing joins both texts first, and shows them."""
    base = form.cleaned_data["version"]
    if not version or base == version:
        return None
    return StaleVersion(form.instance.versions.select_related("made_by").get(number=version))


def plan(publication: Publication, article: Article) -> None:
    """The times and the kind of change; an embargo proposes its end."""
    asked, now = publication.form.cleaned_data, publication.timeline.now
    if article.embargo_until and article.embargo_until > now:
        publication.embargo, publication.embargo_reason = article.embargo_until, article.embargo_reason
    proposed = publication.embargo if "when" not in publication.form.data else None
    publication.at = (asked["publish_at"] or proposed) if publication.form.data.get("when") != NOW else None
    publication.until = asked["until"]
    publication.change = asked["change"] or Change.UPDATE


def weigh(publication: Publication, article: Article, user: User) -> None:
    """Errors, warnings, and what changes for readers."""
    now, live = timezone.now(), publication.live
    span = Span(now, publication.at or now, publication.until)
    edition, photos = frozen_for(article, span)
    found = judge(edition, photos, span, live)
    refusals = [refusal for error in refused(publication, article, user) for refusal in error.messages]
    if publication.is_later and not publication.at:
        refusals.append(_("Say at what time."))
    publication.errors = [Complaint(each.sentence) for each in found.errors] + [Complaint(each) for each in refusals]
    publication.warnings = [each.sentence for each in found.warnings]
    if live:
        edition.version = live.version  # it has none of its own yet; what was chosen by hand is not compared
        publication.differences = differences(readout_of_edition(live), readout_of_edition(edition))


def refused(publication: Publication, article: Article, user: User) -> list[PublishingError]:
    """What the verb and the form's buttons refuse whatever is in the story."""
    found: list[PublishingError] = []
    if article.section and not may_publish(user, article):
        found.append(NotYours())
    if publication.timeline.is_killed and not user.has_perm("articles.kill_article"):
        found.append(KilledStory())
    if article.put_away_at:
        found.append(PutAway())
    return found
