"""Tags and texts become blocks: one pass, whatever the nesting."""

from articles.text.cards import card, words_of
from articles.text.frames import Flow, Heading, Items, Table
from articles.text.inline import Inline
from articles.text.markup import BLOCKS, Close, Open, Token

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_LISTS = {"ul": "ul", "ol": "ol", "menu": "ul", "dir": "ul"}
_DEEPEST_LIST = 4

Frame = Heading | Flow | Items | Table


def cut_tokens(tokens: list[Token]) -> list[dict]:
    """Blocks whose html still has to be cleaned."""
    cutter = _Cutter()
    for token in tokens:
        if isinstance(token, str):
            cutter.text(token)
        elif isinstance(token, Open):
            cutter.open(token)
        else:
            cutter.close(token)
    cutter.end_line()
    return cutter.blocks


class _Cutter:
    """Every opened tag leaves a note of what its closing has to undo: the number of frames to go back to, the emphasis
    to end. A tag that makes no sense where it stands opens nothing, and its words fall into what is around it."""

    def __init__(self) -> None:
        self.blocks: list[dict] = []
        self.inline = Inline()
        self.frames: list[Frame] = []
        self.cards: list[dict] = []
        self.notes: list[tuple[int | None, str]] = []
        self.verbatim = 0

    def text(self, text: str) -> None:
        if not self.verbatim:
            self.inline.write(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self.break_line()
            self.inline.write(line)

    def open(self, token: Open) -> None:
        frames = None
        if token.tag in BLOCKS:
            self.end_line()
            frames = len(self.frames)
            self._open_block(token)
        elif token.tag == "br":
            self.break_line()
        self.verbatim += token.tag == "pre"
        self.notes.append((frames, self.inline.open(token)))

    def close(self, token: Close) -> None:
        frames, emphasis = self.notes.pop()
        if frames is not None:
            self.end_line()
            self._leave(frames)
        if emphasis:
            self.inline.close(emphasis)
        self.verbatim -= token.tag == "pre"

    def break_line(self) -> None:
        if not self.inline.break_line():
            self.end_line()

    def end_line(self) -> None:
        html = self.inline.take()
        if not html:
            return
        frame = self.frames[-1] if self.frames else None
        if isinstance(frame, Flow):
            frame.add_paragraph(html)
        elif isinstance(frame, Items):
            frame.items.append(Flow("li", {}, [0], [html]))
        elif isinstance(frame, Heading):
            self.blocks.append({"type": "heading", "level": frame.level, "html": html})
        else:
            # Words of a table outside its cells go before it, as browsers do.
            self.blocks.append({"type": "paragraph", "html": html})

    def _open_block(self, token: Open) -> None:
        tag = token.tag
        if tag == "news-card":
            self._add_card(card(token.attributes))
        elif tag in _LISTS:
            self._open_list(_LISTS[tag])
        elif not self.frames:
            self._open_at_top(token)
        elif isinstance(self.frames[-1], Items) and tag == "li":
            self.frames.append(Flow("li", {}))
        elif isinstance(self.frames[-1], Table):
            self._open_in_table(token, self.frames[-1])

    def _open_at_top(self, token: Open) -> None:
        if token.tag in _HEADINGS:
            self.frames.append(Heading(_HEADINGS[token.tag]))
        elif token.tag == "blockquote":
            self.frames.append(Flow("blockquote", token.attributes))
        elif token.tag == "table":
            self.frames.append(Table())

    def _open_in_table(self, token: Open, table: Table) -> None:
        if token.tag == "tr":
            table.rows.append([])
        elif token.tag in ("td", "th"):
            self.frames.append(Flow(token.tag, token.attributes))

    def _open_list(self, tag: str) -> None:
        frame = self.frames[-1] if self.frames else None
        if sum(isinstance(each, Items) for each in self.frames) >= _DEEPEST_LIST or isinstance(frame, Heading | Table):
            return
        if isinstance(frame, Items):
            # A list straight inside a list belongs to the item before it.
            self.frames.append(frame.items.pop() if frame.items else Flow("li", {}))
        self.frames.append(Items(tag))

    def _leave(self, frames: int) -> None:
        while len(self.frames) > frames:
            self._place(self.frames.pop())
        if not self.frames:
            self.blocks += self.cards
            self.cards = []

    def _place(self, done: Frame) -> None:
        around = self.frames[-1] if self.frames else None
        if isinstance(done, Items):
            self._place_list(done.html(), around)
        elif isinstance(done, Table):
            self._add("table", done.html())
        elif isinstance(done, Flow) and isinstance(around, Items):
            around.items.append(done)
        elif isinstance(done, Flow) and isinstance(around, Table):
            around.add_cell(done)
        elif isinstance(done, Flow):
            who = {name: words_of(done.attributes, name) for name in ("speaker", "source")}
            self._add("quotation", done.in_paragraphs(), **who)

    def _place_list(self, html: str, around: Frame | None) -> None:
        if isinstance(around, Flow) and html:
            around.parts.append(html)
        else:
            self._add("list", html)

    def _add(self, kind: str, html: str, **words: str) -> None:
        if html:
            self.blocks.append({"type": kind, "html": html, **words})

    def _add_card(self, block: dict | None) -> None:
        """A card inside a list, a table or a quotation is put after it."""
        if block:
            (self.cards if self.frames else self.blocks).append(block)
