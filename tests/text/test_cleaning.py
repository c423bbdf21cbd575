"""The last sieve before text is frozen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.cleaning import clean_block, clean_inline, strip_control
from tests.text import patient
from tests.text.bodies import ATTRIBUTES, TAGS, hostile, markup_left


def test_emphasis_links_and_line_breaks_stay():
    html = (
        "<strong>а</strong><em>б</em><s>в</s><sub>г</sub><sup>д</sup><code>е</code><br>"
        '<a href="/x" rel="noopener">ё</a>'
    )

    assert clean_inline(html) == html


def test_lists_and_tables_stay_only_in_blocks():
    html = '<ul><li><p>а</p></li></ul><table><tbody><tr><th colspan="2">б</th><td>в</td></tr></tbody></table>'

    assert clean_block(html) == html
    assert clean_inline(html) == "абв"


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("<script>alert(1)</script>а", "а"),
        ("<img src=x onerror=alert(1)>а", "а"),
        ("<b onclick=alert(1)>а</b>", "а"),
        ("<strong onclick=alert(1) style=x class=y id=z title=а lang=ru>а</strong>", "<strong>а</strong>"),
        ('<a href="/x" target=_blank rel="opener">а</a>', '<a href="/x" rel="noopener">а</a>'),
        ('<a href="https://nur.kz" ping="//evil.kz">а</a>', '<a href="https://nur.kz" rel="noopener">а</a>'),
        ("<!-- а -->б", "б"),
        ("а\x00б&#1;в\x85", "абв"),
    ],
)
def test_what_is_not_listed_goes(hostile, left):
    assert clean_inline(hostile) == left


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//evil.kz", "/\\evil.kz", "data:text/html,x", "x.html"])
def test_a_link_elsewhere_leads_nowhere(href):
    assert "href" not in clean_inline(f'<a href="{href}">а</a>')


def test_a_cell_spans_a_sensible_number_of_others():
    assert (
        clean_block("<table><tr><td colspan=9999 rowspan=-1>а") == "<table><tbody><tr><td>а</td></tr></tbody></table>"
    )


def test_an_unbreaking_space_is_written_as_itself_and_the_written_name_stays_visible():
    assert clean_inline("а&nbsp;б &amp;nbsp;") == "а\u00a0б &amp;nbsp;"


def test_control_characters_are_stripped_and_lines_kept():
    assert strip_control("а\x00б\x0bв\x1f\x7f\x9f\ud800\ufffe\tг\n") == "абв\tг\n"


@patient
@given(hostile)
def test_nothing_off_the_list_passes_the_sieve(html):
    for clean, tags in ((clean_inline, TAGS["paragraph"]), (clean_block, TAGS["table"])):
        for tag, attributes in markup_left(clean(html)):
            assert tag in tags
            assert set(attributes) <= ATTRIBUTES.get(tag, set())


@patient
@given(st.text())
def test_control_characters_never_come_back(text):
    assert strip_control(strip_control(text)) == strip_control(text)
    strip_control(text).encode()
