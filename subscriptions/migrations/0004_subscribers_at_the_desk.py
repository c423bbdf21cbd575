"""Who reads by mail is seen and erased by chiefs alone."""

from django.db import migrations

GIVEN = ("view_subscriber", "delete_subscriber")


def give(apps, schema_editor):
    for chief in apps.get_model("auth", "Group").objects.filter(name="chief"):
        chief.permissions.add(*given(apps))


def take(apps, schema_editor):
    for chief in apps.get_model("auth", "Group").objects.filter(name="chief"):
        chief.permissions.remove(*given(apps))


def given(apps):
    """Made by the migration before."""
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.filter(content_type__app_label="subscriptions", codename__in=GIVEN)


class Migration(migrations.Migration):

    dependencies = [
        ('subscriptions', '0003_confirmation_letter'),
    ]

    operations = [
        migrations.RunPython(give, take),
    ]
