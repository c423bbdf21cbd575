"""Ours beside the limits and beside Wagtail: `python -m bench.peers` asks each in turn for the same stories.

Wants a database that `bench.fill` has filled (NEWSROOM_DATA), wrk, nginx and Varnish, and a machine that does nothing
else. Wagtail (the newest that there is) and its copy of the stories are made once, in the data folder. Every figure is
the median of so many rounds, in which all take their turns; `ours is` tells how many times as many requests our story
made anew, or our list, answers a second in the same round.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import quote
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management.base import OutputWrapper
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from articles.models import Edition, Section
from bench.content import APART
from bench.load import AS_A_BROWSER, Figures, ask, measure
from bench.questions import COMMON
from bench.report import page
from bench.rivals import (
    FIRST_PORT,
    Rival,
    Wagtail,
    bare_django,
    bare_wsgi,
    nginx,
    ours,
    refuse_what_is_missing,
    varnish,
)
from bench.words import vocabulary

FIRST, HOT = 200, 20
"""Stories that are read at the same time."""
CONNECTIONS = (8, 32)
ANEW, KEPT = "ours, made anew", "ours, from memory"
LIMITS = ("nginx, a file", "Varnish before ours", "bare WSGI", "bare Django view")
WAYS = {"plain": "Wagtail, as its tutorial writes", "tuned": "Wagtail, tuned", "cached": "Wagtail, tuned, fragments"}
STORY, SECTION, FRONT, SEARCH = "story", "section", "front", "search: common word"
Paths = dict[str, list[str]]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("--seconds", type=int, default=2, help="for each question (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=2, help="turns of each (default: %(default)s)")
    parser.add_argument("--report", type=Path, help="a Markdown file to write the table to")
    options = parser.parse_args(arguments)
    refuse_what_is_missing()
    wagtail = Wagtail()
    wagtail.fill()
    here, there = our_paths(), wagtail_paths()
    bench = Bench(options.seconds, options.rounds, OutputWrapper(sys.stderr))
    with TemporaryDirectory() as folder, ExitStack() as running:
        Path(folder).chmod(0o755)
        everyone = start_all(running, Path(folder), wagtail, here, there)
        bench.ask_all(everyone, here, there)
    queries = {ANEW: our_queries(here)}
    queries |= {
        label: dict(zip(there, wagtail.queries(way, firsts(there)), strict=True)) for way, label in WAYS.items()
    }
    text = "\n".join(table(bench.found, queries, wagtail.version))
    OutputWrapper(sys.stdout).write(text)
    if options.report:
        options.report.write_text(page("Beside the limits, and beside Wagtail", "python -m bench.peers", text))
    return 0


def hot_stories() -> list[Edition]:
    """Such as both have: neither the first, to which little is related, nor what was published since."""
    return list(Edition.objects.live().in_language("ru").order_by("article_id")[FIRST : FIRST + HOT])


def our_paths() -> Paths:
    return {
        STORY: [edition.get_absolute_url() for edition in hot_stories()],
        SECTION: [f"/{section.slug}/" for section in Section.objects.order_by("position")[:3]],
        FRONT: ["/"],
        SEARCH: [f"/search/?q={quote(word)}" for word in vocabulary()[COMMON]],
    }


def wagtail_paths() -> Paths:
    """The same stories, sections and words."""
    stories = hot_stories()
    return {
        STORY: [f"/{each.content['section']['slug']}/story-{each.article_id + APART}/" for each in stories],
        SECTION: our_paths()[SECTION],
        FRONT: ["/"],
        SEARCH: [f"/search/?query={quote(word)}" for word in vocabulary()[COMMON]],
    }


def firsts(paths: Paths) -> list[str]:
    return [each[0] for each in paths.values()]


def our_queries(here: Paths) -> dict[str, int]:
    counts = {}
    with override_settings(NEWSROOM_PAGE_MEGABYTES=0):
        reader = Client(SERVER_NAME="127.0.0.1")
        for what, paths in here.items():
            reader.get(paths[-1])
            with CaptureQueriesContext(connection) as captured:
                reader.get(paths[0])
            counts[what] = len(captured)
    return counts


def start_all(running: ExitStack, folder: Path, wagtail: Wagtail, here: Paths, there: Paths) -> dict[str, Rival]:
    story = here[STORY][0]
    ports = iter(range(FIRST_PORT, FIRST_PORT + 10))
    everyone = {KEPT: running.enter_context(ours(next(ports), story))}
    everyone[ANEW] = running.enter_context(ours(next(ports), story, NEWSROOM_PAGE_MEGABYTES="0"))
    body = folder / "body"
    body.write_bytes(fetched(everyone[KEPT].address + story))
    front = next(ports)
    behind = running.enter_context(ours(next(ports), story, NEWSROOM_VARNISH=f"http://127.0.0.1:{front}"))
    limits = (
        nginx(next(ports), body),
        varnish(front, folder, behind.port, story),
        bare_wsgi(next(ports), body),
        bare_django(next(ports), body),
    )
    everyone |= {label: running.enter_context(each) for label, each in zip(LIMITS, limits, strict=True)}
    for way, label in WAYS.items():
        everyone[label] = running.enter_context(wagtail.serving(next(ports), way, there[STORY][0]))
    return everyone


def fetched(url: str) -> bytes:
    """As it goes over the wire to a browser."""
    with urlopen(Request(url, headers=AS_A_BROWSER)) as answer:
        return answer.read()


class Bench:
    def __init__(self, seconds: int, rounds: int, out: OutputWrapper):
        self.seconds, self.rounds, self.out = seconds, rounds, out
        self.found: dict[tuple[str, str, int], list[Figures]] = {}

    def ask_all(self, everyone: dict[str, Rival], here: Paths, there: Paths) -> None:
        for what in here:
            asked = everyone if what == STORY else {label: everyone[label] for label in (ANEW, *WAYS.values())}
            for label, rival in asked.items():
                ask(rival.address, seconds=1, **self.how(label, what, 8, here, there))  # warms up every worker
            for connections in CONNECTIONS:
                for _round in range(self.rounds):
                    for label, rival in asked.items():
                        self.ask(label, rival, what, self.how(label, what, connections, here, there))

    def how(self, label: str, what: str, connections: int, here: Paths, there: Paths) -> dict:
        paths = there[what] if label in WAYS.values() else here[what]
        return {"paths": paths, "connections": connections, "headers": AS_A_BROWSER}

    def ask(self, label: str, rival: Rival, what: str, how: dict) -> None:
        for seconds in (self.seconds, 5 * self.seconds):  # a second try, where the machine does other things
            figures = measure(rival.address, rival.pids, seconds=seconds, **how)
            if figures.refused or figures.broken:
                raise SystemExit(f"{label}, {what}: {figures}")
            if figures.requests:
                break
        else:
            raise SystemExit(f"{label}, {what}: no answer. Is the machine busy with other things?")
        self.found.setdefault((what, label, how["connections"]), []).append(figures)
        self.out.write(f"{what}, {label}, {how['connections']}: {figures.rate:,.0f}/s {figures.processor:.2f} ms")


def table(found: dict, queries: dict[str, dict[str, int]], version: str) -> list[str]:
    stories = Edition.objects.live().in_language("ru").count()
    few, many = CONNECTIONS
    rows = [
        f"{stories:,} live stories in Russian, {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}; "
        f"Wagtail {version} with the same ones on SQLite; two workers of eight threads each.",
        "",
        f"| | queries | kB | processor ms | requests/s, {few} | p50 / p99 ms "
        f"| requests/s, {many} | p50 / p99 ms | ours is |",
        f"|---|{'---:|' * 8}",
    ]
    for what, label in dict.fromkeys((what, label) for what, label, _connections in found):
        of_few, of_many = found[what, label, few], found[what, label, many]
        ratio = median(our.rate / its.rate for our, its in zip(found[what, ANEW, few], of_few, strict=True))
        number = queries.get(label, {}).get(what, "")
        cost = f"{middle(of_few, 'bytes') / 1000:,.1f} | {middle(of_few, 'processor'):,.2f}"
        rows.append(f"| {what}: {label} | {number} | {cost} | {speed(of_few)} | {speed(of_many)} | × {ratio:,.2f} |")
    return rows


def middle(figures: Sequence[Figures], name: str) -> float:
    return median(getattr(each, name) for each in figures)


def speed(figures: Sequence[Figures]) -> str:
    return f"{middle(figures, 'rate'):,.0f} | {middle(figures, 'p50'):,.1f} / {middle(figures, 'p99'):,.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
