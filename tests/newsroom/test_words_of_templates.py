"""What readers' templates say: texts that translators know, names that somebody gave, days in the page's language."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.template import engines
from django.utils import timezone, translation
from jinja2 import UndefinedError

from articles.pages.dates import in_words, offset, told
from newsroom.management.commands.makemessages import texts_of
from subscriptions.tokens import Wish

LETTER = {"wish": Wish("a@b.c", "ru", True, True), "sections": [], "link": "/", "front": "/", "days": 3, "is_known": 0}
BRIDGE = datetime(2021, 4, 30, 9, 40, tzinfo=UTC)
NEWER = datetime(2026, 5, 9, 10, 40, tzinfo=UTC)


def test_translators_get_every_text_of_a_template(tmp_path: Path):
    template = tmp_path / "old.html"
    template.write_text(
        '{{ _("Archive") }} {{ _("On %(host)s", host=host) if host else _("Nowhere") }}\n'
        '{{ ngettext("%(years)s year", "%(years)s years", years, years=years) }}'
    )

    assert texts_of(template) == {
        0: ["_('Archive')", "_('On %(host)s', 0)", "_('Nowhere')"],
        1: ["ngettext('%(years)s year', '%(years)s years', 0, 0)"],
    }


def test_what_nobody_has_given_is_an_error():
    with pytest.raises(UndefinedError, match="headline"):
        engines["jinja2"].from_string("{{ page.headline }}").render({"page": {}})


def test_what_was_typed_is_escaped_in_a_page_and_not_in_plain_text():
    page, letter = (
        engines["jinja2"].get_template(f"email/confirmation.{form}").render(LETTER | {"newsroom": "<b>Мост</b>"})
        for form in ("html", "txt")
    )

    assert "&lt;b&gt;Мост&lt;/b&gt;" in page and "<b>" not in page
    assert "<b>Мост</b>" in letter


def test_the_bar_over_a_preview_speaks_its_own_language():
    bar = "{% call in_language('kk') %}{{ _('Archive') }}{% endcall %} {{ _('Archive') }}"

    with translation.override("en"):
        assert engines["jinja2"].from_string(bar).render() == "Мұрағат Archive"


def test_what_is_the_same_on_all_pages_is_said_in_the_language_of_each():
    part = engines["jinja2"].from_string("{% call said_once('part of a test') %}{{ _('Archive') }}{% endcall %}")

    for language, said in (("en", "Archive"), ("kk", "Мұрағат"), ("en", "Archive")):
        with translation.override(language):
            assert part.render() == said


@pytest.mark.parametrize(("language", "said"), [("ru", "30 апреля"), ("kk", "30 сәуір"), ("en", "30 April")])
def test_a_month_has_a_capital_in_english_alone(language, said):
    with translation.override(language):
        assert in_words(BRIDGE, "j E") == said


def test_a_moment_is_told_by_the_clock_of_the_newsroom(settings):
    for zone, said in (("Asia/Almaty", "15:40"), ("UTC", "09:40")):
        settings.TIME_ZONE = zone

        assert in_words(BRIDGE, "H:i") == said


def test_a_moment_is_told_by_the_clock_of_the_newsroom_whoever_asks():
    with timezone.override("America/New_York"):
        assert in_words(BRIDGE, "H:i") == "15:40"


@time_machine.travel(NEWER)
def test_this_years_number_is_left_out_where_a_moment_is_near():
    words = {show: [told(at, show)[1] for at in (BRIDGE, NEWER)] for show in ("near", "time", "")}

    assert words == {
        "near": ["30 апреля 2021, 15:40", "9 мая, 15:40"],
        "time": ["15:40", "15:40"],
        "": ["30 апреля 2021, 15:40", f"9 мая {NEWER.year}, 15:40"],
    }


@pytest.mark.parametrize(
    ("zone", "moment", "said"),
    [
        ("Asia/Almaty", datetime(2024, 2, 29, 17, 59, tzinfo=UTC), "UTC+6"),
        ("Asia/Almaty", datetime(2024, 3, 1, 0, 0, tzinfo=UTC), "UTC+5"),
        ("Asia/Kolkata", datetime(2024, 3, 1, tzinfo=UTC), "UTC+5:30"),
        ("America/St_Johns", datetime(2024, 1, 1, tzinfo=UTC), "UTC−3:30"),
        ("UTC", datetime(2024, 1, 1, tzinfo=UTC), "UTC+0"),
    ],
)
def test_a_time_names_the_offset_that_the_newsroom_had_on_that_day(zone, moment, said, settings):
    settings.TIME_ZONE = zone

    assert offset(moment) == said
