"""Every address of the desk, tried by every kind of person: the addresses come from the URL configuration itself."""

from collections.abc import Iterator
from itertools import chain

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles.admin import bulk
from articles.models import Article, Edition
from tests.admin.matrix import BUTTONS, DEEDS, MATRIX, PEOPLE
from tests.admin.stage import Stage

DESK = ("admin/", "accounts/", "preview/")
DOORS = (reverse("admin:login"), reverse("account_login"))
ANSWERS = {200: "+", 400: "!", 403: "-", 404: "0", 405: "x", 409: "!", 410: "0"}
NEWSROOM = ("articles", "subscriptions")
OPENING = {"sitting"}
"""What looking may write: that a form is open."""


def addresses(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, space + (pattern.name or "")
        else:
            yield from addresses(pattern, route, f"{pattern.namespace}:" if pattern.namespace else space)


NAMES = {route: name for route, name in addresses(get_resolver()) if route.startswith(DESK)}

ROUTES = {route.split("?")[0] if "(?P" not in route else route for route in MATRIX}


def test_every_address_of_the_desk_has_a_row():
    forgotten = [f"{route} ({NAMES[route]})" for route in NAMES if route not in ROUTES]

    assert not forgotten, f"Say in tests/admin/matrix.py who may open: {', '.join(forgotten)}"


def test_every_row_is_of_an_address():
    assert sorted(ROUTES - set(NAMES)) == []


@pytest.mark.parametrize("route", sorted(MATRIX))
def test_each_person_gets_what_the_matrix_says(route, db):
    row, seen = MATRIX[route], {}
    stage = Stage(row.standing)
    before = everything()

    for method in ("get", "post"):
        seen[method] = "".join(answer(stage, route, method, person, before) for person in PEOPLE)

    assert seen == {"get": row.get.replace(" ", ""), "post": row.post.replace(" ", "")}


def test_every_deed_with_many_stories_has_a_row():
    assert set(DEEDS) == set(bulk.DEEDS), "Say in tests/admin/matrix.py who may do it with many stories."


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_each_person_does_with_many_stories_what_the_matrix_says(name, db):
    row = DEEDS[name]
    stage, signs = Stage(row.standing), []

    for person in PEOPLE:
        with transaction.atomic():
            client = stage.enter(person)
            before = everything()
            sent = {"deed": name, "story": [stage.story.pk], "step": "do"} | row.sends(stage)
            sign = sign_of(client.post(reverse("admin:articles_article_bulk"), sent))
            changed = everything() != before
            transaction.set_rollback(True)
        assert sign == "+" or not changed
        signs.append("." if sign == "+" and not changed else sign)

    assert "".join(signs) == row.post.replace(" ", "")


@pytest.mark.parametrize("name", sorted(BUTTONS))
def test_each_person_presses_at_the_form_what_the_matrix_says(name, db):
    row = BUTTONS[name]
    stage, signs = Stage(row.standing), []

    for person in PEOPLE:
        with transaction.atomic():
            client = stage.enter(person)
            before = outcomes(stage.story)
            sent = row.sends(stage) | {name: "1"}
            sent.pop("_save")
            sign = sign_of(client.post(reverse("admin:articles_article_change", args=[stage.story.pk]), sent))
            is_done = outcomes(stage.story) != before
            transaction.set_rollback(True)
        assert is_done or sign != "=", f"{person} was told that {name} is done"
        signs.append("+" if is_done else "." if sign == "+" else sign)

    assert "".join(signs) == row.post.replace(" ", "")


def outcomes(article: Article) -> list:
    """What the buttons are for, saving apart."""
    states = Article.objects.filter(pk=article.pk).values_list("state", "return_note")
    return [*states, Edition.objects.filter(article=article).count()]


@pytest.mark.parametrize("route", sorted(ROUTES))
def test_no_form_is_taken_from_another_site(route, db):
    stage = Stage(MATRIX[route].standing)
    client = stage.enter("chief")
    client.handler.enforce_csrf_checks = True

    assert client.post(stage.address(route), MATRIX[route].sends(stage)).status_code in (403, 405)


def answer(stage: Stage, route: str, method: str, person: str, before: dict) -> str:
    """One sign of the matrix. Whoever is refused has changed nothing, and so has whoever only looks."""
    row, client, url = MATRIX[route], stage.enter(person), stage.address(route)
    writes = Writes()
    with transaction.atomic(), connection.execute_wrapper(writes):
        response = getattr(client, method)(url, row.sends(stage) if method == "post" else None)
        sign, changed = sign_of(response), writes.seen and everything() != before
        transaction.set_rollback(True)
    may_change = method == "post" and sign in "=+"
    assert may_change or not changed, f"{person}: {method} {url} answered {sign} and changed something"
    if method == "post" and row.acts and sign == "=":
        assert changed, f"{person}: {method} {url} did nothing"
    return sign


class Writes:
    """Whether a statement wrote: only then are all rows compared."""

    seen = False

    def __call__(self, execute, sql, *rest):
        self.seen = self.seen or not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE"))
        return execute(sql, *rest)


def sign_of(response: HttpResponse) -> str:
    if response.status_code in (301, 302, 303):
        return ">" if response.url.startswith(DOORS) else "="
    return ANSWERS[response.status_code]


def everything() -> dict[str, list]:
    """All rows of the newsroom and of the roles."""
    newsroom = (apps.get_app_config(name).get_models(include_auto_created=True) for name in NEWSROOM)
    models = [*chain.from_iterable(newsroom), *roles()]
    return {
        model.__name__: sorted(map(repr, model._base_manager.values_list()))
        for model in models
        if model._meta.model_name not in OPENING
    }


def roles() -> Iterator[type]:
    yield from apps.get_app_config("auth").get_models(include_auto_created=True)
