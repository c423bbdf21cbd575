"""Whom and what the stories name: sections, desks, places, and four people to sign in as."""

from django.contrib.auth.models import Group

from articles.management.demo.files import read_newsroom
from articles.models import Author, Identity, Place, PlaceName, Section, StandingPage, User
from newsroom.checks import DEMO_PASSWORD


def set_up_newsroom() -> None:
    """What is there already stays as it is."""
    newsroom = read_newsroom()
    for position, section in enumerate(newsroom["sections"], start=2):
        Section.objects.get_or_create(slug=section["slug"], defaults=_names(section) | {"position": position})
    say_who_speaks(newsroom["site"], newsroom["pages"])
    for author in newsroom["authors"]:
        Author.objects.get_or_create(slug=author["slug"], defaults=_names(author))
    for each in newsroom["places"]:
        place, is_new = Place.objects.get_or_create(slug=each["slug"])
        if is_new:
            PlaceName.objects.bulk_create(
                PlaceName(place=place, language=language, name=name) for language, name in each["names"].items()
            )


def say_who_speaks(site: dict[str, str], pages: list[dict[str, str]]) -> None:
    """Whoever has named the site already keeps what they wrote."""
    identity, _is_new = Identity.objects.get_or_create(pk=1)
    if not any(getattr(identity, name) for name in ("name_ru", *site)):
        Identity.objects.filter(pk=1).update(**site)
    for position, page in enumerate(pages, start=1):
        held = StandingPage.objects.filter(policy=page.get("policy") or None).exists()
        defaults = page | {"position": position} | ({"policy": ""} if held else {})
        StandingPage.objects.get_or_create(slug=page["slug"], defaults=defaults)


def _names(entry: dict) -> dict[str, str]:
    return {f"name_{language}": name for language, name in entry["names"].items()}


def make_people() -> list[str]:
    """Sign-ins made now; whoever is there already keeps password and roles."""
    made = []
    for username, group in read_newsroom()["users"].items():
        if User.objects.filter(username=username).exists():
            continue
        mail = f"{username}@newsroom.example"  # where a letter that is tried at the desk would go
        user = User.objects.create_user(username, mail, DEMO_PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        if group == "editor":
            user.sections.set(Section.objects.all())
        made.append(username)
    return made
