"""Bodies no editor would write, and what may be left of them."""

from hypothesis import strategies as st
from lxml import html as lxml_html

TAGS = {"paragraph": {"strong", "em", "s", "sub", "sup", "code", "br", "a"}}
TAGS["heading"] = TAGS["paragraph"]
TAGS["list"] = TAGS["quotation"] = TAGS["paragraph"] | {"p", "ul", "ol", "li"}
TAGS["table"] = TAGS["list"] | {"table", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "rel"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}

_NAMES = """p h1 h2 h4 ul ol li table tbody thead tr th td caption blockquote div span pre br hr b strong i em s u sub
    sup code a q font o:p section figure figcaption dl dt dd svg math mtext mglyph annotation-xml foreignObject desc
    form button select option textarea noscript img input details summary center news-card x-y"""
_ADDRESSES = """https://a.kz/?a=1&amp;b=2 http://сайт.рф/путь mailto:a@b.kz /20210430/x-1.html //evil.kz /\\evil.kz
    javascript:alert(1) JaVaScRiPt:alert(1) java&#9;script:alert(1) &#1;javascript:alert(1) data:text/html,<b>
    vbscript:x file:///etc/passwd https://user@evil.kz https://a.kz\\@evil.kz # x.html"""
_ATTRIBUTES = [
    "",
    ' onclick="alert(1)"',
    " onmouseover=alert(1)",
    ' style="background:url(javascript:alert(1))"',
    ' class="x" id="y"',
    ' colspan="2" rowspan="3"',
    ' colspan="-1" rowspan="9999999999"',
    ' data-kind="photo" data-id="12" data-caption="<script>alert(1)</script>"',
    ' data-kind="related" data-id="0x10"',
    ' data-kind="gallery" data-ids="1,-2,3,x"',
    ' data-kind="embed" data-url="javascript:alert(1)"',
    ' data-kind="embed" data-url="https://www.youtube.com/watch?v=1"',
    ' data-speaker="Кто-то" data-source="&quot;&gt;<img src=x onerror=alert(1)>"',
    *(f' href="{address}" target=_blank rel=opener' for address in _ADDRESSES.split()),
]
_BITS = [
    *("слово", " ", "\n", "&nbsp;", "&amp;", "&lt;script&gt;", "&#0;", "&#x1F;", "\x00", "\x0b", "\ud800", "<", ">"),
    *('"', "'", " - ", "«", "»", "…", "https://a.kz/1-2", "5-7", "№5", "&", "]]>", "=", "`", "</", "<!", "<?"),
]
_SWALLOWING = [
    "<script>alert(1)</script>",
    "<style><img src=x onerror=alert(1)></style>",
    "<!-- <p>скрыто</p> -->",
    "<iframe src=//evil.kz><p>скрыто</iframe>",
    "<svg><style><img title='</style><img src=x onerror=alert(1)>'></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><p onclick=alert(1)>скрыто</p></template>",
    "<title>скрыто</title>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<plaintext>",
]

opening_tags = st.builds("<{}{}>".format, st.sampled_from(_NAMES.split()), st.sampled_from(_ATTRIBUTES))
closing_tags = st.builds("</{}>".format, st.sampled_from(_NAMES.split()))
tags = opening_tags | closing_tags
hostile = st.lists(tags | st.sampled_from(_BITS) | st.sampled_from(_SWALLOWING), max_size=30).map("".join)


@st.composite
def markup_around_words(draw):
    """Any tags in any order, well closed or not, and the words that stand between them."""
    pieces, words = [], []
    for number in range(draw(st.integers(min_value=1, max_value=8))):
        pieces += draw(st.lists(tags, max_size=4))
        words.append(f"слово{number}")
        pieces.append(draw(st.sampled_from(["{}", " {} ", "\n{}"])).format(words[-1]))
    return "".join(pieces), words


def markup_left(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every tag with its attributes, read by another parser's rules than those that wrote it."""
    return [(element.tag, dict(element.attrib)) for element in lxml_html.fragment_fromstring(html, "div").iter()][1:]
