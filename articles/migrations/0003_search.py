"""The two indexes of words. `manage.py reindex` fills them for stories that were there before."""

from django.db import migrations

from articles.search.operations import CreateSearchTables


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_roles")]
    operations = [CreateSearchTables()]
