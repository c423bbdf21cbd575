"""One size of a site, measured: `python -m bench.rounds FILE`, called by `bench.site` for each database.

Appends a line of JSON to FILE for each figure; what stands there already is not measured again.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import OutputWrapper
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench.desk import signed_in
from bench.load import AS_A_BROWSER, ask, measure
from bench.publishing import measure_publishing, put_rare_story
from bench.questions import PUBLISHING, STORY, Question, of_desk, of_readers
from bench.served import Served, answers, served

CONNECTIONS = (8, 32)
KEPT_IN_MEMORY = (STORY, "front", "section")
"""Measured as readers get them, too: out of the page memory."""
START = 3
"""Seconds in which both workers load what they have not needed before."""
PUBLISHED = 10
"""Stories for each second that another question takes."""
Line = dict[str, Any]


class Results:
    """The lines of one file; `known` says what all lines of this round have in common."""

    def __init__(self, path: Path, known: Line, out: OutputWrapper):
        self.path, self.known, self.out = path, known, out
        self.there = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def has(self, **said) -> bool:
        return any((self.known | said).items() <= line.items() for line in self.there)

    def add(self, **said) -> None:
        line = self.known | said
        with self.path.open("a") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.out.write(" ".join(f"{value:,.2f}" if isinstance(value, float) else str(value) for value in line.values()))

    def lacking(self, questions: list[Question], *ways: dict) -> list[tuple[Question, dict]]:
        return [(question, way) for question in questions for way in ways if not self.has(what=question.label, **way)]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.rounds", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--queries-only", action="store_true")
    options = parser.parse_args(arguments)
    out = OutputWrapper(sys.stdout)
    known = {"system": "ours", "database": connection.display_name, "stories": options.size}
    results = Results(options.file, known, out)
    put_rare_story()
    with signed_in() as client:
        questions = [*of_readers(), *of_desk()]
        too_many = count_queries(results, client, questions)
        if not options.queries_only:
            session = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
            Asking(results, session, options.port, options.seconds).all(questions)
    return too_many


def count_queries(results: Results, client: Client, questions: list[Question]) -> int:
    """How many pages ask more than is promised."""
    too_many = 0
    with override_settings(NEWSROOM_PAGE_MEGABYTES=0):
        readers = Client(SERVER_NAME="127.0.0.1")
        for question in questions:
            asks = client if question.desk else readers
            asks.get(question.paths[-1])  # the first fills caches of templates and of word forms
            with CaptureQueriesContext(connection) as captured:
                answer = asks.get(question.paths[0])
            if answer.status_code != question.status:
                raise SystemExit(f"{answer.status_code} for {question.paths[0]}")
            if len(captured) > question.most:
                too_many += 1
                results.out.write(f"{question.label}: {len(captured)} queries, and {question.most} are promised.")
            if not results.has(what=question.label, way="queries"):
                results.add(what=question.label, way="queries", queries=len(captured), most=question.most)
    return too_many


class Asking:
    def __init__(self, results: Results, session: str, port: int, seconds: int):
        self.results, self.session, self.port, self.seconds = results, session, port, seconds

    def all(self, questions: list[Question]) -> None:
        kept = [each for each in questions if each.label in KEPT_IN_MEMORY]
        self.ask_round(kept, "from memory", keeping_pages=True)
        self.ask_round(questions, "made anew", keeping_pages=False)

    def ask_round(self, questions: list[Question], way: str, *, keeping_pages: bool) -> None:
        ways = [{"way": way, "connections": number} for number in CONNECTIONS]
        lacking = self.results.lacking(questions, *ways)
        publishes = not keeping_pages and not self.results.has(what=PUBLISHING)
        if not lacking and not publishes:
            return
        with served(self.port, keeping_pages=keeping_pages) as site:
            ask(site.address, seconds=START, connections=CONNECTIONS[0], paths=["/", *questions[0].paths], headers={})
            answers(self.port)
            for question, said in lacking:
                self.ask(site, question, said)
            if publishes:
                figures = measure_publishing(
                    site.address, site.pids, session=self.session, number=PUBLISHED * self.seconds
                )
                self.results.add(what=PUBLISHING, way=way, connections=1, **asdict(figures))
            self.results.add(what="memory of a worker", way=way, **site.worker_memory())

    def ask(self, site: Served, question: Question, said: Line) -> None:
        cookies = {"Cookie": self.session, "Accept-Language": "ru"} if question.desk else {}
        how = {"paths": question.paths, "headers": AS_A_BROWSER | cookies, "connections": said["connections"]}
        ask(site.address, seconds=1, **how)  # warms up both workers
        answers(self.port)  # last in their queues
        figures = measure(site.address, site.pids, seconds=self.seconds, **how)
        answers(self.port)
        if not figures.requests:
            raise SystemExit(f"{question.label}: no answer in {self.seconds} s. Is the machine busy with other things?")
        wrong = figures.refused != (figures.requests if question.status >= 400 else 0)
        if wrong or figures.broken:
            raise SystemExit(f"{question.label}: {figures.refused} refused, {figures.broken} broken.")
        self.results.add(what=question.label, **said, **asdict(figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
