"""Twenty editors press the button at one moment: different stories all come out, of one story no text is lost."""

from concurrent.futures import ThreadPoolExecutor
from copy import copy

import requests

from tests.admin.forms import fields_of
from tests.factories import REASON
from tests.faults.site import Editor
from tests.faults.stories import judge

EDITORS = 20

ONE = """
import json
from tests.factories import make_article
print(json.dumps(make_article(headline="Река {number}", lead="Движение пущено.").pk))
"""
KEPT = """
import json
from articles.models import Article, Edition, Version
story = Article.objects.get(pk={story})
print(json.dumps({{
    "leads": [each.content["lead"] for each in Version.objects.filter(article=story)],
    "numbers": sorted(each.number for each in Version.objects.filter(article=story)),
    "live": [each.content["lead"] for each in Edition.objects.filter(article=story).live()],
    "editions": sorted(each.number for each in Edition.objects.filter(article=story)),
}}))
"""


def test_twenty_editors_at_once_lose_nothing(site, rounds, figures):
    with ThreadPoolExecutor(EDITORS) as threads:
        editors = windows(Editor(site))
        headlines, won, told, lost = [], 0, 0, 0
        for number in range(rounds):
            different = [f"Мост номер {number * EDITORS + editor}" for editor in range(EDITORS)]
            assert all(threads.map(lambda pair: pair[0].publish(pair[1]), zip(editors, different, strict=True)))
            headlines += different

            story = site.said(ONE.format(number=number))
            forms = list(threads.map(lambda editor, story=story: opened(editor, story), editors))
            answers = list(threads.map(pressed, zip(editors, forms, strict=True)))
            kept = site.said(KEPT.format(story=story))
            wrote = [form["lead"] for _address, form in forms]
            lost += sum(lead not in kept["leads"] for lead in wrote)
            won += len(kept["editions"])
            told += sum(answer.status_code == 409 for answer in answers)
            assert {answer.status_code for answer in answers} <= {302, 409}
            assert len(kept["live"]) == 1 and kept["live"][0] in wrote
            assert kept["editions"] == [1]
            assert kept["numbers"] == list(range(1, len(kept["numbers"]) + 1))

    found = judge(site, headlines)
    figures(rounds=rounds, editors=EDITORS, **found, of_one_story_published=won, told=told, texts_lost=lost)
    assert found == {"acknowledged": len(headlines), "lost": 0, "half": 0, "twice": 0, "unread": 0}
    assert (won, told, lost) == (rounds, rounds * (EDITORS - 1), 0)


def windows(editor):
    """Signed in once: what is tried is not the door."""
    found = [copy(editor) for _window in range(EDITORS)]
    for window in found:
        window.session = requests.Session()
        window.session.cookies.update(editor.session.cookies)
    return found


def opened(editor, story):
    address = f"/admin/articles/article/{story}/change/"
    fields = fields_of(editor.get(address).content, "article_form")
    return address, fields | {"lead": f"Пустил движение {fields['sitting'][0]}.", "reason": REASON, "_publish": "1"}


def pressed(pair):
    editor, (address, form) = pair
    return editor.post(address, form)
