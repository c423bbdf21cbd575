"""The four roles of the newsroom. A role is a group; what it may do beyond its own stories the desk asks of verbs."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ALL = ("add", "change", "delete", "view")

PARTS = {"byline": ALL, "relatedlink": ALL}  # rows of a story's own form

ROLES = {
    "reporter": PARTS | {"article": ("add", "change", "view"), "photo": ("view",), "tag": ("add", "view")},
    "editor": PARTS
    | {
        "article": ("add", "change", "delete", "view", "publish"),
        "photo": ("add", "change", "view"),
        "tag": ("add", "change", "view"),
        "author": ("view",),
        "place": ("view",),
    },
    "photo_editor": {"article": ("view",), "photo": ALL, "tag": ("view",)},
    "chief": PARTS
    | {
        "article": (*ALL, "publish", "kill", "edit_any_section"),
        "photo": ALL,
        "tag": ALL,
        "author": ALL,
        "place": ALL,
        "placename": ALL,
        "section": ALL,
        "user": ("add", "change", "view"),
    },
}


def codenames(role: dict) -> list[str]:
    return [action if "_" in action else f"{action}_{noun}" for noun, actions in role.items() for action in actions]


def make_roles(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True  # create_permissions passes over an application without models
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    groups = apps.get_model("auth", "Group").objects
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="articles")
    for name, role in ROLES.items():
        group, _made = groups.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames(role)))


def drop_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, drop_roles)]
