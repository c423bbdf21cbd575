"""Every public address pattern of the site: what caches, crawlers and the gate's test need to know."""

import json
from collections.abc import Iterator

from django.core.management.base import BaseCommand
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

STAFF = ("admin/", "accounts/")


class Command(BaseCommand):
    help = "Lists every public address pattern, one a line: its name and its form."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON list of {name, pattern} instead of lines")

    def handle(self, *args, **options):
        patterns = [{"name": name, "pattern": f"/{pattern}"} for name, pattern in public_patterns()]
        if options["json"]:
            self.stdout.write(json.dumps(patterns, indent=2))
        else:
            for each in patterns:
                self.stdout.write(f"{each['name']:<24}{each['pattern']}")


def public_patterns() -> Iterator[tuple[str, str]]:
    """(name, pattern) of each; a pattern under a language prefix stands once, without it."""
    for name, pattern in _patterns(get_resolver().url_patterns, ""):
        if not pattern.startswith(STAFF):
            yield name, pattern


def _patterns(nodes: list, prefix: str) -> Iterator[tuple[str, str]]:
    for node in nodes:
        own = "" if isinstance(node.pattern, LocalePrefixPattern) else str(node.pattern)
        if isinstance(node, URLResolver):
            yield from _patterns(node.url_patterns, prefix + own)
        elif isinstance(node, URLPattern):
            yield node.name or "", prefix + own
