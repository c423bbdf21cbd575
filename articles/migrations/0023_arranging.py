"""Editors and chiefs arrange the front page."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("editor", "chief")
GIVEN = ("view_slot", "change_slot")


def give(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True  # create_permissions passes over an application without models
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    for group in roles(apps):
        group.permissions.add(*permissions(apps))


def take(apps, schema_editor):
    for group in roles(apps):
        group.permissions.remove(*permissions(apps))


def roles(apps):
    return apps.get_model("auth", "Group").objects.filter(name__in=ROLES)


def permissions(apps):
    found = apps.get_model("auth", "Permission").objects
    return found.filter(content_type__app_label="articles", codename__in=GIVEN)


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_readers_site")]
    operations = [migrations.RunPython(give, take)]
