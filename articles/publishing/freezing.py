"""The working copy as readers will see it: typography, cleaning, names and words as of now."""

from datetime import datetime

from django.utils import timezone

from articles.models import Article, Edition, Photo
from articles.models.edition import Change
from articles.publishing.related import related_ids
from articles.text.blocks import photo_ids, prepare
from articles.text.cleaning import strip_control
from articles.text.datelines import dateline
from articles.text.slugs import slug
from articles.text.typography import typeset


def freeze(article: Article, *, at: datetime | None = None) -> Edition:
    """The edition that publishing at that moment would make, unsaved. Preview shows it."""
    edition, _photos = frozen(article, at=at or timezone.now())
    before = Edition.objects.shown().filter(article=article).defer("content").order_by("visible_from").last()
    return follow(edition, before) if before else edition


def frozen(article: Article, *, at: datetime) -> tuple[Edition, dict[int, Photo]]:
    """As a first publication, which `follow` makes the next; with the library's rows of the photos that it shows."""
    blocks = prepare(article.body, article.language)
    library = _library_of(blocks)
    edition = Edition(
        article=article,
        language=article.language,
        group=article.group,
        visible_from=at,
        first_published_at=at,
        slug=slug(article.headline),
        changed_at=at,
        change=Change.FIRST,
        content=frozen_content(article, _with_library(blocks, library, article.language), at),
    )
    return edition, library | ({article.photo.pk: article.photo} if article.photo else {})


def follow(edition: Edition, before: Edition) -> Edition:
    """A retitled story keeps its address, and what readers were told of earlier changes stays told."""
    edition.first_published_at, edition.slug = before.first_published_at, before.slug
    edition.change, edition.earlier_notes = Change.UPDATE, notes_of(before)
    return edition


def notes_of(edition: Edition) -> list[dict]:
    """All public notes up to that edition, oldest first: {"at", "change", "note"}."""
    if not edition.public_note:
        return edition.earlier_notes
    own = {"at": edition.visible_from.isoformat(), "change": edition.change, "note": edition.public_note}
    return [*edition.earlier_notes, own]


def frozen_content(article: Article, blocks: list[dict], at: datetime) -> dict:
    """The JSON of `Edition.content`: all that readers get, in the story's language."""
    language = article.language
    cards = [block["article"] for block in blocks if block["type"] == "related"]
    tags = [
        {"id": each.tag_id, "slug": each.tag.slug, "name": each.tag.name}
        for each in article.tagged.select_related("tag").order_by("pk")
    ]
    return {
        "headline": typeset(article.headline, language),
        "short_headline": typeset(article.short_headline, language),
        "seo_title": article.seo_title,
        "lead": typeset(article.lead, language),
        "dateline": _dateline(article, at),
        "section": _named(article.section, language) if article.section else None,
        "bylines": [
            _named(byline.author, language) | {"role": byline.role}
            for byline in article.bylines.select_related("author")
        ],
        "tags": tags,
        "photo": _photo(article.photo, article.photo_caption, article.photo_alt, language) if article.photo else None,
        "genre": article.genre,
        "importance": article.importance,
        "breaking_until": article.breaking_until and article.breaking_until.isoformat(),
        "source": typeset(article.source, language),
        "blocks": blocks,
        "related": related_ids(article, cards=cards, tags=[tag["id"] for tag in tags], at=at),
    }


def _named(thing, language: str) -> dict:
    return {"id": thing.pk, "slug": thing.slug, "name": thing.name(language)}


def _dateline(article: Article, at: datetime) -> str:
    """Only a place makes a dateline; without a date it is named as it is called on the day of publication."""
    if article.place is None:
        return ""
    on = article.dateline_on
    place = article.place.name(article.language, on or timezone.localdate(at))
    return dateline(place, on, article.dateline_agency, article.language)


def _photo(photo: Photo, caption: str, alt: str, language: str) -> dict:
    """Words for this use, else the library's; the credit is always the library's."""
    return {
        "id": photo.pk,
        "caption": typeset(strip_control(caption.strip() or photo.caption), language),
        "alt": strip_control(alt.strip() or photo.alt),
        "credit": photo.credit,
    }


def _library_of(blocks: list[dict]) -> dict[int, Photo]:
    wanted = {pk for block in blocks for pk in photo_ids(block)}
    return Photo.objects.in_bulk(wanted) if wanted else {}


def _with_library(blocks: list[dict], library: dict[int, Photo], language: str) -> list[dict]:
    """Cards of photos get words and credit from the library; a card of nothing that exists goes."""
    stories = {block["article"] for block in blocks if block["type"] == "related"}
    known = set(Article.objects.filter(pk__in=stories).values_list("pk", flat=True)) if stories else set()
    return [
        _filled(block, library, language)
        for block in blocks
        if (not photo_ids(block) or any(pk in library for pk in photo_ids(block)))
        and (block["type"] != "related" or block["article"] in known)
    ]


def _filled(block: dict, library: dict[int, Photo], language: str) -> dict:
    if block["type"] == "photo":
        words = _photo(library[block["photo"]], block["caption"], block["alt"], language)
        return {"type": "photo", "photo": words.pop("id"), **words}
    if block["type"] == "gallery":
        uses = [use for use in block["photos"] if use["id"] in library]
        photos = [_photo(library[use["id"]], use["caption"], use["alt"], language) for use in uses]
        return {"type": "gallery", "photos": photos}
    return block
