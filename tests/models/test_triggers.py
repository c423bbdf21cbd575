"""The database itself refuses to rewrite what readers saw."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from articles.models import Article, Edition, Event, Photo, Version
from articles.models.event import Action
from articles.models.triggers import RULES, PutTriggersBack, missing
from articles.publishing import note_down, save_draft, withdraw
from tests.factories import kill, make_article, make_edition, make_photo

pytestmark = pytest.mark.django_db

GUARDED = {"article", "version", "edition", "event"}
MUTABLE = {"visible_until", "ended_as"}


def changed(field: models.Field, edition: Edition):
    """Another value of the right type for that column."""
    value = getattr(edition, field.attname)
    if isinstance(field, models.DateTimeField):
        return (value or timezone.now()) + timedelta(days=1)
    if isinstance(field, models.UUIDField):
        return "00000000-0000-4000-8000-000000000000"
    if isinstance(field, models.JSONField):
        return ["другое"] if isinstance(value, list) else value | {"headline": "Другое"}
    return value[::-1] or "x" if isinstance(field, models.CharField | models.TextField) else value + 1


@pytest.mark.parametrize(
    "field",
    [f for f in Edition._meta.concrete_fields if f.name not in MUTABLE and not f.primary_key and not f.is_relation],
    ids=lambda field: field.name,
)
def test_nothing_of_an_edition_can_be_rewritten(field):
    edition = make_edition()

    with pytest.raises(IntegrityError, match="edition_is_frozen"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**{field.attname: changed(field, edition)})


@pytest.mark.parametrize("link", ["article_id", "version_id", "published_by_id"])
def test_an_edition_keeps_its_story_its_version_and_its_publisher(link, django_user_model):
    edition, other = make_edition(), make_edition(headline="Другая")
    person = django_user_model.objects.create(username="someone")
    value = {"article_id": other.article_id, "version_id": other.version_id, "published_by_id": person.pk}[link]

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**{link: value})


def test_an_edition_may_be_saved_as_it_is():
    edition = make_edition()

    Edition.objects.get(pk=edition.pk).save()

    assert Edition.objects.get(pk=edition.pk).content == edition.content


def test_two_editions_of_a_story_never_overlap():
    edition = make_edition()
    now = timezone.now()

    with pytest.raises(IntegrityError, match="edition_overlaps_none"), transaction.atomic():
        edition.pk, edition.number = None, 2
        edition.visible_from, edition.visible_until = now, now + timedelta(hours=1)
        edition.ended_as = "withdrawn"
        edition.save(force_insert=True)


@pytest.mark.parametrize("verb", [withdraw, kill])
def test_what_was_taken_from_readers_does_not_come_back_by_an_update(verb):
    edition = make_edition()
    verb(edition.article, by=None)

    with pytest.raises(IntegrityError, match="edition_stays_ended"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(visible_until=None, ended_as="")


def test_a_version_is_never_changed():
    version = save_draft(make_article(), by=None)

    with pytest.raises(IntegrityError, match="version_is_append_only"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(body="<p>Подменено.</p>")


def test_a_story_never_steps_back_to_an_older_version():
    article = make_article()
    save_draft(article, by=None)
    article.headline = "Мост закрыт"
    save_draft(article, by=None)

    with pytest.raises(IntegrityError, match="article_never_steps_back"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(version=1, headline="Мост открыт")


def test_every_migration_that_touches_a_guarded_table_puts_the_triggers_back():
    loader = MigrationLoader(connection)
    for (app, name), migration in loader.disk_migrations.items():
        if app != "articles":
            continue
        touches = {
            getattr(operation, "model_name", getattr(operation, "name", "")).lower()
            for operation in migration.operations
        }
        if touches & GUARDED:
            assert isinstance(migration.operations[-1], PutTriggersBack), name


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_rebuilding_the_table_drops_the_triggers_and_the_operation_puts_them_back():
    state = MigrationExecutor(connection).loader.project_state()
    longer = models.CharField(max_length=61)

    migrate(state, migrations.AlterField("edition", "slug", longer), PutTriggersBack())
    try:
        assert missing() == set()
        assert edition_is_refused()
    finally:
        migrate(state, migrations.AlterField("edition", "slug", models.CharField(max_length=60)), PutTriggersBack())


def migrate(state, *operations) -> None:
    with connection.schema_editor(atomic=True) as editor:
        for operation in operations:
            after = state.clone()
            operation.state_forwards("articles", after)
            operation.database_forwards("articles", editor, state, after)
            state = after


def edition_is_refused() -> bool:
    edition = make_edition()
    try:
        with transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(slug="elsewhere")
    except IntegrityError:
        return True
    return False


def test_an_event_is_never_rewritten():
    event = note_down(Action.KILLED, by=None, article=make_article(), note="по решению суда")

    with pytest.raises(IntegrityError, match="event_is_append_only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(note="само прошло")


def test_a_title_cannot_forge_a_line_of_the_audit():
    article = make_article(headline="Мост\u202eатыркто")

    event = note_down(Action.SAVED, by=None, article=article, note="правка\n12:00 шеф: опубликовано\x00")

    assert event.label == "Мостатыркто"
    assert event.note == "правка 12:00 шеф: опубликовано"


def test_on_the_way_back_no_rule_stays_whose_column_is_gone(monkeypatch):
    photo = make_photo()
    monkeypatch.setitem(RULES, "photo_stays_withdrawn", ("articles_photo", "UPDATE", "NEW.gone IS NULL", ""))

    PutTriggersBack().database_backwards("articles", connection.schema_editor(), None, None)

    assert missing() == {"photo_stays_withdrawn"}
    Photo.objects.filter(pk=photo.pk).update(caption="Тоннель")


def test_what_brings_a_rules_column_takes_the_rule_away_on_the_way_back():
    brought = MigrationLoader(connection).disk_migrations["articles", "0014_photo_desk"]

    assert isinstance(brought.operations[0], PutTriggersBack), "the last operation of the way back"
