"""A section's address never hides one of the site's own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern

from articles.models import Section
from articles.models.section import ROOT_WORDS


def first_words(nodes) -> set[str]:
    """The literal first words of the URL configuration, without endings such as .xml."""
    words = set()
    for node in nodes:
        if isinstance(node.pattern, LocalePrefixPattern):
            words |= first_words(node.url_patterns)
        else:
            words.add(str(node.pattern).partition("/")[0].partition(".")[0])
    return {word for word in words if word and "<" not in word}


def test_every_first_word_of_the_site_s_addresses_is_reserved():
    assert first_words(get_resolver().url_patterns) <= ROOT_WORDS


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["search", "tag", "kk", "Admin", "lenta"])
def test_a_section_cannot_take_an_address_of_the_site(word):
    with pytest.raises(ValidationError):
        Section(slug=word, name_ru="Рубрика").full_clean()


@pytest.mark.django_db
def test_any_other_word_may_name_a_section():
    Section(slug="politics", name_ru="Политика").full_clean()
