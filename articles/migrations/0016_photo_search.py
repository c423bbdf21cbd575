"""The index of the photos' words, filled with those of the library."""

from django.db import migrations

from articles.search import index_photos
from articles.search.operations import CreatePhotoSearch

CHUNK = 500


def index_library(apps, schema_editor):
    photos = apps.get_model("articles", "Photo").objects.using(schema_editor.connection.alias).order_by("pk")
    last = 0
    while chunk := list(photos.filter(pk__gt=last)[:CHUNK]):
        index_photos(chunk)
        last = chunk[-1].pk


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_photo_uses")]
    operations = [CreatePhotoSearch(), migrations.RunPython(index_library, migrations.RunPython.noop)]
