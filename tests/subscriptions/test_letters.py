"""What a letter says, to people and to mail servers."""

from datetime import timedelta
from email.utils import parseaddr
from unicodedata import normalize

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.text import capfirst

from articles.models import Identity
from articles.models.article import Genre
from articles.pages.cards import said
from subscriptions.breaking import breaking_letter
from subscriptions.models import Delivery, Subscriber
from subscriptions.news import MOST, news_of
from subscriptions.sending import send_some
from tests.factories import make_article, make_edition, make_mailing, make_photo, make_section, make_subscriber, publish

pytestmark = pytest.mark.django_db

LONG = "Как " + "жаркого полдня в городе на реке " * 40


def send_all() -> None:
    while send_some():
        pass


def test_a_letter_arrives_as_designed_html_and_as_plain_text_with_the_headers_of_a_newsletter(post):
    Identity.objects.update(publisher="ТОО «Вестник»", address="Алматы, улица Садовая, 1")
    photo = make_photo(renditions=True, agency="Sputnik", creator="Владислав Воднев")
    make_edition(headline="Мост через Ишим открыт для движения", lead=LONG, photo=photo)
    reader = make_subscriber("reader@post.example")

    make_mailing()
    send_all()

    got = post.got[0]
    message, html, text = got.message, got.part("html"), got.part("plain")
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["Subject"].endswith("Мост через Ишим открыт для движения")
    assert parseaddr(message["From"]) == ("Sputnik Казахстан", "news@news.example")
    assert message["To"] == reader.address
    assert message["List-ID"] == "<digest.ru.127.0.0.1>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Auto-Submitted" not in message and "Precedence" not in message
    assert b"\nList-Unsubscribe: <http://127.0.0.1:8000/subscribe/leave/" in got.raw
    assert max(map(len, got.raw.split(b"\r\n"))) <= 998
    for words in ("Мост через Ишим открыт для движения", "ТОО «Вестник»", "Алматы, улица Садовая, 1", "UTC+5"):
        assert words in html and words in text
    assert "© Sputnik / Владислав Воднев" in html
    assert f'src="http://127.0.0.1:8000/media/{photo.token}/' in html
    assert 'alt="Мост через реку"' in html
    assert html.count("<img") == 1
    assert "<script" not in html and ".invalid" not in html + text
    assert max(map(len, (line for line in text.splitlines() if "://" not in line))) <= 72


def test_one_click_ends_the_subscription_and_looking_does_not(post):
    make_edition()
    make_subscriber()
    make_mailing()
    send_all()
    link = post.got[0].message["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    assert link in post.got[0].part("html") and link in post.got[0].part("plain")

    Client().get(link)
    assert Subscriber.objects.exists()

    Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
    assert not Subscriber.objects.exists()


def test_each_reads_in_their_own_language(post):
    for language, headline in (("ru", "Мост открыт"), ("kk", "Көпір ашылды"), ("en", "The bridge is open")):
        make_edition(headline=headline, language=language)
        make_subscriber(f"{language}@post.example", language=language)
        make_mailing(language=language)

    send_all()

    got = {each.to[:2]: each.part("html") for each in post.got}
    assert 'lang="kk"' in got["kk"] and "Көпір ашылды" in got["kk"] and "/kk/subscribe/leave/" in got["kk"]
    assert 'lang="en"' in got["en"] and "The bridge is open" in got["en"] and "Unsubscribe" in got["en"]
    assert "Мост открыт" in got["ru"] and "Көпір" not in got["ru"]


def test_a_digest_holds_the_sections_that_its_reader_chose_the_most_important_first(post):
    politics, sport = make_section("politics"), make_section("sport", name_ru="Спорт")
    make_edition(headline="Мост открыт", section=politics)
    make_edition(headline="Закон принят", section=politics, importance=3)
    make_edition(headline="Матч сыгран", section=sport, importance=2)
    everything, own = news_of(make_mailing(), at=timezone.now()), None
    own = news_of(
        make_mailing(on=timezone.localdate() + timedelta(days=1)), frozenset([politics.pk]), at=timezone.now()
    )

    assert [story.headline for story in everything.stories] == ["Закон принят", "Мост открыт", "Матч сыгран"]
    assert [group.name for group in everything.groups] == ["Политика", "Спорт"]
    assert [story.headline for story in own.stories] == ["Закон принят", "Мост открыт"]


def test_a_digest_takes_the_same_queries_however_much_there_is_and_ends_somewhere(django_assert_num_queries):
    make_edition(photo=make_photo())
    mailing = make_mailing()
    with django_assert_num_queries(4):
        news_of(mailing, at=timezone.now())

    for number in range(20):
        make_edition(headline=f"Мост {number}", photo=make_photo())
    mailing.made_at = timezone.now()

    with django_assert_num_queries(4):
        news = news_of(mailing, at=timezone.now())
    assert len(news.stories) == MOST


def test_news_of_before_and_after_its_day_is_not_in_a_digest():
    now = timezone.now()
    make_edition(headline="Позавчера", at=now - timedelta(hours=30))
    make_edition(headline="Вчера", at=now - timedelta(hours=20))
    make_edition(headline="После", at=now - timedelta(minutes=5))

    news = news_of(make_mailing(made_at=now - timedelta(minutes=10)), at=now)

    assert [story.headline for story in news.stories] == ["Вчера"]


def test_partner_material_and_what_a_machine_made_are_labelled():
    photo = make_photo(renditions=True, digital_source_type="trainedAlgorithmicMedia")
    article = make_article(genre="partner", photo=photo)
    publish(article, by=None)

    written = breaking_letter(article)

    partner = capfirst(said(Genre.PARTNER, "ru"))
    assert partner in written.html and partner in written.text
    assert 'class="by-machine"' in written.html


def test_the_editor_s_words_are_set_as_those_of_the_story_are():
    article = make_edition().article

    written = breaking_letter(article, subject='Мост "Ишим" открыт', intro='"Подробности" - по ссылке.\n\nЖдите.')

    assert written.subject == "Мост «Ишим» открыт"
    assert "«Подробности»\u00a0— по\u00a0ссылке.\n\nЖдите." in written.text


def test_a_headline_is_text_wherever_it_stands():
    article = make_article(headline="Курс <b>тенге</b> & «рубля»", lead="<script>alert(1)</script>")
    publish(article, by=None)

    written = breaking_letter(article, subject="Срочно\r\nBcc: all@post.example", intro="<i>Важно</i>")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written.html and "<script" not in written.html
    assert "&lt;i&gt;Важно&lt;/i&gt;" in written.html
    assert "<b>тенге</b> & «рубля»" in normalize("NFKC", written.text)
    assert written.subject == "Срочно Bcc: all@post.example"


def test_a_letter_has_one_number_however_often_it_is_written(post):
    make_edition()
    make_subscriber()
    make_subscriber()
    make_mailing()
    send_all()
    numbers = {got.message["Message-ID"] for got in post.got}
    Delivery.objects.update(due_at=timezone.now() - timedelta(minutes=1), handed_at=None, sent_at=None)
    Delivery.objects.first().mailing.__class__.objects.update(finished_at=None)

    send_all()

    assert len(post.got) == 4
    assert {got.message["Message-ID"] for got in post.got} == numbers
    assert len(numbers) == 2
