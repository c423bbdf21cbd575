"""Wrong combinations of settings, each with an id, and demo sign-ins left in production."""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.db import DatabaseError, connections

from articles.models.triggers import missing
from newsroom.readiness import LOOPBACK
from newsroom.sealing import is_opened, with_secrets

DEMO_SIGN_INS = ("chief", "editor", "reporter", "photo")
DEMO_PASSWORD = "demo"  # known to everyone: it stands in the README


@checks.register("newsroom", deploy=True)
def production_has_an_origin(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    if settings.NEWSROOM_ORIGIN:
        return []
    return [
        checks.Error(
            "NEWSROOM_ORIGIN is not set: no visitor's request would be answered.",
            hint="Set it to the public address, such as https://news.example.",
            id="newsroom.E001",
        )
    ]


@checks.register("newsroom")
def debug_is_for_a_local_machine(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    if settings.NEWSROOM_LOCAL or not settings.DEBUG:
        return []
    return [
        checks.Error(
            "NEWSROOM_DEBUG is true without NEWSROOM_LOCAL: readers would be shown the code and the settings.",
            hint="Unset NEWSROOM_DEBUG; on your own machine set NEWSROOM_LOCAL=true beside it.",
            id="newsroom.E002",
        )
    ]


@checks.register("newsroom")
def a_local_machine_has_no_public_name(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    host = urlsplit(settings.NEWSROOM_ORIGIN).hostname or ""
    if not settings.NEWSROOM_LOCAL or host in {"localhost", "127.0.0.1", "::1"} or host.endswith(".localhost"):
        return []
    return [
        checks.Error(
            f"NEWSROOM_LOCAL is true while NEWSROOM_ORIGIN names the public host {host}.",
            hint="Unset NEWSROOM_LOCAL on a server; unset NEWSROOM_ORIGIN on your own machine.",
            id="newsroom.E003",
        )
    ]


@checks.register("newsroom", deploy=True)
def passkeys_have_a_name_to_belong_to(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Browsers tie a passkey to a name (www.w3.org/TR/webauthn-3, 5.1.3); the app with codes works without one."""
    host = urlsplit(settings.NEWSROOM_ORIGIN).hostname or ""
    if settings.NEWSROOM_SECOND_FACTOR != "demanded" or not is_made_of_numbers(host):
        return []
    return [
        checks.Info(
            f"No browser takes a passkey at {host}: an address made of numbers is no name.",
            hint="Name the site in NEWSROOM_ORIGIN; on your own machine: http://localhost:8000.",
            id="newsroom.I001",
        )
    ]


def is_made_of_numbers(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@checks.register("newsroom")
def a_storage_has_its_bucket(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    said = [settings.NEWSROOM_S3_ORIGINALS, *(settings.NEWSROOM_S3[key] for key in ("endpoint_url", "access_key"))]
    if settings.NEWSROOM_S3_BUCKET or not any(said):
        return []
    return [
        checks.Error(
            "NEWSROOM_S3_BUCKET is not set beside the others of NEWSROOM_S3_: pictures would lie on the disk.",
            hint="Name the bucket, or unset the others.",
            id="newsroom.E006",
        )
    ]


@checks.register("newsroom")
def a_key_has_its_secret(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    if bool(settings.NEWSROOM_S3["access_key"]) == bool(settings.NEWSROOM_S3["secret_key"]):
        return []
    return [
        checks.Error(
            "Of NEWSROOM_S3_KEY and NEWSROOM_S3_SECRET only one is set: the storage would refuse every picture.",
            hint="Set both; or neither, where the machine itself has a role that may use the bucket.",
            id="newsroom.E007",
        )
    ]


@checks.register("newsroom")
def pictures_do_not_travel_in_the_clear(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    address = urlsplit(settings.NEWSROOM_S3["endpoint_url"] or "")
    if address.scheme != "http" or address.hostname in LOOPBACK:
        return []
    return [
        checks.Info(
            f"Originals travel to {address.hostname} in the clear: NEWSROOM_S3_ENDPOINT has no https.",
            hint="Well within one rack; else give the storage a certificate.",
            id="newsroom.I002",
        )
    ]


@checks.register("newsroom", checks.Tags.database, deploy=True)
def demo_sign_ins_are_gone(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """At most four passwords are tried, so the start stays quick."""
    if settings.NEWSROOM_LOCAL or not databases:
        return []
    try:
        people = list(get_user_model().objects.filter(username__in=DEMO_SIGN_INS, is_active=True))
    except DatabaseError:
        return []  # no table of people yet, so nobody can sign in
    return [
        checks.Error(
            f"Everyone knows the password of {person.get_username()}: it is the demo's.",
            hint=f"Change it: manage.py changepassword {person.get_username()}",
            id="newsroom.E004",
        )
        for person in people
        if person.check_password(DEMO_PASSWORD)
    ]


@checks.register("newsroom", checks.Tags.database, deploy=True)
def the_database_keeps_its_rules(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """A table that was rebuilt by hand has lost its triggers without a word."""
    return [
        checks.Error(
            f"The database {database} has lost the rule {rule}.",
            hint="Put the rules back: manage.py put_triggers_back",
            id="newsroom.E005",
        )
        for database in databases or []
        for rule in sorted(missing_rules(database))
    ]


@checks.register("newsroom", checks.Tags.database, deploy=True)
def second_factors_can_be_opened(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Who has one could not sign in."""
    try:
        shut = [row for row, name in with_secrets() if databases and not is_opened(row, name)]
    except DatabaseError:
        return []  # no table yet
    if not shut:
        return []
    return [
        checks.Error(
            f"{len(shut)} second factors are sealed with another NEWSROOM_SECRET_KEY.",
            hint="Set NEWSROOM_OLD_SECRET_KEY to it, then: manage.py seal_second_factors",
            id="newsroom.E008",
        )
    ]


def missing_rules(database: str) -> set[str]:
    """None while there are no tables to keep them on."""
    return missing(database) if "articles_edition" in connections[database].introspection.table_names() else set()
