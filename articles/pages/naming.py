"""What a page depends on, as names that it bears: whoever keeps pages throws away those that bear a touched name.

A story is `a17`, its translations `g` and their group, a photo `p5`, a list what `placement.shelf` calls it: `ru`,
`ru/section/3`. Twin: `publishing/touching.py`, which says what a verb has touched.
"""

import re
from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponseBase

from articles.models.names import Language
from articles.models.placement import shelf

SITE = "site"
"""On every page: what is rare, and may be seen anywhere. Who speaks, sections, standing pages, names of tags."""
ANYTHING = "all"
"""On a page that does not say what it depends on, and touched by every verb: forgetting costs time and no truth."""
PHOTOS = "photos"
"""On pages with too many photos to name."""
HEADER = "xkey"
STORIES = frozenset(Language.values)
"""All stories in every language."""
MANY = 100
"""Names of which there are more are not said one by one: proxies take some kilobytes of headers."""
TOO_MANY = re.compile(r"([ap])\d+")


def of_story(pk: int) -> str:
    return f"a{pk}"


def of_stories(ids: Iterable[int]) -> set[str]:
    return {of_story(pk) for pk in ids}


def of_group(group: UUID) -> str:
    return f"g{group.hex}"


def of_photos(ids: Iterable[int]) -> set[str]:
    return {f"p{pk}" for pk in ids}


def of_front(language: str) -> str:
    """What editors arrange there; its stories are the shelf's."""
    return f"front/{language}"


def on_shelves_of(photo: int) -> set[str]:
    """A picture is before readers while a story with it is live: such a story touches these."""
    return {shelf(language, "photo", photo) for language in Language.values}


def name(response: HttpResponseBase, names: Iterable[str]) -> None:
    """Have an answer bear these names, and that of what every page depends on."""
    found = {SITE, *names}
    response.headers[HEADER] = " ".join(sorted(in_short(found) if len(found) > MANY else found))


def in_short(names: set[str]) -> set[str]:
    """All stories and all photos in place of each: thrown away more often, and never too late."""
    one_by_one = {each: match[1] for each in names if (match := TOO_MANY.fullmatch(each))}
    kinds = set(one_by_one.values())
    stories = STORIES if "a" in kinds else frozenset()
    return (names - one_by_one.keys()) | stories | ({PHOTOS} if "p" in kinds else set())
