"""What must hold on several machines, each proof with its figure."""

import gzip
import json
import re
import time
from datetime import UTC, datetime, timedelta

from deploy.rehearsal.desk import Newsroom, at_the_desk, expect, picture, seconds_until
from deploy.rehearsal.machines import SIGN_IN
from deploy.rehearsal.places import NAME
from deploy.rehearsal.visitors import Crowd, crowd

ADD_PHOTO, SEND = "/admin/articles/photo/add/", "/admin/articles/photo/send/"
APPS = ("app1", "app2")
KEPT = ["/", "/politics/", "/feeds/rss.xml", "/lenta/"]
ASKED = 100
STORIES = 5
WRONG = 10
"""Wrong passwords that one person may give from one address."""


def published_on_one_and_seen_on_the_other(newsroom: Newsroom) -> str:
    """Several times, while a crowd asks for the very page: what was on its way when a story came is not kept."""
    late = []
    with crowd(newsroom.reader_at, ["/"], readers=2):
        for number in range(STORIES):
            headline = f"Мост{number}открыт"
            newsroom.publish("app1", headline)
            for ask in (newsroom.at("app2").ask, newsroom.reader.ask):
                late.append(
                    seconds_until(lambda ask=ask, headline=headline: headline in ask("/").text, headline, most=1)
                )
    for _ in range(STORIES):
        expect(headline in newsroom.reader.ask("/").text, "the page of before is back")
    return f"{STORIES} stories, {max(late) * 1000:.0f} ms after the editor's answer at most"


def a_page_is_kept_and_compressed(newsroom: Newsroom) -> str:
    """Not before Varnish was told of the last story a second time."""
    seconds_until(lambda: int(newsroom.reader.ask("/").headers["Age"]) >= 1, "Varnish keeps the page")
    whole = newsroom.reader.ask("/")
    began = time.monotonic()
    for _ in range(ASKED):
        answer = newsroom.reader.ask("/", accepting="gzip")
    took = time.monotonic() - began
    expect(gzip.decompress(answer.body) == whole.body, "compressed it is another page")
    told = newsroom.reader.ask("/", etag=answer.headers["ETag"])
    expect(told.status == 304, f"who has the page is answered {told.status}")
    return f"{ASKED / took:.0f} a second over one connection, {len(answer.body)} bytes"


def the_front_keeps_strangers_off(newsroom: Newsroom) -> str:
    refused = {
        "PURGE /": newsroom.send("PURGE", "/").status == 405,
        "/readyz": newsroom.reader.ask("/readyz").status == 404,
        "a large form": newsroom.send("POST", "/subscribe/", b"x" * 200_000).status == 413,
        "another name": not newsroom.is_met_as("other.example"),
        "plain http": newsroom.in_the_clear("/lenta/").headers["Location"] == f"https://{NAME}/lenta/",
    }
    expect(all(refused.values()), f"let through: {[what for what, is_so in refused.items() if not is_so]}")
    sheet = re.search(r'href="(/static/[^"]+\.css)"', newsroom.reader.ask("/").text)[1]
    for path in ("/", sheet, "/admin/login/"):
        headers = newsroom.reader.ask(path).headers
        expect(len(headers.get_all("Strict-Transport-Security", [])) == 1, f"{path} does not say HSTS once")
        expect(not {"xkey", "surrogate-control", "via"} & {name.lower() for name in headers}, f"{path} tells too much")
    expect("immutable" in newsroom.reader.ask(sheet).headers["Cache-Control"], "a stylesheet is asked for again")
    return f"{len(refused)} ways"


def signed_in_on_one_and_known_on_the_other(newsroom: Newsroom) -> str:
    expect(newsroom.at("app2").ask("/admin/").status == 200, "the other app asks for a password")
    expect(newsroom.person("app2", "192.0.2.1").ask("/admin/").status == 302, "anybody is let in")
    return "one session"


def wrong_passwords_are_counted_together(newsroom: Newsroom) -> str:
    for number in range(WRONG):
        newsroom.person(f"app{1 + number % 2}", "192.0.2.66").sign_in(SIGN_IN[0], "wrong")
    for app in APPS:
        answer = newsroom.person(app, "192.0.2.66").sign_in(*SIGN_IN)
        expect(answer.status != 302, f"{app} takes an eleventh password")
    expect(newsroom.person("app1", "192.0.2.67").sign_in(*SIGN_IN).status == 302, "others are shut out, too")
    return f"{WRONG} over both"


def a_forged_address_is_not_believed(newsroom: Newsroom) -> str:
    """What a visitor writes into the header would be another address each time."""
    for number in range(WRONG):
        newsroom.liar(f"198.51.100.{number}").sign_in(SIGN_IN[0], "wrong")
    answer = newsroom.liar("198.51.100.99").sign_in(*SIGN_IN)
    expect(answer.status != 302, "whoever writes another address may try again")
    return "one visitor"


def a_photo_of_one_is_served_by_the_other(newsroom: Newsroom) -> str:
    desk = newsroom.at("app1")
    said = desk.upload(SEND, ADD_PHOTO, "мост.jpg", picture(), creator="Rehearsal", agency="Sputnik")
    photo = json.loads(said.text)["photo"]["id"]
    page = newsroom.address_of(
        "app1", newsroom.publish("app1", "Мост сфотографирован", photo=str(photo), photo_alt="Мост")
    )
    file = re.compile(r"/media/[\w/.-]+\.(?:avif|webp|jpg)")
    made = seconds_until(lambda: file.search(newsroom.at("app2").ask(page).text) is not None, "the photo's files")
    name = file.search(newsroom.at("app2").ask(page).text)[0]
    for ask in (newsroom.at("app2").ask, newsroom.reader.ask):
        answer = ask(name)
        expect(answer.status == 200 and len(answer.body) > 500, f"{name} is answered {answer.status}")
    return f"made in {made:.1f} s"


def a_killed_story_is_gone_at_once(newsroom: Newsroom) -> str:
    desk_page = newsroom.publish("app1", "Мост отменён")
    page = newsroom.address_of("app1", desk_page)
    for _ in range(3):
        expect(newsroom.reader.ask(page).status == 200, "the story is not shown")
    newsroom.at("app2").send(re.sub(r"change/.*", "kill/", desk_page), reason="Суд")
    gone = seconds_until(lambda: newsroom.reader.ask(page).status == 410, "410", most=1)
    for _ in range(20):
        expect(newsroom.reader.ask(page).status == 410, "shown once more")
    expect("Мост отменён" not in newsroom.reader.ask("/").text, "the front page still names it")
    return f"{gone * 1000:.0f} ms after the answer"


def a_story_comes_and_goes_on_the_second(newsroom: Newsroom) -> str:
    now = datetime.now(UTC).replace(microsecond=0)
    begins, ends = now + timedelta(seconds=4), now + timedelta(seconds=7)
    times = at_the_desk(begins, "publish_at") | at_the_desk(ends, "until")
    newsroom.publish("app1", "Мост запланирован", **times)
    late = []
    for moment, is_shown in ((begins, True), (ends, False)):
        before = is_on_front(newsroom)
        expect(datetime.now(UTC) < moment, "too slow a machine to tell")
        expect(before is not is_shown, f"shown too early or too late: {before}")
        seconds_until(lambda is_shown=is_shown: is_on_front(newsroom) is is_shown, "the clock", most=8)
        late.append((datetime.now(UTC) - moment).total_seconds())
    expect(min(late) >= 0 and max(late) < 1, f"late by {late} s")
    return f"late by {late[0] * 1000:.0f} and {late[1] * 1000:.0f} ms"


def is_on_front(newsroom: Newsroom) -> bool:
    return "Мост запланирован" in newsroom.reader.ask("/").text


def one_app_is_killed(newsroom: Newsroom) -> str:
    with crowd(newsroom.reader_at, KEPT) as readers:
        time.sleep(2)
        newsroom.machines.kill("app1")
        time.sleep(4)
        newsroom.machines.start("app1")
        seconds_until(newsroom.machines.are_ready, "Varnish finds both apps ready")
    return told(readers)


def a_new_version_takes_over(newsroom: Newsroom) -> str:
    with crowd(newsroom.reader_at, KEPT) as readers:
        for app in APPS:
            newsroom.machines.stop(app)
            newsroom.machines.start(app)
            seconds_until(newsroom.machines.are_ready, "Varnish finds both apps ready")
    return told(readers)


def all_apps_are_away(newsroom: Newsroom) -> str:
    """What is kept is shown; for what is not there is a page in plain words."""
    expect(newsroom.reader.ask("/").status == 200, "the front page does not answer")
    for app in APPS:
        newsroom.machines.kill(app)
    answer, kept = newsroom.reader.ask("/corrections/"), newsroom.reader.ask("/").status
    newsroom.machines.start(*APPS)
    seconds_until(newsroom.machines.are_ready, "Varnish finds both apps ready")
    expect(answer.status == 503 and "через минуту" in answer.text, f"answered {answer.status}: {answer.text[:80]}")
    expect(kept == 200, f"a page that was kept is answered {kept}")
    return "200 for what is kept, 503 in plain words for the rest"


def redis_is_stopped(newsroom: Newsroom) -> str:
    newsroom.machines.stop("redis")
    with crowd(newsroom.reader_at, KEPT, readers=2) as readers:
        newsroom.publish("app2", "Мост обходится")
        seconds_until(lambda: "Мост обходится" in newsroom.reader.ask("/").text, "the story", most=1)
        answer = newsroom.person("app1", "192.0.2.68").sign_in(*SIGN_IN)
        expect(answer.status == 302, f"signing in is answered {answer.status}")
    newsroom.machines.start("redis")
    return told(readers)


def varnish_is_started_anew(newsroom: Newsroom) -> str:
    with crowd(newsroom.reader_at, KEPT) as readers:
        time.sleep(1)
        newsroom.machines.stop("varnish")
        time.sleep(1)
        newsroom.machines.start("varnish")
        time.sleep(2)
    return told(readers)


def told(readers: Crowd) -> str:
    expect(not readers.failures, f"{len(readers.failures)} failed, the first: {readers.failures[:3]}")
    number = readers.answers.total()
    expect(number > 20, f"only {number} requests")
    return f"{number} requests, 0 lost, the slowest {readers.slowest:.2f} s"


PROOFS = [
    published_on_one_and_seen_on_the_other,
    a_page_is_kept_and_compressed,
    the_front_keeps_strangers_off,
    signed_in_on_one_and_known_on_the_other,
    a_story_comes_and_goes_on_the_second,
    a_killed_story_is_gone_at_once,
    a_photo_of_one_is_served_by_the_other,
    one_app_is_killed,
    a_new_version_takes_over,
    varnish_is_started_anew,
    all_apps_are_away,
    a_forged_address_is_not_believed,
    wrong_passwords_are_counted_together,
    redis_is_stopped,
]
