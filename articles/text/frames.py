"""What a block is inside of, while it is being read: a list, its item, a table, its cell, a quotation, a heading."""

import re
from dataclasses import dataclass, field

_SPAN = re.compile("[1-9][0-9]?")


@dataclass
class Heading:
    level: int


@dataclass
class Flow:
    """Paragraphs and lists one after another: the inside of an item, a cell or a quotation."""

    tag: str
    attributes: dict[str, str]
    paragraphs: list[int] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def add_paragraph(self, html: str) -> None:
        self.paragraphs.append(len(self.parts))
        self.parts.append(html)

    def inner(self) -> str:
        """A single paragraph that comes first stands without `<p>`."""
        return "".join(self.parts) if self.paragraphs == [0] else self.in_paragraphs()

    def in_paragraphs(self) -> str:
        parts = self.parts.copy()
        for index in self.paragraphs:
            parts[index] = f"<p>{parts[index]}</p>"
        return "".join(parts)


@dataclass
class Items:
    """A list."""

    tag: str
    items: list[Flow] = field(default_factory=list)

    def html(self) -> str:
        items = "".join(f"<li>{item.inner()}</li>" for item in self.items if item.parts)
        return items and f"<{self.tag}>{items}</{self.tag}>"


@dataclass
class Table:
    rows: list[list[Flow]] = field(default_factory=list)

    def add_cell(self, cell: Flow) -> None:
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(cell)

    def html(self) -> str:
        rows = [row for row in self.rows if row]
        if not any(cell.parts for row in rows for cell in row):
            return ""
        lines = ("".join(_cell(cell, len(rows) - number) for cell in row) for number, row in enumerate(rows))
        return "<table><tbody>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</tbody></table>"


def _cell(cell: Flow, rows_left: int) -> str:
    columns = _span(cell, "colspan")
    rows = min(_span(cell, "rowspan"), rows_left)
    spans = (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{rows}"' if rows > 1 else "")
    return f"<{cell.tag}{spans}>{cell.inner()}</{cell.tag}>"


def _span(cell: Flow, name: str) -> int:
    value = cell.attributes.get(name, "").strip()
    return int(value) if _SPAN.fullmatch(value) else 1
