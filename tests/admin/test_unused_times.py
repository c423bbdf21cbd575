"""A time typed for the publication is not lost by saving or by looking first: a lost embargo would publish at once."""

import pytest

from articles.publishing import save_draft
from tests.admin.forms import address, fields_of, send
from tests.factories import make_article

LATER = {"publish_at_0": "2030-01-02", "publish_at_1": "03:04", "note": "Скажем позже."}


@pytest.fixture
def story(client, editor, politics):
    article = make_article(section=politics)
    save_draft(article, by=None)
    client.force_login(editor)
    return article


@pytest.mark.parametrize("button", ["_save", "_preview"])
def test_a_time_that_was_typed_stands_in_the_form_again(client, editor, story, button):
    response = send(client, address(story), button, **LATER)

    _path, _mark, typed = response.url.partition("?")
    fields = fields_of(client.get(f"{address(story)}?{typed}").content, "article_form")
    assert fields["publish_at_0"] == ["2030-01-02"]
    assert fields["publish_at_1"] == ["03:04"]


def test_the_way_back_from_the_preview_keeps_the_time_and_nothing_is_published_past_it(client, editor, story):
    response = send(client, address(story), "_preview", **LATER)

    page = client.get(response.url).content.decode()

    assert "publish_at_0=2030-01-02" in page
    assert f"/{story.pk}/publish/" not in page


def test_without_a_time_the_address_stays_plain(client, editor, story):
    assert "?" not in send(client, address(story), "_save", lead="Другой лид").url
