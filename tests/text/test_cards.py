"""Cards between the paragraphs: pictures, stories, links to elsewhere."""

from html import escape

import pytest

from articles.text.blocks import cut, prepare


def card(**data: str) -> str:
    attributes = " ".join(f'data-{name}="{value}"' for name, value in data.items())
    return f"<news-card {attributes}></news-card>"


def test_a_photo_card_names_the_picture_and_its_words():
    assert cut(card(kind="photo", id="12", caption=" Мост  через Иртыш", alt="Мост")) == [
        {"type": "photo", "photo": 12, "caption": "Мост через Иртыш", "alt": "Мост"}
    ]
    assert cut(card(kind="photo", id="12")) == [{"type": "photo", "photo": 12, "caption": "", "alt": ""}]


def test_a_gallery_names_each_picture_once_and_in_order():
    photos = [{"id": 3, "caption": "", "alt": ""}, {"id": 1, "caption": "", "alt": ""}]

    assert cut(card(kind="gallery", ids="3, 1,3,x,-2,,0")) == [{"type": "gallery", "photos": photos}]
    assert cut(card(kind="gallery", ids="x,0")) == []


def gallery(captions: str, alts: str = "") -> dict[int, tuple[str, str]]:
    (block,) = cut(card(kind="gallery", ids="3,1", captions=escape(captions), alts=escape(alts)))
    return {use["id"]: (use["caption"], use["alt"]) for use in block["photos"]}


def test_a_gallery_may_have_words_of_its_own_for_each_picture():
    words = gallery('{"1": " Мост  через \\n Иртыш", "3": "<b> \\"Мост\\"", "7": "чужая"}', '{"1": "Стальные фермы"}')

    assert words == {3: ('<b> "Мост"', ""), 1: ("Мост через Иртыш", "Стальные фермы")}


@pytest.mark.parametrize(
    "nonsense",
    [
        "{",
        "[]",
        "null",
        '"1"',
        "1e999",
        '{"1": 5}',
        '{"1": null}',
        '{"1": ["Мост"]}',
        '{"01": "Мост"}',
        '{"1": " \\u0000\\u200a\\ud800"}',
        '{"x": "Мост"}',
        "[" * 100_000,
        '{"1":' * 100_000,
        "1" * 10_000,
    ],
)
def test_words_of_a_gallery_that_are_nonsense_are_none(nonsense):
    assert gallery(nonsense, nonsense) == {3: ("", ""), 1: ("", "")}


def test_a_related_card_names_the_story():
    assert cut(card(kind="related", id="999999999999999999")) == [{"type": "related", "article": 999999999999999999}]


def test_an_embed_is_a_link_with_the_name_of_its_site():
    assert cut(card(kind="embed", url="https://www.youtube.com/watch?v=1&amp;t=2", title="Брифинг")) == [
        {
            "type": "embed",
            "url": "https://www.youtube.com/watch?v=1&t=2",
            "title": "Брифинг",
            "host": "www.youtube.com",
        }
    ]


@pytest.mark.parametrize("kind", ["photo", "related"])
@pytest.mark.parametrize(
    "number", ["", "0", "-1", "+1", "1.0", "1e3", "0x10", "01", "٣", "1 2", "1;", "1" * 19, "9" * 1000, "None"]
)
def test_a_wrong_number_leaves_no_card(kind, number):
    assert cut(card(kind=kind, id=number)) == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "java&#10;script:alert(1)",
        "data:text/html,x",
        "//youtube.com/x",
        "/watch",
        "ftp://nur.kz",
        "mailto:a@nur.kz",
        "https://youtube.com@evil.kz/",
        "https://",
    ],
)
def test_an_embed_from_nowhere_on_the_web_leaves_no_card(url):
    assert cut(card(kind="embed", url=url, title="Брифинг")) == []


@pytest.mark.parametrize("kind", ["", "PHOTO", "script", "paragraph"])
def test_a_card_of_an_unknown_kind_is_no_card(kind):
    assert cut(card(kind=kind, id="1", url="https://nur.kz")) == []


def test_a_card_inside_a_paragraph_divides_it():
    body = f"<p>До {card(kind='related', id='7')} после</p>"

    assert cut(body) == [
        {"type": "paragraph", "html": "До"},
        {"type": "related", "article": 7},
        {"type": "paragraph", "html": "после"},
    ]


@pytest.mark.parametrize(
    "around", ["<ul><li>а{}б</li></ul>", "<table><tr><td>а{}б</td></tr></table>", "<blockquote>а{}б</blockquote>"]
)
def test_a_card_inside_a_list_a_table_or_a_quotation_comes_after_it(around):
    blocks = cut(around.format(card(kind="related", id="7")) + "<p>в</p>")

    assert [block["type"] for block in blocks[1:]] == ["related", "paragraph"]


def test_cards_inside_cards_and_cards_left_open_keep_every_word():
    body = '<news-card data-kind="photo" data-id="1">а<news-card data-kind="related" data-id="2"><p>б</p>'

    assert cut(body) == [
        {"type": "photo", "photo": 1, "caption": "", "alt": ""},
        {"type": "paragraph", "html": "а"},
        {"type": "related", "article": 2},
        {"type": "paragraph", "html": "б"},
    ]


def test_a_caption_is_text_and_is_printed_as_text():
    body = card(kind="photo", id="1", caption="&lt;b&gt; &quot;Мост&quot; - в мае", alt="&quot;Мост&quot; - в мае")

    assert prepare(body, "ru") == [
        {
            "type": "photo",
            "photo": 1,
            "caption": "<b> «Мост»\u00a0— в\u00a0мае",
            "alt": '"Мост" - в мае',
        }
    ]
