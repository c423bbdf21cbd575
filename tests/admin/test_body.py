"""What the body's field keeps of what it gets; the editor's own side is driven in the browser."""

import pytest

from articles.admin.body import BodyField, clean_body

CARD = '<news-card data-kind="photo" data-id="12" data-caption="Мост" data-alt="Мост через реку"></news-card>'

KEPT = [
    "<p>Обычный <strong>важный</strong> <em>особый</em> <s>лишний</s> текст<br>в две строки</p>",
    "<p>H<sub>2</sub>O и 10<sup>6</sup></p>",
    "<h2>Раздел</h2><h3>Подраздел</h3>",
    "<ul><li><p>раз</p></li></ul><ol><li><p>два</p></li></ol>",
    '<p><a href="https://example.kz/a?b=1&amp;c=2">там</a></p>',
    '<p><a href="mailto:a@b.kz">письмо</a> <a href="/20210430/a-1.html">у нас</a></p>',
    '<blockquote data-speaker="Редактор" data-source="летучка"><p>Так.</p></blockquote>',
    '<table><tbody><tr><th colspan="2"><p>Год</p></th></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>',
    CARD,
    '<news-card data-kind="gallery" data-ids="1,2,3"></news-card>',
    '<news-card data-kind="gallery" data-ids="1,2" data-captions="{&quot;2&quot;:&quot;Мост&quot;}"></news-card>',
    '<news-card data-kind="related" data-id="5"></news-card>',
    '<news-card data-kind="embed" data-url="https://example.kz/v" data-title="Запись"></news-card>',
]

UNADDRESSED = '<news-card data-kind="embed"></news-card>'
UNNUMBERED = '<news-card data-kind="photo"></news-card>'
NUMBERED = '<news-card data-kind="photo" data-id="1"></news-card>'

HOSTILE = {
    "<script>alert(1)</script><p>а</p>": "<p>а</p>",
    '<p onclick="x()" style="color:red" class="a" id="b">а</p>': "<p>а</p>",
    "<p><img src=x onerror=alert(1)>а</p>": "<p>а</p>",
    '<p><a href="javascript:alert(1)">а</a></p>': "<p><a>а</a></p>",
    '<p><a href="//evil.example">а</a></p>': "<p><a>а</a></p>",
    "<iframe src=https://evil.example></iframe><p>а</p>": "<p>а</p>",
    '<news-card data-kind="embed" data-url="javascript:alert(1)"></news-card>': UNADDRESSED,
    '<news-card data-kind="photo" data-id="1 or 1=1"></news-card>': UNNUMBERED,
    '<news-card data-kind="photo" data-id="1" onload="x()" style="a"></news-card>': NUMBERED,
    """<news-card data-kind="photo" data-id="1" data-captions="[1]" data-alts='{"1":5}'></news-card>""": NUMBERED,
    "<h1>а</h1>": "<p>а</p>",
    "<p>а</p><p></p><p></p>": "<p>а</p>",
    "<p></p>": "",
}


def clean(html: str) -> str:
    return BodyField(required=False).clean(html)


@pytest.mark.parametrize("html", KEPT)
def test_what_the_editor_makes_is_kept(html):
    assert clean(html) == html


@pytest.mark.parametrize("html", HOSTILE)
def test_what_no_editor_makes_goes(html):
    assert clean(html) == HOSTILE[html]


@pytest.mark.parametrize("html", [*KEPT, *HOSTILE])
def test_cleaning_twice_changes_nothing_more(html):
    assert clean(clean(html)) == clean(html)


def test_characters_that_break_feeds_go():
    assert clean("<p>а\x0bб</p>") == "<p>аб</p>"


def test_a_text_typed_without_scripts_keeps_its_paragraphs():
    assert clean_body("Мост открыт.\r\n\r\nДвижение пущено & идёт.") == (
        "<p>Мост открыт.</p><p>Движение пущено &amp; идёт.</p>"
    )
