"""What an editor is shown of two texts is the whole of both, and what is one thing is shown as one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import cut
from articles.text.comparison import Piece, compare_blocks, compare_words, words_of
from tests.text.bodies import hostile

words = st.lists(st.sampled_from(["мост", "Мост", "ёлка", "елка", "открыт", ",", ".", " ", "\n", "«", "Нур-Султан"]))
texts = words.map(" ".join) | st.text(max_size=60)
paragraphs = st.sampled_from(
    [
        "<p>Мост открыли утром, движение пущено.</p>",
        "<p>Мост открыли утром, движение <strong>пущено</strong>.</p>",
        "<p>Мост закрыли вечером, движение остановлено.</p>",
        "<h2>Что дальше</h2>",
        "<ul><li>первое</li><li>второе</li></ul>",
        "<table><tr><td>Алматы</td><td>12</td></tr><tr><td>Астана</td><td>7</td></tr></table>",
        '<blockquote data-speaker="Токаев"><p>Мы открыли мост.</p></blockquote>',
        '<news-card data-kind="photo" data-id="3" data-caption="Мост"></news-card>',
        '<news-card data-kind="gallery" data-ids="3,4"></news-card>',
        '<news-card data-kind="related" data-id="7"></news-card>',
    ]
)
bodies = st.lists(paragraphs, max_size=8).map("".join) | hostile
BRIDGE, RIVER, NIGHT = (
    "<p>Мост через реку открыли утром при большом стечении народа.</p>",
    "<p>Река в этом году поднялась выше обычного на два метра.</p>",
    "<p>Ночью движение перекроют до окончания всех испытаний.</p>",
)


def changes(before: str, after: str):
    return compare_blocks(cut(before), cut(after))


def joined(pieces: list[Piece], *ops: str) -> str:
    return "".join(piece.text for piece in pieces if piece.op in ops)


@given(texts, texts)
def test_the_pieces_are_the_whole_of_both_texts(before, after):
    pieces = compare_words(before, after)

    assert joined(pieces, "same", "new") == after
    assert joined(pieces, "same", "gone") == before


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert {piece.op for piece in compare_words(text, text)} <= {"same"}


@given(bodies, bodies)
def test_the_changes_are_the_whole_of_both_bodies(before, after):
    found = changes(before, after)

    assert [joined(each.pieces, "same", "new") for each in found if each.after] == [words_of(b) for b in cut(after)]
    gone = sorted(joined(each.pieces, "same", "gone") for each in found if each.before)
    assert gone == sorted(words_of(block) for block in cut(before))


@pytest.mark.parametrize(("before", "after"), [("елка", "ёлка"), ("мост", "Мост"), ("Нур-Султан", "Нур-Султана")])
def test_case_and_yo_are_differences(before, after):
    assert compare_words(before, after) == [Piece("gone", before), Piece("new", after)]


def test_one_changed_word_is_the_only_one_marked():
    assert compare_words("Мост открыт утром.", "Мост закрыт утром.") == [
        Piece("same", "Мост"),
        Piece("gone", " открыт"),
        Piece("new", " закрыт"),
        Piece("same", " утром."),
    ]


def test_a_comma_between_changed_words_goes_with_them():
    assert compare_words("раз, два", "три, семь") == [Piece("gone", "раз, два"), Piece("new", "три, семь")]


def test_a_moved_paragraph_is_shown_as_moved_and_once():
    found = changes(BRIDGE + RIVER + NIGHT, NIGHT + BRIDGE + RIVER)

    assert [(each.op, joined(each.pieces, "new", "gone")) for each in found] == [
        ("moved", ""),
        ("same", ""),
        ("same", ""),
    ]


def test_a_paragraph_that_moved_and_changed_is_still_the_same_one():
    found = changes(BRIDGE + RIVER + NIGHT, NIGHT.replace("испытаний", "проверок") + BRIDGE + RIVER)

    assert [each.op for each in found] == ["moved", "same", "same"]
    assert joined(found[0].pieces, "gone") == " испытаний"


def test_a_changed_paragraph_keeps_its_place():
    found = changes(BRIDGE + RIVER, BRIDGE.replace("утром", "вечером") + RIVER)

    assert [each.op for each in found] == ["changed", "same"]


def test_another_paragraph_in_its_place_is_not_the_same_one_changed():
    assert {each.op for each in changes(BRIDGE, NIGHT)} == {"gone", "new"}


def test_what_differs_in_emphasis_or_links_alone_says_so():
    (change,) = changes("<p>Мост открыт.</p>", '<p>Мост <a href="https://a.kz/">открыт</a>.</p>')

    assert (change.op, change.is_dressed) == ("changed", True)


def test_words_of_a_card_are_compared_by_name():
    card = '<news-card data-kind="photo" data-id="3" data-caption="Мост {}" data-alt="Вид"></news-card>'

    (change,) = changes(card.format("утром"), card.format("днём"))

    assert change.op == "changed"
    assert change.things == [("same", ("photo", 3))]
    assert joined(change.told["caption"], "new") == " днём"
    assert joined(change.told["alt"], "same") == "Вид"


def test_a_speaker_put_to_a_quotation_is_told():
    (change,) = changes(
        "<blockquote><p>Мы открыли мост.</p></blockquote>",
        '<blockquote data-speaker="Токаев"><p>Мы открыли мост.</p></blockquote>',
    )

    assert change.told == {"speaker": [Piece("new", "Токаев")]}


def test_photos_of_a_gallery_come_and_go():
    (change,) = changes(
        '<news-card data-kind="gallery" data-ids="1,2,3"></news-card>',
        '<news-card data-kind="gallery" data-ids="1,3,4"></news-card>',
    )

    assert change.things == [
        ("same", ("photo", 1)),
        ("gone", ("photo", 2)),
        ("same", ("photo", 3)),
        ("new", ("photo", 4)),
    ]


def test_words_of_a_gallery_for_this_use_are_told_and_it_stays_one_block():
    gallery = (
        """<news-card data-kind="gallery" data-ids="1,2" data-captions='{"1":"Мост днём","2":"%s"}'></news-card>"""
    )

    (change,) = changes(gallery % "Река", gallery % "Берег")

    assert (change.op, change.is_dressed) == ("changed", False)
    assert change.told == {
        "caption": [Piece("same", "Мост днём ·"), Piece("gone", " Река"), Piece("new", " Берег")],
    }
    assert [op for op, _thing in change.things] == ["same", "same"]


def test_items_and_cells_stand_on_lines_of_their_own():
    assert words_of(cut("<ul><li>раз</li><li>два</li></ul>")[0]) == "• раз\n• два"
    assert words_of(cut("<table><tr><td>а</td><td>б</td></tr><tr><td>в</td></tr></table>")[0]) == "а\tб\nв"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("мост " * 100_000, "мост " * 99_999 + "река мост"),
        ("река " + "мост " * 100_000, "мост " * 50_000 + "река " + "мост " * 40_000),
        ("раз два " * 50_000, "два раз " * 50_001),
        (" ".join(map(str, range(50_000))), " ".join(map(str, range(50_000, 0, -1)))),
    ],
)
def test_a_hostile_text_is_compared_in_no_time(before, after):
    began = time.process_time()

    pieces = compare_words(before, after)

    assert time.process_time() - began < 1
    assert joined(pieces, "same", "new") == after


def test_a_hostile_body_is_compared_in_time():
    began = time.process_time()

    changes("<p>мост</p>" * 10_000, "<p>река</p>" + "<p>мост</p>" * 10_000 + "<p>река</p>")

    assert time.process_time() - began < 5
