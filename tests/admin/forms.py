"""A form as a browser sends it: every field as the page shows it, but for what a test changes."""

import json
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from lxml import html

from articles.models import Article
from tests.factories import REASON

ADD = "/admin/articles/article/add/"
BEAT = "/admin/articles/article/sitting/"


def address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def fields_of(page: bytes, form_id: str) -> dict[str, list[str]]:
    form = html.document_fromstring(page.decode()).get_element_by_id(form_id)
    shown: dict[str, list[str]] = {}
    for name, value in form.form_values():
        shown.setdefault(name, []).append(value.strip("\n") if "\n" in value else value)
    return shown


def send(client: Client, url: str, button: str = "_save", **changes):
    """Open the page, change some fields, press a button. Answers the response, redirect not followed.

    Publishing gives a reason for what the verb warns of, unless a test sends its own.
    """
    fields = fields_of(client.get(url).content, "article_form")
    if button == "_publish":
        fields["reason"] = [REASON]
    return client.post(url, fields | changes | {button: "1"})


def reload(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def beat(client, person, article=None, *, typed: dict | None = None, token=None, **sent):
    """What the script of an open form says every few seconds."""
    form = {"sitting": token or uuid4(), "person": person.pk, "article": article.pk if article else ""}
    form |= {"version": article.version if article else ""} | sent
    return client.post(BEAT, form | ({"typed": json.dumps(typed)} if typed is not None else {}))


def typed_in(client: Client, url: str, **changes) -> dict[str, list[str]]:
    """The open form as its script sends it."""
    fields = fields_of(client.get(url).content, "article_form")
    return {name: values for name, values in fields.items() if name != "csrfmiddlewaretoken"} | changes
