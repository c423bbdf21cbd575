"""Rules that rows keep whatever writes them: a version never changes, an edition only ends, a story never steps back.

SQLite rebuilds a table in most migrations and drops its triggers without a word, so every migration that touches
Article, Version, Edition, Event or Photo ends with `PutTriggersBack`. No trigger on DELETE: the flush between tests
deletes.
"""

import re

from django.db import connections
from django.db.migrations.operations.base import Operation

MUTABLE = ("visible_until", "ended_as")

OVERLAP = """EXISTS (SELECT 1 FROM articles_edition other
 WHERE other.article_id = NEW.article_id AND other.id <> NEW.id
 AND (other.visible_until IS NULL OR other.visible_until > other.visible_from)
 AND (NEW.visible_until IS NULL OR NEW.visible_until > NEW.visible_from)
 AND (other.visible_until IS NULL OR other.visible_until > NEW.visible_from)
 AND (NEW.visible_until IS NULL OR NEW.visible_until > other.visible_from))"""

# What was taken from readers does not come back by itself: undoing a kill or a withdrawal makes a new edition.
UNENDED = """(OLD.ended_as IN ('cancelled', 'killed')
 AND (NEW.ended_as <> OLD.ended_as OR NEW.visible_until <> OLD.visible_until OR NEW.visible_until IS NULL))
 OR (OLD.ended_as = 'withdrawn' AND NEW.ended_as = '')"""

STEPS_BACK = "NEW.version < OLD.version"

# The seed's row of a photo that was withdrawn since would bring it back. A person who does orders its files again.
COMES_BACK = "OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL AND NEW.renditions_due_at IS NULL"

RULES = {
    # name: (table, moments, condition or None for "any column but these", sentence)
    "article_never_steps_back": ("articles_article", "UPDATE", STEPS_BACK, "this story has newer versions"),
    "version_is_append_only": ("articles_version", "UPDATE", (), "a version never changes"),
    "event_is_append_only": ("articles_event", "UPDATE", (), "an event never changes"),
    "edition_is_frozen": ("articles_edition", "UPDATE", MUTABLE, "an edition is frozen but for its end"),
    "edition_stays_ended": ("articles_edition", "UPDATE", UNENDED, "what was withdrawn or killed stays so"),
    "photo_stays_withdrawn": ("articles_photo", "UPDATE", COMES_BACK, "what was withdrawn comes back by its verb"),
    "edition_overlaps_none": ("articles_edition", "INSERT OR UPDATE", OVERLAP, "editions of a story overlap"),
}


class PutTriggersBack(Operation):
    """Last operation of every migration that touches Article, Version, Edition, Event or Photo.

    The first one, too, of a migration that brings a column of a rule: on the way back it takes that rule away.
    """

    reversible = True
    reduces_to_sql = False

    def state_forwards(self, app_label, state):
        """Triggers are no part of the models' state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for statement in statements(schema_editor.connection):
            schema_editor.execute(statement)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """The tables take their triggers with them; a table that stays keeps its own but for what cannot be kept."""
        for statement in without_columns(schema_editor.connection):
            schema_editor.execute(statement)

    def describe(self):
        return "Put the triggers of stories, versions and editions back"


def missing(using: str = "default") -> set[str]:
    """Names of the rules that this database does not keep."""
    connection = connections[using]
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        present = {name for (name,) in cursor.fetchall()}
    return {rule for rule in RULES if not names_of(rule, connection.vendor) <= present}


def names_of(rule: str, vendor: str) -> set[str]:
    """SQLite wants a trigger for each moment."""
    moments = RULES[rule][1].lower().split(" or ")
    return {f"{rule}_{moment}" for moment in moments} if vendor == "sqlite" else {rule}


def statements(connection) -> list[str]:
    """For the tables and columns that there are: an early migration knows nothing of later ones."""
    made = _sqlite if connection.vendor == "sqlite" else _postgresql
    tables = set(connection.introspection.table_names())
    rules = [rule for rule in RULES if RULES[rule][0] in tables and _has_columns(connection, rule)]
    return [statement for rule in rules for statement in made(connection, rule, *RULES[rule])]


def without_columns(connection) -> list[str]:
    """Take away the rules that go by columns which there are not."""
    tables = set(connection.introspection.table_names())
    unfit = [rule for rule in RULES if RULES[rule][0] in tables and not _has_columns(connection, rule)]
    on = "" if connection.vendor == "sqlite" else " ON {}"
    return [
        f"DROP TRIGGER IF EXISTS {name}{on.format(RULES[rule][0])}"
        for rule in unfit
        for name in names_of(rule, connection.vendor)
    ]


def _has_columns(connection, rule) -> bool:
    table, _moments, condition, _sentence = RULES[rule]
    named = set(re.findall(r"\bNEW\.(\w+)", condition)) if isinstance(condition, str) else set()
    return named <= set(_columns(connection, table))


def _columns(connection, table) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def _sqlite(connection, rule, table, moments, condition, sentence):
    if not isinstance(condition, str):
        condition = _any_column_but(connection, table, condition)
    for moment in moments.split(" OR "):
        name = f"{rule}_{moment.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH ROW WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{rule}: {sentence}'); END"
        )


def _any_column_but(connection, table, mutable):
    columns = _columns(connection, table)
    return " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns if name not in mutable)


def _postgresql(connection, rule, table, moments, condition, sentence):
    if not isinstance(condition, str):
        names = "".join(f" - '{name}'" for name in condition)
        condition = f"to_jsonb(NEW){names} <> to_jsonb(OLD){names}"
    yield (
        f"CREATE OR REPLACE FUNCTION {rule}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
        f"RAISE EXCEPTION '{rule}: {sentence}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS {rule} ON {table}"
    yield f"CREATE TRIGGER {rule} BEFORE {moments} ON {table} FOR EACH ROW EXECUTE FUNCTION {rule}()"
