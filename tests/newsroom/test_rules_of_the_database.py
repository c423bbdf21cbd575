"""A database that has lost a rule is noticed before it serves."""

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models.triggers import missing
from newsroom.checks import the_database_keeps_its_rules

pytestmark = pytest.mark.django_db


def drop(rule: str) -> None:
    lite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {rule}_update" if lite else f"DROP TRIGGER {rule} ON articles_edition")


def test_a_lost_rule_stops_the_start_and_is_put_back_by_a_command(capsys):
    assert the_database_keeps_its_rules(None, databases=["default"]) == []
    drop("edition_is_frozen")

    errors = the_database_keeps_its_rules(None, databases=["default"])
    assert [error.id for error in errors] == ["newsroom.E005"]
    assert "edition_is_frozen" in errors[0].msg

    call_command("put_triggers_back")
    assert capsys.readouterr().out == "Put back: edition_is_frozen.\n"
    assert missing() == set()
