"""Lays stories that come as lines of JSON into Wagtail's database, in bulk: `python load_content.py < stories.jsonl`.

The first line names sections and photos; each other is a story. Run by the Python that has Wagtail.
"""

import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")
django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils.dateparse import parse_datetime  # noqa: E402
from news.models import IN_A_LIST, IN_A_STORY, ArticlePage, ArticleTag, FrontPage, RelatedArticle, SectionPage  # noqa: E402
from taggit.models import Tag  # noqa: E402
from wagtail.images.models import Filter, Image, Rendition  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402

BATCH = 500


def main() -> None:
    Path(os.environ["WAGTAIL_DATA"]).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    head = json.loads(sys.stdin.readline())
    with transaction.atomic():
        sections = make_tree(head["sections"])
        make_photos(head["photos"], Path(head["picture"]).read_bytes())
        tags: dict[str, Tag] = {}
        for batch in batches():
            add(batch, sections, tags)
        for section in sections.values():
            section.save(update_fields=["numchild"])
    call_command("update_index", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def make_tree(names: dict[str, str]) -> dict[str, SectionPage]:
    root = Page.get_first_root_node()
    front = root.add_child(instance=FrontPage(title="News", slug="news"))
    Site.objects.all().delete()
    Site.objects.create(hostname="127.0.0.1", root_page=front, is_default_site=True)
    return {
        slug: front.add_child(instance=SectionPage(title=title, slug=slug, show_in_menus=True))
        for slug, title in names.items()
    }


def make_photos(photos: list[int], picture: bytes) -> None:
    """Rows for each; a single file for all."""
    original = Image(title="picture", width=1280, height=720)
    original.file.save("picture.jpg", ContentFile(picture), save=False)
    file = original.file.name
    Image.objects.bulk_create(Image(pk=pk, title=f"{pk}", file=file, width=1280, height=720) for pk in photos)
    Rendition.objects.bulk_create(
        (
            Rendition(image_id=pk, filter_spec=Filter(spec).spec, file=file, width=400, height=225, focal_point_key="")
            for pk in photos
            for spec in (*IN_A_LIST, *IN_A_STORY)
        ),
        batch_size=BATCH,
    )


def batches() -> Iterator[list[dict]]:
    while batch := [json.loads(line) for line in islice(sys.stdin, BATCH)]:
        yield batch


def add(batch: list[dict], sections: dict[str, SectionPage], tags: dict[str, Tag]) -> None:
    """Numbers of pages are those of the stories, above what the tree has taken."""
    kind, locale = ContentType.objects.get_for_model(ArticlePage), Locale.get_default()
    pages = [page(each, sections[each["section"]], kind, locale) for each in batch]
    Page.objects.bulk_create(map(base_of, pages))
    ArticlePage._base_manager._insert(pages, ArticlePage._meta.local_concrete_fields, using="default")
    unknown = {name for each in batch for name in each["tags"]} - tags.keys()
    made = Tag.objects.bulk_create(Tag(name=name, slug=f"tag-{len(tags) + n}") for n, name in enumerate(unknown))
    tags |= {tag.name: tag for tag in made}
    ArticleTag.objects.bulk_create(
        ArticleTag(content_object_id=each["id"], tag=tags[name]) for each in batch for name in each["tags"]
    )
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article_id=each["id"], target_id=target, sort_order=order)
        for each in batch
        for order, target in enumerate(each["related"])
    )


def page(story: dict, section: SectionPage, kind: ContentType, locale: Locale) -> ArticlePage:
    section.numchild += 1
    at = parse_datetime(story["at"])
    slug = f"story-{story['id']}"
    said = ("lead", "dateline", "authors", "body", "photo_id", "caption", "credit")
    return ArticlePage(
        id=story["id"],
        page_ptr_id=story["id"],
        path=Page._get_path(section.path, section.depth + 1, section.numchild),
        depth=section.depth + 1,
        title=story["headline"],
        draft_title=story["headline"],
        slug=slug,
        url_path=f"{section.url_path}{slug}/",
        search_description=story["lead"],
        content_type=kind,
        locale=locale,
        first_published_at=at,
        last_published_at=at,
        latest_revision_created_at=at,
        **{name: story[name] for name in said},
    )


def base_of(article: ArticlePage) -> Page:
    return Page(**{field.attname: getattr(article, field.attname) for field in Page._meta.concrete_fields})


if __name__ == "__main__":
    main()
