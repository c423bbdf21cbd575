"""Letters are HTML as the standard has it too: the Nu checker finds no error in either kind."""

from pathlib import Path

import pytest
from django.utils import timezone

from articles.models import Identity
from subscriptions.breaking import breaking_letter
from subscriptions.letters import letter
from subscriptions.news import news_of
from tests.factories import make_article, make_edition, make_mailing, make_photo, make_section, publish
from tests.validity.test_markup import checked


@pytest.mark.django_db
def test_no_letter_has_an_error_of_markup(tmp_path: Path):
    Identity.objects.update(publisher="Вестник & сыновья", address="Алматы", mail="desk@news.example")
    photo = make_photo(renditions=True, digital_source_type="trainedAlgorithmicMedia")
    article = make_article(headline="Курс <тенге> & рубля", photo=photo, genre="partner", importance=3)
    publish(article, by=None)
    make_edition(headline="Матч сыгран", section=make_section("sport"))
    digest = news_of(make_mailing(), at=timezone.now())

    (tmp_path / "digest.html").write_text(letter(digest, intro="Доброе утро!\n\nГлавное за ночь.").html)
    (tmp_path / "breaking.html").write_text(breaking_letter(article).html)

    assert [(each["url"], each["message"]) for each in checked(tmp_path)] == []
