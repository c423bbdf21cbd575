"""What the library of photos costs with the photos that there are: `python -m bench.library` prints a table.

Measured as `python -m bench.desk` does.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from django.core.management.base import OutputWrapper
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.admin.photo_filters import RIGHTS, USES
from articles.models import Photo
from articles.text.words import forms, split
from bench.desk import measured, signed_in

WALL = "/admin/articles/photo/"
SAMPLE = 2_000


def main() -> int:
    out = OutputWrapper(sys.stdout)
    out.write(f"{connection.vendor}, {Photo.objects.count():,} photos\n")
    out.write("| what | queries | ms |\n|---|---:|---:|")
    with signed_in() as client:
        for label, ask in questions(client):
            queries, took = measured(ask)
            out.write(f"| {label} | {queries} | {took:,.0f} |")
    return 0


def questions(client: Client) -> Iterator[tuple[str, Callable]]:
    for label, query in walls():
        yield label, partial(client.get, WALL, query)
    common, rare = common_and_rare_word()
    choose = partial(client.get, f"{WALL}choose/")
    yield "dialog", choose
    yield "dialog, common word", partial(choose, {"q": common})
    yield "dialog, rare word", partial(choose, {"q": rare})
    yield "dialog, common word, never published", partial(choose, {"q": common, "unused": "1"})
    yield "palette, common word", partial(client.get, "/admin/palette/", {"q": common})


def walls() -> Iterator[tuple[str, dict]]:
    common, rare = common_and_rare_word()
    often, seldom = names("creator")
    agency, _few = names("agency")
    oldest = list(Photo.objects.order_by("pk").values_list("pk", flat=True)[:50])[-1]
    year_ago = timezone.localdate() - timedelta(days=365)
    yield "wall", {}
    yield "its last page but one", {"before": oldest}
    yield "back from there", {"after": oldest}
    yield "common word", {"q": common}
    yield "common word, its last page", {"q": common, "before": oldest}
    yield "rare word", {"q": rare}
    yield "two words", {"q": f"{common} {agency}"}
    yield "beginning of a word", {"q": common[:3]}
    yield "no such word", {"q": "ъъъ"}
    yield "agency", {"agency": agency}
    yield "photographer named often", {"creator": often}
    yield "photographer named seldom", {"creator": seldom}
    yield "added since a year", {"since": year_ago}
    yield "added until a year ago", {"until": year_ago}
    yield "added on one day", {"since": year_ago, "until": year_ago}
    for name in RIGHTS:
        yield f"rights: {name}", {"rights": name}
    for name in USES:
        yield f"use: {name}", {"use": name}
    yield "made by a machine", {"machine": "on"}
    yield "common word, agency", {"q": common, "agency": agency}
    yield "rare word, rights ended", {"q": rare, "rights": "ended"}
    yield "common word, usable, never used", {"q": common, "rights": "usable", "use": "never"}
    yield "photographer named seldom, never used, last year", {"creator": seldom, "use": "never", "since": year_ago}


def names(field: str) -> tuple[str, str]:
    """One that stands at many photos, and one at few."""
    counted = Counter(filter(None, Photo.objects.values_list(field, flat=True)[:SAMPLE])).most_common()
    return counted[0][0], counted[-1][0]


def common_and_rare_word() -> tuple[str, str]:
    rows = Photo.objects.order_by("-pk").values_list("caption", flat=True)[:SAMPLE]
    counted = Counter(word for caption in rows for word in split(caption) if len(word) > 4 and forms(word))
    return counted.most_common(1)[0][0], counted.most_common()[-1][0]


if __name__ == "__main__":
    sys.exit(main())
