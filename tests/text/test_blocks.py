"""A body as the desk writes it becomes the blocks that readers get."""

import pytest

from articles.text.blocks import cut, plain_text, prepare
from tests.text.seed import PARAGRAPHS, QUOTATION


def types(blocks: list[dict]) -> list[str]:
    return [block["type"] for block in blocks]


def only(body: str) -> str:
    (block,) = cut(body)
    return block["html"]


def test_the_seed_story_is_eight_paragraphs_around_two_cards():
    body = [f"<p>{text}</p>" for text in PARAGRAPHS]
    body.insert(2, '<news-card data-kind="related" data-id="2"></news-card>')
    body.insert(7, '<news-card data-kind="related" data-id="3"></news-card>')

    blocks = prepare("".join(body), "ru")

    assert types(blocks) == [
        *("paragraph", "paragraph", "related"),
        *("paragraph", "paragraph", "paragraph", "paragraph", "related"),
        *("paragraph", "paragraph"),
    ]
    assert blocks[4]["html"].endswith("по\u00a0сотрудничеству»,\u00a0— говорится в\u00a0сообщении.")
    assert "«сверили часы»" in blocks[6]["html"]


def test_the_journalist_s_own_text_is_cut_without_typography():
    assert cut(f"<p>{QUOTATION}</p>") == [{"type": "paragraph", "html": QUOTATION}]


def test_emphasis_of_every_origin_becomes_one():
    written = "<b>а</b><i>б</i><del>в</del><kbd>г</kbd><u>д</u><span style='color:red'>е</span>"

    assert only(f"<p>{written}</p>") == "<strong>а</strong><em>б</em><s>в</s><code>г</code>де"


def test_a_link_keeps_its_address_and_loses_the_rest():
    assert only('<p><a href="/x" target="_blank" class="y">а</a> <a href="javascript:x">б</a></p>') == (
        '<a href="/x" rel="noopener">а</a> б'
    )


@pytest.mark.parametrize(("tag", "level"), [("h1", 2), ("h2", 2), ("h3", 3), ("h4", 3), ("h5", 3), ("h6", 3)])
def test_headings_have_two_levels(tag, level):
    assert cut(f"<{tag}>Вид <em>на</em> город</{tag}>") == [
        {"type": "heading", "level": level, "html": "Вид <em>на</em> город"}
    ]


def test_an_item_of_one_paragraph_stands_without_it():
    assert only("<ul><li><p>а</p></li><li>б</li></ul>") == "<ul><li>а</li><li>б</li></ul>"
    assert only("<ol><li><p>а</p><p>б</p></li></ol>") == "<ol><li><p>а</p><p>б</p></li></ol>"
    assert only("<ul><li><p>а</p><ol><li><p>б</p></li></ol></li></ul>") == "<ul><li>а<ol><li>б</li></ol></li></ul>"


def test_a_list_straight_inside_a_list_joins_the_item_before():
    assert only("<ul><li>а</li><ul><li>б</li></ul></ul>") == "<ul><li>а<ul><li>б</li></ul></li></ul>"


def test_lists_deeper_than_four_become_paragraphs_of_the_fourth():
    html = only("<ul><li>а" * 6)

    assert html.count("<ul>") == 4
    assert html.endswith("<li><p>а</p><p>а</p><p>а</p></li></ul></li></ul></li></ul></li></ul>")


def test_a_table_keeps_its_head_and_its_spans():
    written = (
        '<table style="width:9px"><colgroup><col></colgroup><tbody><tr><th colspan="2"><p>а</p></th></tr>'
        '<tr><td rowspan="1"><p>б</p></td><td colwidth="5"><p>в</p><ul><li>г</li></ul></td></tr></tbody></table>'
    )

    assert only(written) == (
        '<table><tbody><tr><th colspan="2">а</th></tr><tr><td>б</td><td>в<ul><li>г</li></ul></td></tr></tbody></table>'
    )


def test_a_cell_does_not_reach_below_its_table():
    assert 'rowspan="2"' in only('<table><tr><td rowspan="9">а</td></tr><tr><td>б</td></tr></table>')


def test_words_of_a_table_outside_its_cells_go_before_it():
    blocks = cut("<table><caption>Итоги</caption><tr>и<td>а</td></tr></table>")

    assert types(blocks) == ["paragraph", "paragraph", "table"]


def test_a_table_inside_a_table_leaves_its_words():
    assert only("<table><tr><td><table><tr><td>а</td><td>б</td></tr></table></td></tr></table>") == (
        "<table><tbody><tr><td><p>а</p><p>б</p></td></tr></tbody></table>"
    )


def test_a_quotation_names_who_said_it_and_where():
    body = '<blockquote data-speaker="Касым-Жомарт  Токаев" data-source="Акорда"><p>"Да"</p><p>Нет</p></blockquote>'

    assert prepare(body, "ru") == [
        {
            "type": "quotation",
            "html": "<p>«Да»</p><p>Нет</p>",
            "speaker": "Касым-Жомарт Токаев",
            "source": "Акорда",
        }
    ]


def test_a_quotation_without_a_speaker_is_still_one():
    assert cut("<blockquote>Да</blockquote>") == [
        {"type": "quotation", "html": "<p>Да</p>", "speaker": "", "source": ""}
    ]


@pytest.mark.parametrize(
    "body",
    [
        *("", " ", "<p></p>", "<p>&nbsp;</p>", "<p><br></p>", "<h2> </h2>", "<hr>", "<p><strong> </strong></p>"),
        *("<ul><li></li></ul>", "<table><tr><td></td></tr></table>", "<blockquote data-speaker='а'></blockquote>"),
        *("<img src='/x.jpg' alt='а'>", "<p>\u200b</p>", "<!-- а -->", "<p><a href='/x'></a></p>"),
    ],
)
def test_what_has_no_words_leaves_no_block(body):
    assert cut(body) == []


def test_a_line_break_breaks_a_line_and_two_begin_a_paragraph():
    assert [block["html"] for block in cut("<p><br>а<br>б<br> <br>в<br></p>")] == ["а<br>б", "в"]


def test_emphasis_goes_on_in_the_next_paragraph():
    assert [block["html"] for block in cut("<p><em>а<br><br>б</em></p>")] == ["<em>а</em>", "<em>б</em>"]


def test_spaces_around_a_paragraph_go_and_between_words_one_stays():
    assert only("<p>\n  а\n\t<strong> б </strong> в </p>") == "а <strong>б</strong> в"


def test_code_keeps_its_lines_and_its_signs():
    assert prepare('<pre><code>a - "b"\n1-2</code></pre>', "ru") == [
        {"type": "paragraph", "html": '<code>a - "b"<br>1-2</code>'}
    ]


def test_words_outside_any_paragraph_become_one():
    assert [block["html"] for block in cut("а<p>б</p>в <b>г</b><div>д<div>е</div></div>")] == [
        *("а", "б", "в <strong>г</strong>", "д", "е")
    ]


def test_text_pasted_from_word_comes_clean():
    body = (
        "<html xmlns:o='urn:x'><head><title>Документ</title><style>p.MsoNormal{color:red}</style>"
        "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--></head><body lang=RU>"
        "<p class=MsoNormal style='mso-list:l0'><b><span style='font-size:14pt'>Итоги<o:p></o:p></span></b></p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoListParagraph>Рост&nbsp;<i>5%</i></p></body></html>"
    )

    assert [block["html"] for block in cut(body)] == ["<strong>Итоги</strong>", "Рост\u00a0<em>5%</em>"]


def test_a_document_wrapped_in_bold_that_is_not_bold_is_not_bold():
    assert only('<b style="font-weight: normal;" id="docs"><span>Итоги</span></b>') == "Итоги"


def test_the_words_of_a_story_can_be_read_without_its_markup():
    body = (
        "<h2>Итоги</h2><p>а&amp;<b>б</b><br>в</p><ul><li>г</li><li>д</li></ul><table><tr><td>е</td><td>ё</td></tr></table>"
        '<blockquote data-speaker="Он"><p>ж</p></blockquote><news-card data-kind="photo" data-id="1" data-caption="з">'
        '</news-card><news-card data-kind="related" data-id="2"></news-card>'
        '<news-card data-kind="embed" data-url="https://nur.kz" data-title="и"></news-card>'
    )

    assert plain_text(cut(body)).split("\n") == [
        *("Итоги", "а&б", "в", "г", "д", "е", "ё", "ж", "Он", "з", "и"),
    ]
