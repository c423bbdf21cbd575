"""A working copy as one value, and back."""

import json
from typing import NamedTuple, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey

from articles.models import Article, Author, Byline, RelatedLink, Tag, TaggedArticle, Version

LINKS = ("section", "photo", "place")
LISTS = ("tags", "bylines", "related")
FIELDS = (
    "language",
    "headline",
    "short_headline",
    "seo_title",
    "lead",
    "photo_caption",
    "photo_alt",
    "dateline_on",
    "dateline_agency",
    "genre",
    "importance",
    "breaking_until",
    "source",
    "editors_note",
    "embargo_until",
    "embargo_reason",
    "state",
)


class Writing(NamedTuple):
    """A story's whole text: every field, tags, bylines and related stories as ids, and the body's HTML."""

    content: dict
    body: str


def snapshot(article: Article) -> dict:
    """Every field but the body, tags, bylines and related links, as JSON knows them."""
    lists = {
        "tags": list(article.tagged.order_by("pk").values_list("tag_id", flat=True)),
        "bylines": [[byline.author_id, byline.role] for byline in article.bylines.all()],
        "related": [link.target_id for link in article.related_links.all()],
    }
    return columns(article) | lists


def columns(article: Article) -> dict:
    """What stands in the story's own row, but for the body."""
    content = {name: getattr(article, name) for name in FIELDS}
    content |= {name: getattr(article, f"{name}_id") for name in LINKS}
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


def writing_of(version: Version) -> Writing:
    """What it holds; a field that came after it was saved has its default."""
    return Writing({name: _default(name) for name in FIELDS} | version.content, version.body)


def record(article: Article, number: int, writing: Writing, *, by, kind: str, base: int | None) -> Version:
    return Version.objects.create(
        article=article,
        number=number,
        kind=kind,
        made_by=by,
        base=base,
        content=writing.content,
        body=writing.body,
    )


def as_saved(version: Version) -> Article:
    """The story, unsaved, with the words of that version; tags, bylines and related news are those of now."""
    article = Article.objects.get(pk=version.article_id)
    write_columns(article, without_gone(writing_of(version)))
    return article


def write_columns(article: Article, writing: Writing) -> None:
    article.body = writing.body
    for name in FIELDS:
        setattr(article, name, cast(Field, Article._meta.get_field(name)).to_python(writing.content[name]))
    for name in LINKS:
        setattr(article, f"{name}_id", writing.content[name])


def write_lists(article: Article, content: dict, *, names: tuple[str, ...] = LISTS) -> None:
    """Tags, bylines and related stories, each where it is named; what is there no longer must be left out before."""
    if "tags" in names:
        _write_tags(article, content["tags"])
    if "bylines" in names:
        article.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(article=article, author_id=author, role=role, position=position)
            for position, (author, role) in enumerate(content["bylines"])
        )
    if "related" in names:
        article.related_links.all().delete()
        RelatedLink.objects.bulk_create(
            RelatedLink(article=article, target_id=target, position=position)
            for position, target in enumerate(content["related"])
        )


def _write_tags(article: Article, tags: list[int]) -> None:
    """Their order is that of their rows: those that stay are left alone where they come first."""
    had = list(article.tagged.order_by("pk").values_list("tag_id", flat=True))
    stay = [tag for tag in had if tag in tags]
    stay = stay if tags[: len(stay)] == stay else []
    article.tagged.exclude(tag__in=stay).delete()
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=article, tag_id=tag) for tag in tags if tag not in stay
    )


def without_gone(writing: Writing, *, names: tuple[str, ...] = (*LINKS, *LISTS)) -> Writing:
    """Without what was deleted from the desk since then; a tag that was merged away is the tag that it went into."""
    content = dict(writing.content)
    for name in LINKS:
        if name in names and content[name]:
            model = cast(ForeignKey, Article._meta.get_field(name)).related_model
            content[name] = next(iter(_existing(model, [content[name]])), None)
    if "tags" in names:
        content["tags"] = _existing(Tag, surviving_tags(content["tags"]))
    if "bylines" in names:
        authors = set(_existing(Author, [author for author, _role in content["bylines"]]))
        content["bylines"] = [pair for pair in content["bylines"] if pair[0] in authors]
    if "related" in names:
        content["related"] = _existing(Article, content["related"])
    return Writing(content, writing.body)


def surviving_tags(tags: list[int]) -> list[int]:
    """Each once, in order; one that was merged away is the tag that it went into."""
    return _led_on(tags, Tag.objects.moved(tags) if tags else {})


def held_tags(tags: list[int]) -> list[int]:
    """As `surviving_tags`, and they stay so until the transaction ends."""
    return _led_on(tags, Tag.objects.hold(tags))


def _led_on(tags: list[int], heirs: dict[int, int]) -> list[int]:
    return list(dict.fromkeys(heirs.get(tag, tag) for tag in tags))


def _default(name: str):
    value = cast(Field, Article._meta.get_field(name)).get_default()
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _existing(model, ids: list[int]) -> list[int]:
    present = set(model.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    return [each for each in ids if each in present]
