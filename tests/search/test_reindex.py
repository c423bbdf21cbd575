"""The indexes can be built again at any time, from where it stopped, beside the desk at work."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article, Edition
from articles.publishing import save_draft
from articles.search import forget_editions, rebuilding, search_articles, search_editions
from articles.search.entries import put
from articles.search.indexing import edition_rows
from articles.search.layout import ARTICLES, EDITIONS, Table
from articles.search.rebuilding import INDEXES
from tests.factories import kill, make_article, make_edition, make_user

pytestmark = pytest.mark.django_db


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def reindex(*arguments: str, stdout: StringIO | None = None) -> str:
    output = stdout or StringIO()
    call_command("reindex", *arguments, stdout=output)
    return output.getvalue()


def empty(table: Table) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table.name}")


def entries(table: Table) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table.name}")
        return cursor.fetchone()[0]


def test_what_no_verb_has_indexed_is_found_after_reindex():
    edition = make_edition(headline="Мост")
    empty(EDITIONS)
    empty(ARTICLES)
    assert search_editions("мост", language="ru") == []

    reindex()

    assert search_editions("мост", language="ru") == [edition]
    assert search_articles("мост") == [edition.article_id]


def test_reindex_changes_nothing_where_all_was_well():
    edition = make_edition(headline="Мост")

    reindex()
    reindex()

    assert search_editions("мост", language="ru") == [edition]
    assert entries(EDITIONS) == entries(ARTICLES) == 1


def test_what_is_over_or_gone_leaves_the_indexes():
    edition = make_edition(headline="Мост")
    kill(edition.article, by=make_user("chief"))
    edition.visible_until = None
    put(EDITIONS, edition_rows([edition]))
    article = make_article()
    save_draft(article, by=None)
    article.versions.all().delete()
    article.events.all().delete()
    article.delete()
    draft = make_article()

    reindex()

    assert entries(EDITIONS) == 0
    assert entries(ARTICLES) == 2  # the killed story's working copy and the draft behind the gap
    assert search_articles("мост") == [draft.pk, edition.article_id]


def test_broken_off_it_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    editions = [make_edition(headline=f"Мост {number}") for number in range(5)]
    empty(EDITIONS)
    batches = INDEXES[0].rebuild(after=0)
    next(batches)
    batches.close()

    output = reindex("--only", "editions")

    assert f"going on after number {editions[1].pk}" in output
    assert "3 indexed" in output
    assert len(search_editions("мост", language="ru")) == 5
    assert "going on" not in reindex()


def test_it_can_be_told_to_begin_anew(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    for number in range(3):
        make_edition(headline=f"Мост {number}")
    batches = INDEXES[0].rebuild(after=0)
    next(batches)
    batches.close()

    assert "3 indexed" in reindex("--anew", "--only", "editions")


def test_an_interruption_says_how_to_go_on(monkeypatch):
    make_edition()

    def interrupted(after, pks):
        raise KeyboardInterrupt

    monkeypatch.setattr(
        "articles.management.commands.reindex.INDEXES", [rebuilding.Index("editions", Edition, interrupted)]
    )

    with pytest.raises(CommandError, match="Run it again"):
        reindex()


def test_a_story_saved_meanwhile_keeps_its_newer_words():
    article = make_article(headline="Мост")
    save_draft(article, by=None)
    write = rebuilding.rebuild_articles(0, [article.pk])
    article.headline = "Тоннель"
    save_draft(article, by=None)

    write()

    assert search_articles("мост открыли утром тоннель") == [article.pk]
    assert Article.objects.get(pk=search_articles("тоннель")[0]).headline == "Тоннель"


def test_a_log_gets_whole_lines_and_a_terminal_one_that_moves(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 1)
    for _ in range(3):
        make_edition()

    log, terminal = reindex("--only", "editions"), reindex("--only", "editions", stdout=Terminal())

    assert log.splitlines()[0].startswith("editions: 1 of 3, ")
    assert log.splitlines()[-1] == "editions: 3 indexed."
    assert "\r[██████████████████████████████] editions: 3 of 3" in terminal
    assert terminal.endswith("\neditions: 3 indexed.\n")


@pytest.mark.parametrize("arguments", [["--only", "people"], ["--from", "7"], ["everything"]])
def test_a_wrong_word_is_answered_in_a_sentence(arguments):
    with pytest.raises(CommandError, match="Error: "):
        reindex(*arguments)


def test_a_newsroom_without_stories_is_reindexed_at_once():
    assert reindex() == "editions: 0 indexed.\narticles: 0 indexed.\nphotos: 0 indexed.\n"


def test_forgetting_what_is_not_indexed_is_no_error():
    edition = make_edition()

    forget_editions([edition.pk, edition.pk + 1000])
    forget_editions([edition.pk])

    assert entries(EDITIONS) == 0
