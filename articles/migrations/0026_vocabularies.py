"""The words of the search indexes, so that those that begin alike are found one by one."""

from django.db import migrations

from articles.search.operations import CreateVocabularies


class Migration(migrations.Migration):
    dependencies = [("articles", "0025_touches")]
    operations = [CreateVocabularies()]
