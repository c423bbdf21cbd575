"""Which stories show a photo, and when it was first published; the files that readers get are all made anew."""

from django.db import migrations
from django.utils import timezone

from articles.models.placement import photo_uses
from articles.text.blocks import cut, photo_ids

CHUNK = 1000


def fill_uses(apps, schema_editor):
    """Of working copies; the verbs write them from now on."""
    alias = schema_editor.connection.alias
    uses = apps.get_model("articles", "PhotoUse").objects.using(alias)
    known = set(apps.get_model("articles", "Photo").objects.using(alias).values_list("pk", flat=True))
    rows = apps.get_model("articles", "Article").objects.using(alias).order_by("pk").only("pk", "photo_id", "body")
    for article in each(rows):
        shown = {pk for block in cut(article.body) for pk in photo_ids(block)} | {article.photo_id}
        uses.bulk_create(uses.model(article_id=article.pk, photo_id=pk) for pk in shown & known)


def fill_first_published(apps, schema_editor):
    alias = schema_editor.connection.alias
    photos = apps.get_model("articles", "Photo").objects.using(alias)
    rows = apps.get_model("articles", "Edition").objects.using(alias).order_by("pk").only("pk", "made_at", "content")
    first = {}
    for edition in each(rows):
        for use in photo_uses(edition.content):
            first[use["id"]] = min(edition.made_at, first.get(use["id"], edition.made_at))
    for photo, made_at in first.items():
        photos.filter(pk=photo).update(used_at=made_at)


def make_files_anew(apps, schema_editor):
    """Those there are carry a caption, and know no AVIF. One that was withdrawn has its own made when it comes back."""
    photos = apps.get_model("articles", "Photo").objects.using(schema_editor.connection.alias)
    photos.filter(withdrawn_at=None).update(renditions_due_at=timezone.now())


def each(rows):
    """In the order of their keys, without holding them all."""
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield from chunk
        last = chunk[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0014_photo_desk'),
    ]

    operations = [
        migrations.RunPython(fill_uses, migrations.RunPython.noop),
        migrations.RunPython(fill_first_published, migrations.RunPython.noop),
        migrations.RunPython(make_files_anew, migrations.RunPython.noop),
    ]
