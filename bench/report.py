"""The figures of a bench as tables in Markdown."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.utils import timezone

Line = dict[str, Any]
FEW, MANY = 8, 32
WEIGHING = "A worker takes, with all that it shares (RSS) and with its part of that (PSS)"
ANEW = "made anew"
"""The way of an answer for which nothing was kept."""

site_of = itemgetter("system", "database", "stories")


def page(headline: str, command: str, text: str) -> str:
    """As it stands in docs/."""
    made = (
        f"Made on {timezone.localdate():%-d %B %Y} by `{command}`. How it is asked, and what it says: [measurements.md]"
    )
    return f"# {headline}\n\n{made}(measurements.md).\n\n{text.strip()}\n"


def read_lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def table(lines: list[Line]) -> str:
    """Growth first, where several sizes were measured, then each site by itself."""
    ordered = sorted(lines, key=site_of)
    parts = [text for _site, text in growths(ordered)]
    parts += ["\n".join(details(*site, list(group))) for site, group in groupby(ordered, key=site_of)]
    return "\n\n".join(parts) + "\n"


def growths(lines: list[Line]) -> Iterator[tuple[tuple, str]]:
    for site, group in groupby(lines, key=itemgetter("system", "database")):
        costs = costs_by_size(group)
        sizes = sorted({size for cost in costs.values() for size in cost})
        if len(sizes) < 2:
            continue
        head = " | ".join(f"{size:,}" for size in sizes)
        rows = [f"| processor ms a request | {head} | growth |", f"|---|{'---:|' * (len(sizes) + 1)}"]
        for what, cost in costs.items():
            cells = " | ".join(f"{cost[size]:,.2f}" if size in cost else "" for size in sizes)
            first, last = cost.get(sizes[0]), cost.get(sizes[-1])
            rows.append(f"| {what} | {cells} | {f'× {last / first:.2f}' if first and last else ''} |")
        yield site, "\n".join([f"## {title(*site)}: what more stories cost", "", *rows])


def costs_by_size(lines: Iterable[Line]) -> dict[str, dict[int, float]]:
    """Processor milliseconds of each page that was made anew, by the number of stories there were."""
    found: dict[str, dict[int, float]] = {}
    for line in lines:
        if line["way"] == ANEW and line.get("connections") in (1, FEW):
            found.setdefault(line["what"], {})[line["stories"]] = line["processor"]
    return found


def title(system: str, database: str) -> str:
    return f"{system}, {database}"


def details(system: str, database: str, stories: int, lines: list[Line]) -> list[str]:
    queries = {line["what"]: line["queries"] for line in lines if line["way"] == "queries"}
    asked: dict[tuple[str, str], dict[int, Line]] = {}
    for line in lines:
        if "rate" in line:
            asked.setdefault((line["what"], line["way"]), {})[line["connections"]] = line
    rows = [f"## {title(system, database)}: {stories:,} stories", ""]
    rows += [
        f"| | queries | kB | processor ms | requests/s, {FEW} | p50 / p99 ms | requests/s, {MANY} | p50 / p99 ms |"
    ]
    rows += [f"|---|{'---:|' * 7}"]
    for (what, way), by_connections in asked.items():
        few, many = by_connections.get(FEW) or by_connections.get(1), by_connections.get(MANY)
        if few is None:
            continue
        number = queries.get(what, "") if way == ANEW else ""
        label = what if way == ANEW else f"{what}, {way}"
        cost = f"{few['bytes'] / 1000:,.1f} | {few['processor']:,.2f}"
        rows.append(f"| {label} | {number} | {cost} | {speed(few)} | {speed(many)} |")
    weights = [f"{line['rss']:,.0f} MB and {line['pss']:,.0f} MB ({line['way']})" for line in lines if "pss" in line]
    return [*rows, "", f"{WEIGHING}: {', '.join(dict.fromkeys(weights))}."] if weights else rows


def speed(line: Line | None) -> str:
    if line is None:
        return " | "
    return f"{line['rate']:,.0f} | {line['p50']:,.1f} / {line['p99']:,.1f}"
