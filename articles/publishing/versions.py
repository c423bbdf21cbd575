"""A working copy as one value, and back."""

import json
from typing import cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey

from articles.models import Article, Author, Byline, RelatedLink, Tag, Version

LINKS = ("section", "photo", "place")
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
    "state",
)


def snapshot(article: Article) -> dict:
    """Every field but the body, tags, bylines and related links, as JSON knows them."""
    content = {name: getattr(article, name) for name in FIELDS}
    content |= {name: getattr(article, f"{name}_id") for name in LINKS}
    content["tags"] = list(article.tagged.order_by("pk").values_list("tag_id", flat=True))
    content["bylines"] = [[byline.author_id, byline.role] for byline in article.bylines.all()]
    content["related"] = [link.target_id for link in article.related_links.all()]
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


def record(article: Article, *, by, kind: str) -> Version:
    """Append the working copy's state as its next version."""
    return Version.objects.create(
        article=article,
        number=article.version,
        kind=kind,
        made_by=by,
        content=snapshot(article),
        body=article.body,
    )


def as_saved(version: Version) -> Article:
    """The story, unsaved, with the words of that version; tags, bylines and related news are those of now."""
    article = Article.objects.get(pk=version.article_id)
    _write_columns(version, article)
    return article


def restore(version: Version, article: Article) -> None:
    """Write a version into the working copy; what was deleted from the desk since then stays away."""
    content = version.content
    _write_columns(version, article)
    moved = Tag.objects.moved(content["tags"])
    article.tags.set(Tag.objects.filter(pk__in=[moved.get(tag, tag) for tag in content["tags"]]))
    _restore_bylines(article, content["bylines"])
    article.related_links.all().delete()
    RelatedLink.objects.bulk_create(
        RelatedLink(article=article, target_id=target, position=position)
        for position, target in enumerate(_existing(Article, content["related"]))
    )


def _write_columns(version: Version, article: Article) -> None:
    article.body = version.body
    for name in FIELDS:
        setattr(article, name, cast(Field, Article._meta.get_field(name)).to_python(version.content[name]))
    for name in LINKS:
        target = cast(ForeignKey, Article._meta.get_field(name)).related_model
        setattr(article, name, target._default_manager.filter(pk=version.content[name]).first())


def _restore_bylines(article: Article, bylines: list[list]) -> None:
    authors = set(_existing(Author, [author for author, _role in bylines]))
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author_id=author, role=role, position=position)
        for position, (author, role) in enumerate(bylines)
        if author in authors
    )


def _existing(model, ids: list[int]) -> list[int]:
    present = set(model.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return [each for each in ids if each in present]
