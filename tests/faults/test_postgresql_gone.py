"""PostgreSQL is restarted, killed or frozen: readers keep their pages, the desk says so, and all goes on by itself."""

import signal
from threading import Thread

import pytest

from tests.faults.processes import wait_until
from tests.faults.reading import Seen, readers, warm
from tests.faults.site import ADD, Editor
from tests.faults.stories import judge

LONGEST = 5.0
"""Seconds that a kept page may take on a busy machine while the database hangs."""
UNKEPT = [f"/tag/nothing-{number}/" for number in range(12)]


def test_readers_do_not_notice_that_postgresql_is_restarted(site_on_postgresql, postgresql, rounds, figures):
    editor, acknowledged, recovered = Editor(site_on_postgresql), [], []

    with readers(site_on_postgresql, "/") as seen:
        for number in range(rounds):
            warm(site_on_postgresql, "/")  # the round before has changed it: nobody else could make it anew now
            postgresql.restart()
            recovered.append(wait_until(lambda number=number: editor.publish(f"Мост номер {number}")))
            acknowledged.append(f"Мост номер {number}")

    found = judge(site_on_postgresql, acknowledged)
    figures(
        rounds=rounds,
        **found,
        readers=len(seen.statuses),
        longest_gap=f"{seen.slowest:.2f} s",
        slowest_recovery=f"{max(recovered):.1f} s",
    )
    assert set(seen.statuses) == {200}, seen.faults
    assert max(recovered) < 10
    assert found == {"acknowledged": rounds, "lost": 0, "half": 0, "twice": 0, "unread": 0}


@pytest.mark.parametrize("fault", ["killed", "frozen"])
def test_while_postgresql_is_gone_readers_read_and_the_desk_says_so(
    site_on_postgresql, postgresql, rounds, figures, fault
):
    site, acknowledged, recovered = site_on_postgresql, [], []
    editor = Editor(site)

    with readers(site, "/") as seen:
        for number in range(rounds):
            warm(site, "/")
            postgresql.kill() if fault == "killed" else postgresql.signal(signal.SIGSTOP)
            try:
                strangers = [Thread(target=Seen().ask, args=[site, path]) for path in UNKEPT]
                for stranger in strangers:
                    stranger.start()
                refused = editor.post(ADD, editor.story(f"Мост номер {number}"))
                for stranger in strangers:
                    stranger.join()
                assert refused.status_code == 503
                assert "Nothing that you typed is lost" in refused.text
                assert f"Мост номер {number}" in refused.text
            finally:
                postgresql.start() if fault == "killed" else postgresql.signal(signal.SIGCONT)
            recovered.append(wait_until(lambda number=number: editor.publish(f"Мост номер {number}")))
            acknowledged.append(f"Мост номер {number}")

    found = judge(site, acknowledged)
    figures(
        rounds=rounds,
        **found,
        readers=len(seen.statuses),
        longest_gap=f"{seen.slowest:.2f} s",
        slowest_recovery=f"{max(recovered):.1f} s",
    )
    assert set(seen.statuses) == {200}, seen.faults
    assert seen.slowest < LONGEST
    assert max(recovered) < 10
    assert found == {"acknowledged": rounds, "lost": 0, "half": 0, "twice": 0, "unread": 0}
