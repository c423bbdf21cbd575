from django.db import migrations

from articles.models.triggers import PutTriggersBack


class Migration(migrations.Migration):
    """A photo that was withdrawn comes back by its verb alone."""

    dependencies = [("articles", "0018_photo_failed")]

    operations = [PutTriggersBack()]
