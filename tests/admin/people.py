"""What a browser sends of people: invitations, pages of persons, presses, new passwords."""

import re

from django.contrib.auth.models import Group
from django.test import Client

from articles.models import User

LIST = "/admin/articles/user/"
ADD = f"{LIST}add/"
NEW = "Dala-2026-qala"


def role(name: str) -> int:
    return Group.objects.get(name=name).pk


def invitation(**fields) -> dict:
    return {
        "last_name": "Нурланова",
        "first_name": "Айгуль",
        "email": "aigul@news.example",
        "username": "",
        "desk_language": "kk",
        "groups": [role("reporter")],
    } | fields


def sent(person: User, **changes) -> dict:
    """What the page of that person sends."""
    kept = {name: getattr(person, name) for name in ("last_name", "first_name", "email", "username", "desk_language")}
    groups, sections = (list(rows.values_list("pk", flat=True)) for rows in (person.groups, person.sections))
    return kept | {"groups": groups, "sections": sections} | changes


def page(person: User) -> str:
    return f"{LIST}{person.pk}/change/"


def step(person: User, name: str) -> str:
    return f"{LIST}{person.pk}/{name}/"


def link_in(text: str) -> str:
    return re.search(r"/accounts/password/set/[^\s\"]+", text)[0]


def set_password(link: str, password: str = NEW):
    """As a browser does that opens the link and types a password twice."""
    browser = Client()
    shown = browser.get(link, follow=True)
    address = shown.redirect_chain[-1][0] if shown.redirect_chain else link
    return browser.post(address, {"new_password1": password, "new_password2": password})
