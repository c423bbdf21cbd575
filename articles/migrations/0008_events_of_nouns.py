"""What was done with one tag, section or person is found by an index."""

from django.db import migrations, models

from articles.models.triggers import PutTriggersBack


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_sitting_saved")]
    operations = [
        migrations.AddIndex("event", models.Index(fields=["noun", "noun_id", "-id"], name="event_of_noun")),
        PutTriggersBack(),
    ]
