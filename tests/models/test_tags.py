"""Tags: commas alone part them; case and ё do not tell them apart."""

import pytest

from articles.models import Tag
from articles.models.tag import parse_tags
from tests.factories import make_article


def test_a_name_of_two_words_is_one_tag():
    assert parse_tags("Касым-Жомарт Токаев, ЕАЭС,, еаэс ") == ["Касым-Жомарт Токаев", "ЕАЭС"]


@pytest.mark.django_db
def test_a_tag_typed_in_another_case_or_without_its_dots_is_the_same_tag():
    make_article(tags=["Ёлка"])
    make_article(tags=["елка", "ЁЛКА"])

    assert [tag.name for tag in Tag.objects.all()] == ["Ёлка"]
