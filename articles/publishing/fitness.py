"""Whether a story is fit for readers: the same judge for the form, for many at once, for commands and imports."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from articles.models import Article, Edition, Photo
from articles.publishing.errors import NotReady, Unreasoned
from articles.publishing.findings import (
    Finding,
    Span,
    errors_in_photos,
    errors_in_story,
    errors_in_times,
    photos_in,
    warnings_in,
)
from articles.publishing.freezing import frozen


@dataclass(frozen=True)
class Fitness:
    """Errors nobody may pass over; warnings an editor may, with a reason. What is so already is not asked again."""

    errors: list[Finding]
    warnings: list[Finding]


def fitness(article: Article, *, at: datetime | None = None, until: datetime | None = None) -> Fitness:
    """What `publish` would say of the working copy at that moment, before anyone presses the button."""
    now = timezone.now()
    span = Span(now, at or now, until)
    live = Edition.objects.live(now).filter(article_id=article.pk).first() if article.pk else None
    return judge(*frozen_for(article, span), span, live)


def frozen_for(article: Article, span: Span) -> tuple[Edition, dict[int, Photo]]:
    """As a first publication, at the start; at a start that cannot be, as of now."""
    return frozen(article, at=span.now if errors_in_times(span) else span.start)


def judge(edition: Edition, photos: dict[int, Photo], span: Span, live: Edition | None) -> Fitness:
    """`edition` is frozen and not saved, with the photos that it shows; `live` is what readers see now."""
    errors = [
        *errors_in_times(span),
        *errors_in_story(edition.article, span),
        *errors_in_photos(edition.content, photos, span),
    ]
    warnings = warnings_in(edition.content, photos, span)
    if warnings and live:
        known = warnings_in(live.content, photos_in(live.content), Span(span.now, span.now, live.visible_until))
        warnings = [each for each in warnings if each not in known]
    return Fitness(errors, warnings)


def refuse_unfit(found: Fitness, wrong: list[Finding], *, reason: str, imported: bool) -> list[Finding]:
    """NotReady with every error at once, or Unreasoned; else the warnings that the reason passes over."""
    errors = [*found.errors, *wrong]
    if errors:
        raise NotReady(*(error.sentence for error in errors))
    if found.warnings and not reason.strip() and not imported:
        raise Unreasoned(found.warnings)
    return found.warnings
