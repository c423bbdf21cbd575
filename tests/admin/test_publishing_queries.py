"""What one press of a button costs: the same however much the story holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Edition
from articles.publishing import save_draft
from tests.admin.forms import address, send
from tests.factories import make_article, make_author, make_edition, make_photo, make_place

MOST = 44  # one of them marks photos that were never used before


def make_full(editor, parts: int) -> Article:
    """A story with that many tags, bylines, photos, cards and related stories."""
    targets = [make_edition(headline=f"Мост {number}", tags=["Мост"]).article for number in range(parts)]
    cards = "".join(
        f'<p>Текст.</p><news-card data-kind="photo" data-id="{make_photo().pk}"></news-card>'
        f'<p>Ещё.</p><news-card data-kind="related" data-id="{target.pk}"></news-card>'
        for target in targets
    )
    article = make_article(
        created_by=editor,
        photo=make_photo(),
        place=make_place(),
        tags=[f"Мост {number}" for number in range(parts)],
        authors=[make_author() for _number in range(parts)],
        body=cards,
    )
    for _each in targets:
        article.related_links.create(target=make_edition().article)
    save_draft(article, by=editor)
    return article


@pytest.mark.parametrize("parts", [1, 8])
def test_publishing_asks_no_more_of_a_long_story_than_of_a_short_one(client, editor, parts):
    article = make_full(editor, parts)
    client.force_login(editor)

    with CaptureQueriesContext(connection) as opened_and_published:
        assert send(client, address(article), "_publish", headline="Мост открыт для машин").status_code == 302

    sent = [each["sql"] for each in opened_and_published]
    posted = sent[max(number for number, sql in enumerate(sent) if "django_session" in sql) :]
    queries = [sql for sql in posted if "SAVEPOINT" not in sql]
    assert Edition.objects.live().filter(article=article).exists()
    assert len(queries) <= MOST
