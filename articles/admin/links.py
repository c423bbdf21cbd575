"""What the form of a story writes beside its row, before `save_draft` makes a version: tags, bylines, related news."""

from articles.models import Article, Author, Byline, RelatedLink, Tag, TaggedArticle
from articles.text.folding import fold


def write_tags(article: Article, names: list[str]) -> None:
    """Tags of these names and no others; new ones are made. Case and ё do not tell tags apart."""
    known = Tag.objects.called(names)
    found = [known.get(fold(name)) or Tag.objects.get_or_create(name=name)[0] for name in names]
    tags = list(dict.fromkeys(found))  # a name and another name of one tag are one
    article.tagged.exclude(tag__in=tags).delete()
    had = set(article.tagged.values_list("tag_id", flat=True))
    new = [tag for tag in tags if tag.pk not in had]
    TaggedArticle.objects.bulk_create(TaggedArticle(content_object=article, tag=tag) for tag in new)


def write_bylines(article: Article, bylines: list[tuple[int, str]]) -> None:
    """Pairs of an author's id and a role, in order; an author who is gone is left out."""
    authors = Author.objects.in_bulk([pk for pk, _role in bylines])
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author=authors[pk], role=role, position=position)
        for position, (pk, role) in enumerate(bylines)
        if pk in authors
    )


def write_related(article: Article, stories: list[int]) -> None:
    """Ids in order; a story that is gone, and the story itself, are left out."""
    known = set(Article.objects.filter(pk__in=stories).values_list("pk", flat=True)) - {article.pk}
    article.related_links.all().delete()
    RelatedLink.objects.bulk_create(
        RelatedLink(article=article, target_id=pk, position=position)
        for position, pk in enumerate(stories)
        if pk in known
    )
