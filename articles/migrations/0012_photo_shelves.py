"""Which editions show a photo, and which told of a mistake: asked by index."""

from django.db import migrations, models
from django.utils import timezone

from articles.models.names import Language
from articles.models.placement import photo_uses, shelf
from articles.models.triggers import PutTriggersBack

CHUNK = 1000


def fill_shelves(apps, schema_editor):
    """Of what is live or waits; the verbs write them from now on."""
    alias = schema_editor.connection.alias
    placements = apps.get_model("articles", "Placement").objects.using(alias)
    editions = apps.get_model("articles", "Edition").objects.using(alias).order_by("pk")
    is_open = models.Q(visible_until=None) | models.Q(
        visible_until__gt=timezone.now(), visible_from__lt=models.F("visible_until")
    )
    rows = editions.filter(is_open).only("pk", "article_id", "language", "first_published_at", "content")
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        placements.bulk_create(
            placements.model(
                edition_id=edition.pk,
                article_id=edition.article_id,
                first_published_at=edition.first_published_at,
                shelf=shelf(edition.language, "photo", photo),
            )
            for edition in chunk
            for photo in {use["id"] for use in photo_uses(edition.content)}
        )


def empty_shelves(apps, schema_editor):
    placements = apps.get_model("articles", "Placement").objects.using(schema_editor.connection.alias)
    for language in Language.values:
        placements.filter(shelf__startswith=f"{language}/photo/").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_site'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('public_note', ''), _negated=True), fields=['language', '-visible_from', '-id'], name='edition_telling'),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(condition=models.Q(('usage_until__isnull', False)), fields=['usage_until'], name='photo_rights_end'),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', False)), fields=['withdrawn_at'], name='photo_withdrawn'),
        ),
        migrations.RunPython(fill_shelves, empty_shelves),
        PutTriggersBack(),
    ]
