"""People who sign in at the desk."""

import pytest

from articles.publishing import save_draft
from tests.factories import make_article, make_author, make_section, make_user


@pytest.fixture
def politics(db):
    return make_section("politics")


@pytest.fixture
def sport(db):
    return make_section("sport", name_ru="Спорт")


@pytest.fixture
def reporter(db):
    return make_user("reporter", username="reporter")


@pytest.fixture
def editor(politics):
    return make_user("editor", username="editor", sections=[politics])


@pytest.fixture
def chief(db):
    return make_user("chief", username="chief")


@pytest.fixture
def photographer(db):
    return make_user("photo_editor", username="photo")


@pytest.fixture
def story(politics, chief):
    """Saved once, in the editor's section."""
    article = make_article(headline="Мост открыт", section=politics, tags=["мосты", "реки"], authors=[make_author()])
    save_draft(article, by=chief)
    return article


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def library(client, photographer):
    client.force_login(photographer)
    return client
