"""People who sign in at the desk."""

import pytest

from tests.factories import make_section, make_user


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
