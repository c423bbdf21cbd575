"""What the roles may since the desk has an audit: a chief reads it and merges tags; nobody deletes a story."""

from django.contrib.auth.management import create_permissions
from django.db import migrations, models

from articles.models.triggers import PutTriggersBack

GIVEN = {"chief": ("view_event", "merge_tag")}
TAKEN = {"chief": ("delete_article",), "editor": ("delete_article",)}


def change_roles(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True  # create_permissions passes over an application without models
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    give(apps, GIVEN)
    take(apps, TAKEN)


def change_them_back(apps, schema_editor):
    take(apps, GIVEN)
    give(apps, TAKEN)


def give(apps, roles):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=roles):
        group.permissions.add(*named(apps, roles[group.name]))


def take(apps, roles):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=roles):
        group.permissions.remove(*named(apps, roles[group.name]))


def named(apps, codenames):
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.filter(content_type__app_label="articles", codename__in=codenames)


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_desk")]
    operations = [
        migrations.AddIndex("event", models.Index(fields=["-at"], name="event_by_time")),
        migrations.RunPython(change_roles, change_them_back),
        PutTriggersBack(),
    ]
