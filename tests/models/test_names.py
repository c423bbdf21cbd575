"""Names are kept as every feed may carry them."""

import pytest

from articles.models import Identity, Tag
from tests.factories import make_article, make_author, make_section, make_standing_page

pytestmark = pytest.mark.django_db

PASTED, KEPT = "Вест\x0bник\uffff", "Вестник"


def test_control_characters_pasted_with_a_name_are_not_kept():
    identity = Identity.objects.get()
    identity.name_ru = identity.tagline_kk = identity.imprint_en = PASTED
    identity.save()
    section, author = make_section(name_kk=PASTED), make_author(name_ru=PASTED)
    page, tag = make_standing_page(title_en=PASTED), Tag.objects.create(name=PASTED)
    for row in (identity, section, author, page, tag):
        row.refresh_from_db()

    kept = [identity.name_ru, identity.tagline_kk, identity.imprint_en, section.name_kk, author.name_ru, page.title_en]
    assert [*kept, tag.name] == [KEPT] * 7
    assert tag.folded == KEPT.casefold()


def test_a_column_that_was_not_read_is_not_asked_for_when_a_row_is_saved(django_assert_num_queries):
    page = make_standing_page()
    with django_assert_num_queries(2):
        found = type(page).objects.only("title_ru").get(pk=page.pk)
        found.title_ru = PASTED
        found.save(update_fields=["title_ru"])

    assert type(page).objects.get().title_ru == KEPT


def test_nothing_in_a_headline_turns_the_direction_of_writing():
    pasted = "Мост \u202eоткрыт\u2066"

    article = make_article(headline=pasted, short_headline=pasted, seo_title=pasted)

    article.refresh_from_db()
    assert {article.headline, article.short_headline, article.seo_title} == {"Мост открыт"}
