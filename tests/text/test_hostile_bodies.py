"""Whatever is pasted or sent, no block carries more than words, and no words are lost."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import cut, plain_text, prepare
from articles.text.cleaning import clean_block, clean_inline
from tests.text import patient
from tests.text.bodies import ATTRIBUTES, TAGS, hostile, markup_around_words, markup_left

ADDRESS = re.compile(r"(https?://[^@\\/]+(/.*)?|mailto:[^@]+@[^@]+|/([^/\\].*)?)")
LANGUAGES = st.sampled_from(["ru", "kk", "en"])


@patient
@given(hostile, LANGUAGES)
def test_no_tag_attribute_or_address_off_the_list_reaches_a_page(body, language):
    for block in [*cut(body), *prepare(body, language)]:
        for tag, attributes in markup_left(block.get("html", "")):
            assert tag in TAGS[block["type"]]
            assert set(attributes) <= ATTRIBUTES.get(tag, set())
            assert tag != "a" or ADDRESS.fullmatch(attributes["href"])


@patient
@given(hostile, LANGUAGES)
def test_a_block_passes_the_sieve_again_unchanged(body, language):
    for block in [*cut(body), *prepare(body, language)]:
        clean = clean_inline if block["type"] in ("paragraph", "heading") else clean_block
        assert clean(block.get("html", "")) == block.get("html", "")


@patient
@given(markup_around_words())
def test_every_word_survives_any_markup(written):
    body, words = written

    assert sorted(re.findall("слово[0-9]", plain_text(cut(body)))) == words


@patient
@given(st.text())
def test_text_without_markup_is_kept_letter_by_letter(text):
    letters = [letter for letter in text if letter.isalnum()]

    kept = plain_text(cut("<p>" + text.replace("&", "&amp;").replace("<", "&lt;")))

    assert [letter for letter in kept if letter.isalnum()] == letters


@pytest.mark.parametrize(
    "pasted",
    [
        "<script>alert(1)</script>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
        "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>слово</button></form>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<a href='&#106;avascript:alert(1)'>слово</a>",
        "<b <script>alert(1)</script>0</b>",
        "<a href='https://nur.kz\" onclick=\"alert(1)'>слово</a>",
        "<blockquote data-speaker='\"><img src=x onerror=alert(1)>'>слово</blockquote>",
    ],
)
def test_known_attacks_leave_no_markup_behind(pasted):
    for block in prepare(f"<p>до</p>{pasted}<p>после</p>", "ru"):
        left = markup_left(block.get("html", ""))
        assert {tag for tag, _ in left} <= {"a", "p", "strong"}
        assert not any(name.startswith("on") for _, attributes in left for name in attributes)
        assert "javascript" not in block.get("html", "").lower()


@pytest.mark.parametrize("tag", ["b", "div", "blockquote", "ul><li", "table><tr><td", "a href=/x", "p"])
def test_a_hundred_thousand_tags_deep_the_word_is_found(tag):
    opening = f"<{tag}>"
    body = opening * (100_000 // opening.count("<")) + "слово"

    assert plain_text(cut(body)) == "слово"


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 50_000 + "</b>" * 50_000,
        "<ul><li>" * 30_000 + "</p>" * 30_000,
        "<p><b id=x><i>" * 30_000,
        "<" * 500_000,
    ],
)
def test_a_tangle_costs_no_more_than_its_length(hostile):
    started = time.process_time()

    prepare(hostile + "слово", "ru")

    assert time.process_time() - started < 10


def test_a_book_in_one_paragraph_is_only_long():
    (block,) = prepare("<p>" + "слово - " * 50_000 + "</p>", "ru")

    assert block["html"].startswith("слово\u00a0— слово")
