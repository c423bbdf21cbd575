"""A picture of what pages cost as stories grow in number: SVG, whole by itself, in light and dark."""

from collections.abc import Iterator
from html import escape
from math import ceil, floor, log10

from bench.report import Line, costs_by_size

WIDTH, HEIGHT = 900, 480
LEFT, RIGHT, TOP, BOTTOM = 76, 280, 78, 52
BETWEEN_LABELS = 15
SCALES = "Processor milliseconds a request, nothing kept in memory, by the number of stories; both by tens"
STYLE = """
  .paper { fill: #fcfcfb } .ink { fill: #1f2328 } .faint { fill: #5b6470 } .grid { stroke: #d8dce1 }
  .readers { --line: #0b6bcb } .desk { --line: #b3541e }
  path { fill: none; stroke: var(--line); stroke-width: 2; stroke-linejoin: round }
  circle { fill: var(--line) } .name { fill: var(--line) } .to { stroke: var(--line); stroke-width: .8; opacity: .6 }
  text { font: 13px system-ui, "DejaVu Sans", sans-serif } .title { font-size: 17px; font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #16191d } .ink { fill: #eceff2 } .faint { fill: #a3adb8 } .grid { stroke: #343a41 }
    .readers { --line: #6cb6ff } .desk { --line: #f0a36b }
  }
"""


class Scale:
    """A logarithmic axis: whole decades, or a little more than what stands on it."""

    def __init__(self, values: list[float], start: float, end: float, *, whole: bool):
        self.low, self.high = log10(min(values)), log10(max(values))
        if whole:
            self.low, self.high = floor(self.low), ceil(self.high)
        self.start, self.end = start, end

    def __call__(self, value: float) -> float:
        share = (log10(value) - self.low) / ((self.high - self.low) or 1)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def decades(self) -> list[float]:
        return [10.0**power for power in range(ceil(self.low), floor(self.high) + 1)]


def picture(lines: list[Line], system: str = "ours") -> str:
    """Of the database that was measured first."""
    ours = [line for line in lines if line["system"] == system]
    database = ours[0]["database"]
    costs = costs_by_size(line for line in ours if line["database"] == database)
    points = {what: sorted(cost.items()) for what, cost in costs.items()}
    sizes = [size for cost in costs.values() for size in cost]
    across = Scale(sizes, LEFT, WIDTH - RIGHT, whole=False)
    up = Scale([ms for cost in costs.values() for ms in cost.values()], HEIGHT - BOTTOM, TOP, whole=True)
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t">',
        f"<style>{STYLE}</style>",
        f'<title id="t">Processor milliseconds a request, by the number of stories, on {database}</title>',
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
        f'<text class="ink title" x="20" y="30">What a page costs as stories grow in number ({database})</text>',
        f'<text class="faint" x="20" y="50">{SCALES}</text>',
        *axes(across, up, sizes),
        *graphs(points, across, up),
        "</svg>",
    ]
    return "\n".join(drawn) + "\n"


def axes(across: Scale, up: Scale, sizes: list[int]) -> Iterator[str]:
    for ms in up.decades:
        y = up(ms)
        yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
        yield f'<text class="faint" x="{LEFT - 10}" y="{y + 4}" text-anchor="end">{ms:g} ms</text>'
    for size in sorted(set(sizes)):
        yield f'<text class="faint" x="{across(size)}" y="{HEIGHT - 24}" text-anchor="middle">{size:,}</text>'


def graphs(points: dict[str, list[tuple[int, float]]], across: Scale, up: Scale) -> Iterator[str]:
    """Each with its name at its end; names that would lie on one another are moved apart, and led to."""
    ends = {what: up(cost[-1][1]) for what, cost in points.items()}
    places = apart(ends)
    for what, cost in points.items():
        dots = [(across(size), up(ms)) for size, ms in cost]
        kind = "desk" if what.startswith(("desk", "publishing")) else "readers"
        (x, y), place = dots[-1], places[what]
        yield f'<g class="{kind}">'
        yield f'<path d="M{" L".join(f"{x} {y}" for x, y in dots)}"/>'
        yield from (f'<circle cx="{x}" cy="{y}" r="3"/>' for x, y in dots)
        yield f'<line class="to" x1="{x + 5}" y1="{y}" x2="{x + 20}" y2="{place}"/>'
        label = f"{what}, {cost[-1][1]:.1f} ms"
        yield f'<text class="name" x="{x + 25}" y="{place + 4}">{escape(label)}</text></g>'


def apart(ends: dict[str, float]) -> dict[str, float]:
    """None nearer to another than a line of text: those that would be stand around the middle of where they belong."""
    crowds: list[list[str]] = []
    for what in sorted(ends, key=lambda what: ends[what]):
        crowds.append([what])
        while len(crowds) > 1 and top(crowds[-1], ends) < top(crowds[-2], ends) + len(crowds[-2]) * BETWEEN_LABELS:
            crowds[-2:] = [crowds[-2] + crowds[-1]]
    return {what: top(crowd, ends) + n * BETWEEN_LABELS for crowd in crowds for n, what in enumerate(crowd)}


def top(crowd: list[str], ends: dict[str, float]) -> float:
    """Where the first of them stands."""
    middle = sum(ends[what] for what in crowd) / len(crowd)
    return middle - (len(crowd) - 1) * BETWEEN_LABELS / 2
