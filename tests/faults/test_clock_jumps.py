"""The clock is put back an hour and forward a day: no story is lost or shown twice, and pages go by the new time."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.faults.processes import wait_until
from tests.faults.site import ADD, Editor, Site, served
from tests.faults.stories import judge

HOUR, DAY = 3600, 24 * 3600


class Clock:
    def __init__(self, folder):
        self.file = folder / "clock"
        self.put(0)

    def put(self, seconds):
        """So far from the true time."""
        part = self.file.with_suffix(".part")
        part.write_text(str(seconds))
        part.replace(self.file)
        self.seconds = seconds

    @property
    def now(self):
        return datetime.now(ZoneInfo("Asia/Almaty")) + timedelta(seconds=self.seconds)

    @property
    def variables(self):
        return {"PYTHONPATH": str(Path(__file__).parent / "clock"), "CLOCK": str(self.file)}


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path)


@pytest.fixture
def site(folder, clock):
    with served(Site(folder, **clock.variables)) as site:
        yield site


def test_stories_keep_to_the_clock_however_it_jumps(site, clock, rounds, figures):
    editor, published = Editor(site), []

    for number in range(rounds):
        clock.put(0)
        early, late, next_day = (f"Мост открыт {when} {number}" for when in ("рано", "поздно", "завтра"))
        assert editor.publish(early)
        shows(site, early)
        schedule(editor, next_day, clock.now + timedelta(hours=23))

        clock.put(-HOUR)
        hides(site, early)
        assert editor.publish(late)
        shows(site, late)
        hides(site, next_day)
        cursor = site.get("/lenta.json").json()["cursor"]

        clock.put(DAY)
        for headline in (early, late, next_day):
            shows(site, headline)
        assert editor.get("/admin/").status_code == 200
        ahead = site.get("/lenta.json").json()
        assert ahead["cursor"] > cursor
        assert site.get(f"/lenta.json?after={cursor}").json()["reset"]

        clock.put(0)
        hides(site, next_day)
        shows(site, late)
        assert site.get(f"/lenta.json?after={ahead['cursor']}").json()["reset"]
        published += [early, late]

    clock.put(DAY)
    wait_until(lambda: site.get("/lenta.json").json()["cursor"] > ahead["cursor"] - 60)
    found = judge(site, published)
    figures(rounds=rounds, jumps=4 * rounds, **found)
    assert found == {"acknowledged": len(published), "lost": 0, "half": 0, "twice": 0, "unread": 0}


def schedule(editor, headline, moment):
    when = {"when": "later", "publish_at_0": f"{moment:%Y-%m-%d}", "publish_at_1": f"{moment:%H:%M}"}
    assert editor.post(ADD, editor.story(headline) | when).status_code == 302


def shows(site, headline):
    wait_until(lambda: headline in site.get("/lenta/").text, seconds=10)


def hides(site, headline):
    wait_until(lambda: headline not in site.get("/lenta/").text, seconds=10)
