"""The last step before text is frozen: nothing stays but what is listed here."""

import re

import nh3

from articles.text.addresses import link

# Elements whose content no reader ever sees as text.
UNSEEN = frozenset({"script", "style", "title", "template", "iframe", "noembed", "noframes"})
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
INLINE_TAGS = frozenset({"strong", "em", "s", "sub", "sup", "code", "br", "a"})
_BLOCK_TAGS = INLINE_TAGS | {"p", "ul", "ol", "li", "table", "tbody", "tr", "th", "td"}
_PAGE_TAGS = _BLOCK_TAGS | {"h2", "h3", "blockquote"}
_NO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]"
)
_SPAN = re.compile("[1-9][0-9]?")
_CELL = {"colspan", "rowspan"}


def strip_control(s: str) -> str:
    """Without what no XML may carry: one such character in a headline would break every feed."""
    return CONTROL.sub("", s)


def seen_line(s: str) -> str:
    """One line of what can be seen: without marks of no width, and those that turn the direction of writing."""
    return " ".join(_NO_WIDTH.sub("", strip_control(s)).split())


def clean_inline(html: str) -> str:
    """The words of one paragraph with emphasis, links and line breaks. What `cut` makes passes unchanged."""
    return _cleaned(html, _INLINE)


def clean_block(html: str) -> str:
    """As `clean_inline`, and whole paragraphs, lists and tables."""
    return _cleaned(html, _BLOCK)


def clean_page(html: str) -> str:
    """A whole standing page: as `clean_block`, with headings and quotations."""
    return _cleaned(html, _PAGE)


def _cleaned(html: str, cleaner: nh3.Cleaner) -> str:
    # A non-breaking space is written as itself everywhere; an "&nbsp;" that a reader is meant to see is "&amp;nbsp;".
    return strip_control(cleaner.clean(strip_control(html))).replace("&nbsp;", "\u00a0")


def _kept(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return link(value)
    if name in _CELL and not _SPAN.fullmatch(value):
        return None
    return value


def _cleaner(tags: frozenset[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags=set(UNSEEN),
        attributes={"*": set(), "a": {"href"}} | {tag: _CELL for tag in ("th", "td") if tag in tags},
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )


_INLINE = _cleaner(INLINE_TAGS)
_BLOCK = _cleaner(_BLOCK_TAGS)
_PAGE = _cleaner(_PAGE_TAGS)
