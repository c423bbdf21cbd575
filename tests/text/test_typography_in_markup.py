"""The same hand on a page: across tags, around code, never inside them. A tilde is a non-breaking space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import prepare
from articles.text.typography import typeset_html
from tests.text import patient
from tests.text.bodies import hostile


def printed(html: str, language: str = "ru") -> str:
    return typeset_html(html, language).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<p>"<strong>сверили</strong> часы" по</p>', "<p>«<strong>сверили</strong> часы» по</p>"),
        ('<p><strong>"сверили</strong> часы"</p>', "<p><strong>«сверили</strong> часы»</p>"),
        ('<p>"<a href="/x">Да</a>", - он</p>', '<p>«<a href="/x">Да</a>»,~— он</p>'),
        ('<p><em>"Да"</em> <em>-</em> он</p>', "<p><em>«Да»</em>~<em>—</em> он</p>"),
        ("<p>в <a href='/x'>мае</a></p>", '<p>в~<a href="/x">мае</a></p>'),
        ("<p><b>№</b>5, и<i>...</i></p>", "<p><b>№~</b>5, и<i>…</i></p>"),
        ("<p>слово<b> - </b>дело</p>", "<p>слово<b>~— </b>дело</p>"),
    ],
)
def test_marks_and_dashes_find_each_other_across_tags(written, expected):
    assert printed(written) == expected


def test_a_quotation_does_not_run_from_one_paragraph_into_another():
    written = '<p>"Начало</p><ul><li>конец"</li></ul>'

    assert printed(written) == written


def test_a_broken_line_starts_anew():
    assert printed("<p>Вышли:<br>- он<br>- она</p>") == "<p>Вышли:<br>—~он<br>—~она</p>"


@pytest.mark.parametrize("tag", ["code", "pre", "kbd", "samp"])
def test_code_is_never_touched(tag):
    written = f'<{tag}>"a" - b... <b>1-2</b></{tag}>'

    assert printed(written) == written


def test_words_around_code_see_a_word_there():
    assert printed('<p>"<code>a - "b"</code>" - в <code>c</code></p>') == (
        '<p>«<code>a - "b"</code>»~— в~<code>c</code></p>'
    )


def test_attributes_are_never_touched():
    written = '<a href="/a?q=1-2" title="&quot;a&quot; - b...">слово</a>'

    assert printed(written) == written


def test_an_address_under_a_link_is_never_touched():
    written = '<p><a href="https://a.kz/1-2">https://a.kz/<b>1-2</b>/3-4</a></p>'

    assert printed(written) == written


def test_entities_stay_what_they_mean():
    assert printed("<p>&lt;b&gt; &amp;amp; &quot;слово&quot;</p>") == "<p>&lt;b&gt; &amp;amp; «слово»</p>"


def test_the_writer_s_spaces_do_not_matter_where_browsers_ignore_them():
    assert printed("<p>слово\n  - дело\n  в   мае</p>") == "<p>слово~— дело в~мае</p>"
    assert printed("\n слово <p>а</p>") == "слово <p>а</p>"


@patient
@given(hostile, st.sampled_from(["ru", "kk", "en"]))
def test_printing_a_page_twice_changes_nothing_more(body, language):
    once = typeset_html(body, language)

    assert typeset_html(once, language) == once
    assert prepare(once, language) == prepare(body, language)
