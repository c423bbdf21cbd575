"""The stories that another system is given to show: the same ones, and only what readers may see."""

import json
from pathlib import Path

import pytest

from bench.content import APART, lines
from tests.factories import kill, make_article, make_edition, make_photo, make_section

pytestmark = pytest.mark.django_db


def test_another_system_is_given_what_readers_see_and_nothing_else():
    said = {"photo": make_photo(), "section": make_section()}
    shown = make_edition(headline="Мост открыт", body="<p>Река встала.</p>", tags=["Мосты"], **said)
    kill(make_edition(headline="Мост закрыт", **said).article, by=None)
    make_article(headline="Мост чинят", **said)
    make_edition(headline="Bridge open", language="en", **said)

    head, *stories = map(json.loads, lines(Path("picture.jpg")))

    assert head["photos"] == [shown.article.photo_id]
    assert head["sections"] == {"politics": shown.article.section.name("ru")}
    [story] = stories
    assert (story["id"], story["headline"], story["section"]) == (shown.article_id + APART, "Мост открыт", "politics")
    assert (story["body"], story["tags"], story["related"]) == ("<p>Река встала.</p>", ["мосты"], [])
