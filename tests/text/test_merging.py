"""Two texts written over one origin: what is joined, what clashes, and that nothing that was typed goes missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from articles.text.merging import Clash, merge_body, merge_list, merge_text, settled

LINES = [
    "Мост через Ишим открыли утром.",
    "Движение пущено, сообщил аким города.",
    '<strong>Токаев</strong> прилетел в <a href="https://a.kz/">Минск</a>, где его встретили.',
    "Строили семь лет; стоило это три миллиарда тенге.",
    "Пешеходам придётся подождать до осени.",
]
CARD = '<news-card data-kind="related" data-id="7"></news-card>'
LIST = "<ul><li><p>первый пункт</p></li><li><p>второй пункт</p></li></ul>"


def body(*lines: str) -> str:
    return "".join(line if line.startswith(("<news", "<ul", "<h2", "<block")) else f"<p>{line}</p>" for line in lines)


def clashes(parts: list) -> list[Clash]:
    return [part for part in parts if isinstance(part, Clash)]


def test_changes_of_different_paragraphs_are_joined():
    first, second, *rest = LINES
    mine = body("Мост через Ишим открыли вечером.", second, *rest)
    theirs = body(first, "Движение пущено, сообщил министр.", *rest)

    joined = body("Мост через Ишим открыли вечером.", "Движение пущено, сообщил министр.", *rest)

    assert merge_body(body(*LINES), mine, theirs) == [joined]


def test_changes_of_different_words_in_one_paragraph_are_joined():
    parts = merge_body(
        "<p>Мост через Ишим открыли утром.</p>",
        "<p>Мост через Нуру открыли утром.</p>",
        "<p>Мост через Ишим открыли <em>утром</em>.</p>",
    )

    assert parts == ["<p>Мост через Нуру открыли <em>утром</em>.</p>"]


def test_words_that_stand_side_by_side_clash_and_each_side_keeps_the_changes_beside_them():
    base = "<p>Пять погибли, трое ранены, дорога закрыта.</p>"
    [clash] = merge_body(
        base,
        "<p>Шесть погибли, трое ранены, дорога открыта.</p>",
        "<p>Пять ранены, трое ранены, дорога закрыта.</p>",
    )

    assert clash.base == base
    assert clash.mine == "<p>Шесть погибли, трое ранены, дорога открыта.</p>"
    assert clash.theirs == "<p>Пять ранены, трое ранены, дорога открыта.</p>"
    assert clash.both == clash.theirs + clash.mine


def test_paragraphs_added_at_one_place_are_both_kept():
    mine, theirs = body(*LINES, "Пробок пока нет."), body(*LINES, "Проезд бесплатный весь год.")

    assert merge_body(body(*LINES), mine, theirs) == [body(*LINES, "Проезд бесплатный весь год.", "Пробок пока нет.")]


def test_a_moved_paragraph_keeps_what_another_wrote_in_it():
    first, second, third, *rest = LINES
    moved = body(second, third, first, *rest)
    written = body("Мост через Ишим открыли в полдень.", second, third, *rest)

    assert merge_body(body(*LINES), moved, written) == [
        body(second, third, "Мост через Ишим открыли в полдень.", *rest)
    ]
    assert merge_body(body(*LINES), written, moved) == [
        body(second, third, "Мост через Ишим открыли в полдень.", *rest)
    ]


def test_a_paragraph_that_one_took_out_and_another_rewrote_is_asked_about():
    _, *rest = LINES
    rewritten = body("Мост через Ишим открыли в полдень.", *rest)

    clash, after = merge_body(body(*LINES), body(*rest), rewritten)

    assert (clash.mine, clash.theirs, clash.both) == ("", "<p>Мост через Ишим открыли в полдень.</p>", None)
    assert after == body(*rest)


def test_a_paragraph_written_anew_by_both_clashes_though_no_word_is_left():
    _, *rest = LINES
    [clash, _] = merge_body(body(*LINES), body("Совсем другое дело.", *rest), body("Ничего похожего здесь.", *rest))

    assert (clash.mine, clash.theirs) == ("<p>Совсем другое дело.</p>", "<p>Ничего похожего здесь.</p>")


@pytest.mark.parametrize("words", ['photo" data-id="3" data-caption="{}', 'gallery" data-ids="3" data-captions="{}'])
def test_cards_are_whole(words):
    captioned = f'<news-card data-kind="{words}"></news-card>'
    base = body(captioned.format("Мост"), *LINES)
    mine, theirs = (body(captioned.format(said), *LINES) for said in ("Мост утром", "Новый мост"))

    [clash, _] = merge_body(base, mine, theirs)

    assert (clash.mine, clash.theirs) == (captioned.format("Мост утром"), captioned.format("Новый мост"))


def test_items_of_a_list_are_passages_of_their_own():
    mine = LIST.replace("первый", "главный")
    theirs = LIST.replace("</ul>", "<li><p>третий пункт</p></li></ul>")

    assert merge_body(LIST, mine, theirs) == [mine.replace("</ul>", "<li><p>третий пункт</p></li></ul>")]


def test_a_heading_made_of_a_paragraph_keeps_the_words_of_the_other():
    parts = merge_body("<p>Итоги дня, коротко</p>", "<h2>Итоги дня, коротко</h2>", "<p>Итоги недели, коротко</p>")

    assert parts == ["<h2>Итоги недели, коротко</h2>"]


def test_without_an_origin_what_is_alike_clashes_and_the_rest_is_kept():
    parts = merge_body("", body(LINES[0], "Только моё здесь."), body("Мост через Ишим открыли вечером.", LINES[1]))

    assert [clash.mine for clash in clashes(parts)] == [body(LINES[0])]
    kept = settled(parts, lambda _: "mine")
    assert body(LINES[1]) in kept
    assert body("Только моё здесь.") in kept


def test_a_text_without_markup_is_joined_by_words():
    assert merge_text(
        "Пущено утром, сообщил аким.", "Пущено днём, сообщил аким.", "Пущено утром, сообщил министр."
    ) == ("Пущено днём, сообщил министр.")


def test_a_list_takes_additions_of_both_and_honours_what_either_took_out():
    assert merge_list([1, 2, 3], [1, 3, 4], [5, 1, 2]) == [5, 1, 4]


def test_a_list_put_in_order_by_one_keeps_what_the_other_added():
    assert merge_list([1, 2, 3], [3, 1, 2], [1, 2, 3, 4]) == [3, 1, 2, 4]


words = st.sampled_from("мост река утром вечером открыли закрыли аким город и в".split())
lines = st.lists(words, min_size=1, max_size=8).map(" ".join)
marked = st.tuples(st.sampled_from(["{}", "<strong>{}</strong>", "<em>{}</em>", "{}<br>"]), words)
marked_lines = st.lists(marked.map(lambda pair: pair[0].format(pair[1])), min_size=1, max_size=6).map(" ".join)
paragraphs = st.lists(marked_lines | st.just(CARD) | st.just(LIST), max_size=7).map(lambda lines: body(*lines))


def told(parts: list) -> set[str]:
    """Every word that either answer could keep."""
    html = "".join(part if isinstance(part, str) else part.mine + part.theirs for part in parts)
    return set(lxml_html.fragment_fromstring(html.replace("<", " <"), "div").text_content().replace(".", " ").split())


@given(paragraphs, paragraphs)
def test_who_changed_nothing_takes_what_the_other_wrote(base, written):
    assert merge_body(base, written, base) == [written]
    assert merge_body(base, base, written) == [written]
    assert merge_body(base, written, written) == [written]


@given(st.lists(lines, unique=True, min_size=2, max_size=7), st.data())
def test_edits_that_do_not_meet_are_both_in_the_text(lines, data):
    first, second = data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=2, max_size=2, unique=True))
    mine, theirs = list(lines), list(lines)
    mine[first] += " моёслово"
    theirs[second] += " ихслово"
    both = list(mine)
    both[second] = theirs[second]

    assert merge_body(body(*lines), body(*mine), body(*theirs)) == [body(*both)]


def unique_words(prefix: str):
    return st.lists(st.integers(0, 6), max_size=3).map(
        lambda places: [(at, f"{prefix}{n}") for n, at in enumerate(places)]
    )


def typed_into(html: str, typed: list[tuple[int, str]]) -> str:
    cut = html.split("<p>")
    for at, word in typed:
        place = at % len(cut)
        cut[place] = f"{word} {cut[place]}" if place else f"<p>{word}</p>{cut[place]}"
    return "<p>".join(cut)


@given(paragraphs, unique_words("моё"), unique_words("их"), st.integers(0, 20), st.integers(0, 20))
def test_nothing_typed_goes_missing(base, mine, theirs, move_mine, move_theirs):
    pages = []
    for typed, moved in ((mine, move_mine), (theirs, move_theirs)):
        cut = typed_into(base, typed).split("</p>")
        cut.insert(moved % len(cut), cut.pop(0))
        pages.append("</p>".join(cut))

    parts = merge_body(base, *pages)

    assert {word for _, word in mine + theirs} <= told(parts)


@given(paragraphs, paragraphs, paragraphs)
def test_every_answer_is_well_formed_and_merging_its_own_result_changes_nothing(base, mine, theirs):
    parts = merge_body(base, mine, theirs)

    for answer in ("mine", "theirs", "both"):
        result = settled(parts, lambda _, answer=answer: answer)
        assert merge_body(mine, result, mine) == [result]
        assert result.count("<p>") == result.count("</p>")
        assert result.count("<strong>") == result.count("</strong>")


@given(
    st.lists(st.integers(0, 9), unique=True),
    st.lists(st.integers(0, 9), unique=True),
    st.lists(st.integers(0, 9), unique=True),
)
def test_lists_lose_no_addition_and_no_removal(base, mine, theirs):
    joined = merge_list(base, mine, theirs)

    assert set(joined) == (set(mine) | set(theirs)) - (set(base) - set(mine)) - (set(base) - set(theirs))
    assert len(joined) == len(set(joined))
    assert merge_list(base, mine, base) == mine
    assert merge_list(base, base, theirs) == theirs
