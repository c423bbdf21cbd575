"""Translations: begun from the original's words, one for a language, told when the original says something else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Event
from articles.publishing import (
    AlreadyTranslated,
    WrongState,
    approve,
    catch_up,
    save_draft,
    translate,
)
from tests.factories import make_article, make_author, make_photo, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    article = make_article(headline="Мост открыт", tags=["Мост"], authors=[make_author()], photo=make_photo())
    save_draft(article, by=None)
    return article


def rewrite(article, headline):
    article.headline = headline
    return save_draft(article, by=None)


def original_has_changed(draft: Article) -> bool:
    return Article.objects.with_original_news().get(pk=draft.pk).has_original_news


def test_a_translation_begins_with_the_words_and_the_company_of_its_original(original):
    translator = make_user("reporter")
    author = make_author(user=translator)

    draft = translate(original, language="kk", by=translator)

    draft = Article.objects.get(pk=draft.pk)
    assert (draft.headline, draft.body, draft.photo) == (original.headline, original.body, original.photo)
    assert (draft.group, draft.original, draft.original_version) == (original.group, original, 1)
    assert (draft.state, draft.version, draft.created_by) == ("draft", 1, translator)
    assert [tag.name for tag in draft.tags.all()] == ["Мост"]
    assert [(byline.author, byline.role) for byline in draft.bylines.all()] == [
        (original.bylines.get().author, "author"),
        (author, "translator"),
    ]
    assert Event.objects.first().action == "translated"


def test_an_embargo_holds_in_every_language(original):
    original.embargo_until = timezone.now() + timedelta(days=1)
    save_draft(original, by=None)
    original.save()

    assert translate(original, language="kk", by=None).embargo_until == original.embargo_until


def test_related_news_are_their_own_translations(original):
    translated, alone = make_article(headline="Река"), make_article(headline="Озеро")
    in_kazakh = translate(translated, language="kk", by=None)
    for position, target in enumerate((alone, translated)):
        original.related_links.create(target=target, position=position)

    draft = translate(original, language="kk", by=None)

    assert [link.target for link in draft.related_links.all()] == [in_kazakh]


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_story_has_one_version_in_a_language(original, language):
    translate(original, language="kk", by=None)

    with pytest.raises(AlreadyTranslated):
        translate(original, language=language, by=None)

    assert Article.objects.count() == 2


def test_only_languages_of_the_site_are_translated_into(original):
    with pytest.raises(WrongState):
        translate(original, language="fr", by=None)


def test_what_the_original_says_now_is_news_until_the_translation_has_caught_up(original):
    draft = translate(original, language="kk", by=None)
    assert not original_has_changed(draft)

    rewrite(original, "Мост открыт для машин")
    assert original_has_changed(draft)

    catch_up(draft, by=None)
    assert not original_has_changed(draft)
    assert Event.objects.first().action == "caught_up"


def test_what_readers_of_the_original_do_not_see_yet_is_no_news(original):
    publish(original, by=None)
    draft = translate(original, language="kk", by=None)

    rewrite(original, "Мост откроют")
    assert not original_has_changed(draft)

    publish(original, by=None)
    assert original_has_changed(draft)


def test_another_state_tag_or_photo_calls_for_no_translating(original):
    draft = translate(original, language="kk", by=None)

    approve(original, by=None)
    original.tags.add("Река")
    save_draft(Article.objects.get(pk=original.pk), by=None)

    assert not original_has_changed(draft)


def test_catching_up_with_readers_forgets_nothing_that_the_translator_saw(original):
    publish(original, by=None)
    rewrite(original, "Мост откроют")
    draft = translate(original, language="kk", by=None)

    assert catch_up(draft, by=None) == draft.original_version == 3


def test_who_has_no_original_catches_up_with_nothing(original):
    with pytest.raises(WrongState):
        catch_up(original, by=None)


def test_a_list_asks_for_the_news_of_all_its_originals_at_once(original, django_assert_num_queries):
    for number in range(5):
        article = make_article(headline=f"Мост {number}")
        save_draft(article, by=None)
        translate(article, language="en", by=None)
        rewrite(article, f"Другой {number}")

    with django_assert_num_queries(1):
        news = [article.has_original_news for article in Article.objects.with_original_news()]

    assert news.count(True) == 5


def test_catching_up_with_nothing_new_leaves_no_line_in_the_audit(original):
    draft = translate(original, language="kk", by=None)

    catch_up(draft, by=None)

    assert not Event.objects.filter(action="caught_up").exists()
