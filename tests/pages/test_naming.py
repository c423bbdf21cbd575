"""The names that an answer bears of what it depends on: each by itself while they are few."""

from uuid import UUID

from django.http import HttpResponse

from articles.pages.naming import HEADER, name, of_group, of_photos, of_stories


def borne(names):
    response = HttpResponse()
    name(response, names)
    return response.headers[HEADER]


def test_a_page_bears_each_story_and_photo_that_it_shows():
    assert borne({"ru", *of_stories([7, 9]), *of_photos([5])}) == "a7 a9 p5 ru site"


def test_a_page_with_hundreds_of_photos_and_stories_bears_a_header_that_proxies_take():
    group = of_group(UUID(int=1))
    names = {"kk/section/3", "front/ru", group, *of_photos(range(10**6, 10**6 + 900)), *of_stories(range(500))}

    assert set(borne(names).split()) == {"kk/section/3", "front/ru", group, "photos", "ru", "kk", "en", "site"}


def test_many_photos_hang_on_no_story():
    assert borne(of_photos(range(200))) == "photos site"
