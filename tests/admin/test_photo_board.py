"""The first page of who keeps the photos: what ends, what has no words yet, which stories are about to lose one."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Article
from tests.admin.test_board import HOME, shown
from tests.factories import make_article, make_photo, publish


def test_a_photo_editors_first_page_is_about_photos(client, photographer):
    soon = timezone.now() + timedelta(days=2)
    ends, plain = make_photo(usage_until=soon, caption="Кончается"), make_photo(alt="", caption="Без слов")
    make_photo(usage_until=timezone.now() - timedelta(days=1), caption="Кончилась")
    client.force_login(photographer)

    board = shown(client)
    page = client.get(HOME).content.decode()

    assert (board.photos.ending, board.photos.wordless, board.photos.newest) == ([ends], [plain], [plain, ends])
    assert "/admin/articles/article/add/" not in page
    assert "/admin/articles/photo/add/" in page


def test_a_photo_editor_is_told_of_stories_whose_photo_ends_and_of_nothing_else(client, photographer):
    ending = make_photo(usage_until=timezone.now() + timedelta(days=2))
    told = publish(make_article(photo=ending), by=None)
    publish(
        make_article(embargo_until=timezone.now() + timedelta(hours=2)), by=None, at=timezone.now() + timedelta(hours=3)
    )
    Article.objects.update(embargo_until=timezone.now() + timedelta(days=9))
    client.force_login(photographer)

    assert [(each.article_id, each.photo) for each in shown(client).troubles] == [(told.article_id, ending.pk)]


def test_nobody_else_gets_the_wall_of_photos(client, editor, reporter):
    make_photo()

    for person in (editor, reporter):
        client.force_login(person)
        assert shown(client).photos is None
