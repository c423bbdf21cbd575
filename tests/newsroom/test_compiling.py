"""What readers' templates become says what Jinja's own would."""

import pytest
from jinja2 import (
    DictLoader,
    Environment,
    StrictUndefined,
    TemplateAssertionError,
    UndefinedError,
    select_autoescape,
)
from markupsafe import Markup

from newsroom.compiling import Templates

PARTS = """
{% macro quoted(said, mark="«", end="»") %}{{ mark }}{{ said }}{{ end }}{% endmacro %}
{% macro framed(name) %}<i title="{{ name }}">{{ caller() }}</i>{% endmacro %}
"""
PAGE = """
{% from "parts.html" import quoted, framed %}
{{ said }}{{ quoted(said) }}{{ quoted(said, end=">") }}{{ quoted(safe, mark=1) }}
{% call framed(said) %}{{ said }}{{ safe }}{% endcall %}
{% set kept %}{{ said }}{% endset %}{{ kept }}
{% for each in [said, safe, 1, none] recursive %}{{ loop.index }}{{ each }}{% endfor %}
"""


def environment(kind, page=PAGE):
    loader = DictLoader({"parts.html": PARTS, "page.html": page})
    return kind(loader=loader, autoescape=select_autoescape(["html"]), undefined=StrictUndefined, cache_size=400)


@pytest.mark.parametrize("said", ["<b>", "\"'&", "текст", "", 7, Markup("<hr>"), None])
def test_a_page_says_the_same(said):
    shown = {"said": said, "safe": Markup("<br>")}

    ours, jinjas = (environment(kind).get_template("page.html").render(shown) for kind in (Templates, Environment))

    assert ours == jinjas


def test_what_a_macro_does_not_know_is_an_error():
    page = '{% from "parts.html" import quoted %}{{ quoted("said", mrak="!") }}'

    with pytest.raises(TypeError, match="mrak"):
        environment(Templates, page).get_template("page.html").render()


def test_what_a_macro_is_not_given_is_an_error():
    page = '{% from "parts.html" import quoted %}{{ quoted() }}'

    with pytest.raises(UndefinedError, match="said"):
        environment(Templates, page).get_template("page.html").render()


def test_a_macro_that_is_not_there_is_an_error():
    page = '{% from "parts.html" import unquoted %}{{ unquoted("said") }}'

    with pytest.raises(AttributeError, match="unquoted"):
        environment(Templates, page).get_template("page.html").render()


def test_one_thing_too_many_for_a_macro_is_an_error():
    page = '{% from "parts.html" import quoted %}{{ quoted("said", "«", "»", "!") }}'

    with pytest.raises(TypeError, match="positional"):
        environment(Templates, page).get_template("page.html").render()


@pytest.mark.parametrize(
    "page",
    [
        '{% from "parts.html" import quoted %}{{ quoted(*["said"]) }}',
        '{% from "parts.html" import quoted as told %}',
        '{% from "parts.html" import quoted with context %}',
    ],
)
def test_what_is_not_understood_is_refused(page):
    with pytest.raises(TemplateAssertionError):
        environment(Templates, page).get_template("page.html")
