"""What may be wrong with a story and its times: errors that nobody may pass over, warnings that an editor may."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article, Edition, Photo
from articles.models.edition import TELLING, Change
from articles.models.placement import photo_uses
from articles.text.blocks import plain_text
from articles.text.repeating import repeats

LONGEST_HEADLINE = 200
LONG_HEADLINE = 110
FURTHEST = timedelta(days=3660)  # a slip of the finger in the year


@dataclass(frozen=True)
class Finding:
    """`about` is the id of the photo or of the story that it speaks of."""

    code: str
    sentence: str = field(compare=False)
    about: int | None = None


@dataclass(frozen=True)
class Span:
    """When an edition is to be shown, said at `now`; an imported story may have begun in the past."""

    now: datetime
    start: datetime
    until: datetime | None = None
    imported: bool = False


def errors_in_times(span: Span) -> list[Finding]:
    errors = []
    if span.start < span.now and not span.imported:
        errors.append(Finding("in_the_past", _("That time has passed already.")))
    if max(span.start, span.until or span.start) > span.now + FURTHEST:
        errors.append(Finding("too_far", _("That time is more than ten years away.")))
    if span.until is not None and span.until <= span.start:
        errors.append(Finding("ends_before_it_begins", _("The end comes before the beginning.")))
    return errors


def errors_in_story(article: Article, span: Span) -> list[Finding]:
    errors = []
    if not article.headline.strip():
        errors.append(Finding("no_headline", _("The story has no headline.")))
    if len(article.headline) > LONGEST_HEADLINE:
        sentence = _("The headline is longer than %(most)s characters.") % {"most": LONGEST_HEADLINE}
        errors.append(Finding("headline_too_long", sentence))
    if article.section is None:
        errors.append(Finding("no_section", _("Choose a section.")))
    return [*errors, *broken_embargo(article, span)]


def broken_embargo(article: Article, span: Span) -> list[Finding]:
    """Twin: `Timeline.waiting_breaks_embargo`."""
    if article.embargo_until and span.start < article.embargo_until:
        sentence = _("The story is under embargo until %(time)s.") % {"time": _said(article.embargo_until)}
        return [Finding("under_embargo", sentence)]
    return []


def errors_in_photos(content: dict, photos: dict[int, Photo], span: Span) -> list[Finding]:
    errors = []
    for use in photo_uses(content):
        lead, named = use is content["photo"], {"photo": use["caption"] or use["alt"] or use["credit"]}
        if not use["alt"].strip():
            in_text = _("A photo in the text has no alternative text: %(photo)s.") % named
            sentence = _("The lead photo has no alternative text.") if lead else in_text
            errors.append(Finding("photo_without_alt", sentence, use["id"]))
        if not use["credit"].strip("© /"):
            errors.append(Finding("photo_without_credit", _("A photo has no credit: %(photo)s.") % named, use["id"]))
        if use["id"] in photos:
            errors += kept_back(photos[use["id"]], span)
    return list(dict.fromkeys(errors))


def kept_back(photo: Photo, span: Span) -> list[Finding]:
    """Why readers would not see it then. Rights that end count at the start: of an imported story, on its own day."""
    first_seen = max(span.start, span.now)
    is_withdrawn = photo.withdrawn_at is not None and photo.withdrawn_at <= first_seen
    if is_withdrawn or (photo.usage_until is not None and photo.usage_until <= span.start):
        return [photo_kept_back(photo)]
    if photo.failure:
        return [photo_failed(photo)]
    if photo.embargo_until and first_seen < photo.embargo_until:
        return [photo_under_embargo(photo, photo.embargo_until)]
    return []


def warnings_in(content: dict, photos: dict[int, Photo], span: Span) -> list[Finding]:
    """Of a frozen content, shown during that span. Two queries where it leads to other stories."""
    return [
        *_missing(content),
        *_breaking_over(content, span),
        *_words_said_twice(content, photos),
        *rights_that_end(content, photos, span),
        *dead_links(content, dead_among(targets_of(content), span.start)),
    ]


def _missing(content: dict) -> list[Finding]:
    missing = [
        ("no_lead", not content["lead"].strip(), _("The story has no lead.")),
        ("no_text", not plain_text(content["blocks"]).strip(), _("The story has no text.")),
        ("no_photo", content["photo"] is None, _("The story has no lead photo.")),
        ("no_tags", not content["tags"], _("The story has no tags.")),
        (
            "headline_long",
            len(content["headline"]) > LONG_HEADLINE,
            _("The headline is longer than %(most)s characters.") % {"most": LONG_HEADLINE},
        ),
    ]
    return [Finding(code, sentence) for code, is_so, sentence in missing if is_so]


def _breaking_over(content: dict, span: Span) -> list[Finding]:
    ends = content["breaking_until"] and datetime.fromisoformat(content["breaking_until"])
    if ends and ends <= span.start:
        sentence = _("“Breaking until” has passed already: readers are not told that this is breaking.")
        return [Finding("breaking_is_over", sentence)]
    return []


def _words_said_twice(content: dict, photos: dict[int, Photo]) -> list[Finding]:
    """Alternative text that tells those who cannot see the picture nothing new."""
    codes = {"caption": "alt_repeats_caption", "filename": "alt_is_filename"}
    sentences = {
        "caption": _("The alternative text of a photo repeats its caption: %(photo)s."),
        "filename": _("The alternative text of a photo is the name of a file: %(photo)s."),
    }
    found = []
    for use in photo_uses(content):
        filename = photos[use["id"]].filename if use["id"] in photos else ""
        if again := repeats(use["alt"], use["caption"], filename):
            found.append(Finding(codes[again], sentences[again] % {"photo": use["alt"]}, use["id"]))
    return list(dict.fromkeys(found))


def errors_in_change(change: str, note: str) -> list[Finding]:
    """Of a story that readers have seen: what kind of change it is, and in words where they were told wrong."""
    if change not in Change.values or change == Change.FIRST:
        return [Finding("no_change", _("Say what kind of change this is."))]
    if change in TELLING and not note.strip():
        return [Finding("no_note", _("Tell readers in the note what was wrong."))]
    return []


def targets_of(content: dict) -> set[int]:
    """Stories that cards in the text and related news lead to."""
    return _cards(content) | set(content["related"])


def _cards(content: dict) -> set[int]:
    return {block["article"] for block in content["blocks"] if block["type"] == "related"}


def photos_in(content: dict) -> dict[int, Photo]:
    """The library's rows of what the content shows."""
    wanted = {use["id"] for use in photo_uses(content)}
    return Photo.objects.in_bulk(wanted) if wanted else {}


def rights_that_end(content: dict, photos: dict[int, Photo], span: Span) -> list[Finding]:
    """Photos that may be shown at the start, and no longer before the end."""
    used = dict.fromkeys(use["id"] for use in photo_uses(content))
    ends = ((photos[pk], photos[pk].usage_until) for pk in used if pk in photos)
    return [
        photo_ends(photo, moment)
        for photo, moment in ends
        if moment and span.start < moment and (span.until is None or moment < span.until)
    ]


def photo_ends(photo: Photo, moment: datetime) -> Finding:
    sentence = _("A photo may be shown only until %(time)s: %(photo)s.")
    return Finding("photo_ends", sentence % {"time": _said(moment), "photo": photo}, photo.pk)


def photo_kept_back(photo: Photo) -> Finding:
    return Finding("photo_not_public", _("A photo may not be shown then: %(photo)s.") % {"photo": photo}, photo.pk)


def photo_failed(photo: Photo) -> Finding:
    sentence = _("A photo cannot be shown, for its file is of no use: %(photo)s.")
    return Finding("photo_failed", sentence % {"photo": photo}, photo.pk)


def photo_under_embargo(photo: Photo, moment: datetime) -> Finding:
    sentence = _("A photo is under embargo until %(time)s: %(photo)s.")
    return Finding("photo_under_embargo", sentence % {"time": _said(moment), "photo": photo}, photo.pk)


def dead_among(targets: set[int], at: datetime) -> dict[int, str]:
    """Those of the stories that readers do not see then, with their headlines. Two queries at most."""
    dead = set(targets)
    if dead:
        dead.difference_update(Edition.objects.live(at).filter(article__in=dead).values_list("article_id", flat=True))
    return dict(Article.objects.filter(pk__in=dead).values_list("pk", "headline")) if dead else {}


def dead_links(content: dict, dead: Mapping[int, str]) -> list[Finding]:
    in_text = _("A card in the text leads to a story that readers will not see: %(story)s.")
    beneath = _("The related news name a story that readers will not see: %(story)s.")
    kinds = (("card_not_live", in_text, _cards(content)), ("related_not_live", beneath, set(content["related"])))
    return [
        Finding(code, sentence % {"story": dead[pk]}, pk)
        for code, sentence, targets in kinds
        for pk in sorted(targets & dead.keys())
    ]


def _said(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j b Y, H:i")
