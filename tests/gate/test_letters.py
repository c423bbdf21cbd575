"""Letters are an exit as pages are: nothing that is not live goes into one, and no photo that may not be shown."""

import pytest
from django.core import mail
from django.utils import timezone

from articles.models import Article, Photo
from subscriptions.sending import send_some
from tests.factories import make_edition, make_mailing, make_photo, make_subscriber, publish
from tests.gate.test_gate import SECRET, STATES, corrected, secret_story
from tests.gate.test_photos import GONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return secret_story()


def letters_about(article: Article) -> list[str]:
    """All that readers of both kinds get: subjects, texts and HTML."""
    make_subscriber(wants_breaking=True)
    make_mailing(on=timezone.localdate())
    make_mailing(kind="breaking", article=article)
    while send_some():
        pass
    return [f"{each.subject}\n{each.body}\n{each.alternatives[0].content}" for each in mail.outbox]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_is_not_live_is_in_no_letter(article, state):
    make_edition(headline="Парк открыт", section=article.section)
    state(article)

    letters = letters_about(article)

    assert letters
    assert not [each for each in letters if SECRET in each]


def test_what_is_live_is_in_both(article):
    corrected(article)

    letters = letters_about(article)

    assert len(letters) == 2
    assert all(f"Мост {SECRET}" in each for each in letters)


@pytest.mark.parametrize("gone", [None, *GONE])
def test_a_photo_comes_with_its_credit_or_not_at_all(gone):
    photo = make_photo(renditions=True, agency="Агентство", alt="Мост с лодки")
    article = secret_story()
    article.photo = photo
    publish(article, by=None)
    if gone:
        Photo.objects.filter(pk=photo.pk).update(**GONE[gone](timezone.now()))

    letters = letters_about(article)

    assert len(letters) == 2
    for said in (photo.token, "Агентство / Владислав Воднев", "Мост с лодки"):
        assert [said in each for each in letters] == [not gone] * 2
