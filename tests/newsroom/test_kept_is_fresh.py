"""Whatever is done at the desk and whatever the clock says: a kept page is, byte for byte, the one made anew."""

import os
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
import time_machine
from django.db import transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from articles import publishing
from articles.models import Article, Author, Photo, Tag
from articles.models.event import Action
from articles.pages.lists import cursor
from articles.pages.naming import ANYTHING
from articles.publishing import PublishingError, note_down
from newsroom import changes
from tests.factories import (
    kill,
    make_article,
    make_author,
    make_edition,
    make_photo,
    make_section,
    make_standing_page,
    make_user,
)
from tests.gate.exits import story_address

NOON = datetime(2024, 5, 1, 7, 0, tzinfo=UTC)
ROUNDS = int(os.environ.get("ROUNDS", "2"))
PARTS = 2 if ROUNDS < 10 else 1
"""Each part of the pages is compared in its turn: all of them at once where there is time."""
STORIES, MINUTES = st.integers(0, 4), st.integers(1, 50)
LISTS = ["", "politics/", "sport/", "author/desk/", "tag/most/", "tag/mosty/", "archive/2024/05/01/", "archive/"]
FEEDS = [
    "feeds/rss.xml",
    "politics/feeds/atom.xml",
    "feeds/feed.json",
    "lenta/",
    "corrections/",
    "about/",
    "about/rules/",
]
FOUND = ["search/?q=мост", "search/?author=late", "lenta.json", f"lenta.json?after={int(NOON.timestamp())}"]
MAPS = ["sitemap.xml", "sitemap-2024-05.xml", "sitemap-pages.xml", "sitemap-news.xml"]
PAGES = [f"/{path}" for path in [*LISTS, *FEEDS, *FOUND, *MAPS, "kk/", "kk/politics/"]]


class Desk(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.numbers, self.turns = count(1), count(1)
        self.clock = time_machine.travel(NOON, tick=False)
        self.traveller = self.clock.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.kept = Client()
        with override_settings(NEWSROOM_PAGE_MEGABYTES=0):
            self.anew = Client()
            self.anew.get("/")
        self.pages, self.feeds = [], override_settings()

    def teardown(self):
        self.feeds.disable()
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.clock.stop()

    @initialize(text=st.sampled_from(["short", "full"]))
    def open_the_newsroom(self, text):
        self.feeds = override_settings(NEWSROOM_FEED_TEXT=text)
        self.feeds.enable()
        self.rules = make_standing_page("rules")
        self.chief, author = make_user("chief"), make_author("desk")
        self.photos = [make_photo(renditions=True) for _ in range(2)]
        gallery = (
            f'<news-card data-kind="gallery" data-ids="{",".join(str(each.pk) for each in self.photos)}"></news-card>'
        )
        self.sections = [make_section(slug) for slug in ("politics", "sport")]
        self.stories: list[Article] = []
        for number in range(5):
            cards = "".join(
                f'<p>Мост.</p><news-card data-kind="related" data-id="{story.pk}"></news-card>'
                for story in self.stories[-2:]
            )
            cards = cards or gallery
            fields = {"photo": self.photos[number % 2], "section": self.sections[number % 3 == 2]}
            tags = ["Мост", "Мосты"][: number % 3]
            language = "kk" if number == 4 else "ru"
            make = make_edition if number < 3 else make_article
            made = make(headline=f"Мост {number}", body=cards, tags=tags, authors=[author], language=language, **fields)
            self.stories.append(made if make is make_article else made.article)
            if make is make_edition:
                second = f"?before={cursor(made)}"
        self.pages = [
            *PAGES,
            *map(story_address, self.stories),
            f"/{second}",
            f"/politics/{second}",
            f"/lenta/{second}",
        ]
        self.compare(self.pages)

    def do(self, verb, *given, **named):
        """Not a second after the one before; what is refused changes nothing."""
        self.traveller.shift(timedelta(seconds=0.9))
        try:
            verb(*given, by=self.chief, **named)
        except PublishingError:
            for story in self.stories:
                story.refresh_from_db()
        self.compare()

    @rule(minutes=MINUTES)
    def wait(self, minutes):
        self.traveller.shift(timedelta(minutes=minutes))
        self.compare()

    @rule(seconds=st.sampled_from([5.3, 9.9]))
    def wait_for_the_next_line(self, seconds):
        """The news line is told by ten seconds."""
        self.traveller.shift(timedelta(seconds=seconds))
        self.compare()

    @rule(
        which=STORIES,
        section=st.booleans(),
        later=st.none() | MINUTES,
        until=st.none() | MINUTES,
        breaking=st.none() | MINUTES,
    )
    def publish(self, which, section, later, until, breaking):
        story, now = self.stories[which], datetime.now(UTC)
        story.breaking_until = breaking and now + timedelta(minutes=breaking)
        story.headline, story.section = f"Мост слово{next(self.numbers)}", self.sections[section]
        start = now + timedelta(minutes=later or 0, seconds=1)
        times = {"at": start if later else None, "until": until and start + timedelta(minutes=until)}
        self.do(publishing.publish, story, reason="Так надо.", waiting="replace", **times)

    @rule(which=STORIES, verb=st.sampled_from([publishing.withdraw, publishing.cancel, kill, publishing.undo]))
    def end_or_bring_back(self, which, verb):
        self.do(verb, self.stories[which])

    @rule(which=STORIES, position=st.integers(1, 3), minutes=st.none() | MINUTES)
    def arrange_the_front(self, which, position, minutes):
        until = minutes and datetime.now(UTC) + timedelta(minutes=minutes)
        self.do(publishing.place_on_front, self.stories[which], position, until=until)

    @rule(which=st.integers(0, 1), verb=st.sampled_from([publishing.withdraw_photo, publishing.restore_photo]))
    def take_a_photo_away_or_bring_it_back(self, which, verb):
        self.do(verb, Photo.objects.get(pk=self.photos[which].pk), reason="Так надо.")

    @rule(which=st.integers(0, 1))
    def describe_a_photo(self, which):
        self.do(publishing.describe_photo, self.photos[which].pk, agency=f"Агентство {next(self.numbers)}")

    @rule(which=st.integers(0, 1), term=st.sampled_from(["usage_until", "embargo_until"]), minutes=st.none() | MINUTES)
    def limit_a_photo(self, which, term, minutes):
        at = minutes and datetime.now(UTC) + timedelta(minutes=minutes)
        self.do(publishing.describe_photo, self.photos[which].pk, **{term: at})

    @rule(merges=st.booleans())
    def rename_or_merge_tags(self, merges):
        tags = list(Tag.objects.order_by("pk"))
        if merges and len(tags) > 1:
            self.do(publishing.merge_tags, tags[1:], into=tags[0])
        else:
            self.do(publishing.rename_tag, tags[0], name=f"Мост {next(self.numbers)}")

    @rule(which=st.booleans())
    def rename_a_section(self, which):
        section = self.sections[which]
        section.name_ru = f"Раздел {next(self.numbers)}"
        section.save()
        self.do(note_down, Action.CHANGED, subject=section)

    @rule(is_shown=st.booleans())
    def write_a_standing_page(self, is_shown):
        self.rules.text_ru, self.rules.is_shown = f"<p>Правило {next(self.numbers)}.</p>", is_shown
        self.rules.save()
        self.do(note_down, Action.CHANGED, subject=self.rules)

    @precondition(lambda self: not Author.objects.filter(slug="late"))
    @rule()
    def add_an_author(self):
        self.do(note_down, Action.ADDED, subject=make_author("late"), touched=[ANYTHING])

    def compare(self, paths=None):
        for path in paths or self.pages[next(self.turns) % PARTS :: PARTS]:
            assert self.answer(self.kept, path) == self.answer(self.anew, path), path

    def answer(self, client: Client, path: str) -> tuple[int, bytes]:
        response = client.get(path)
        return response.status_code, response.content


@pytest.mark.django_db
@override_settings(NEWSROOM_PAGE_MEGABYTES=8)
def test_a_kept_page_is_the_one_made_anew_after_every_deed_and_move_of_the_clock(monkeypatch):
    monkeypatch.setattr(changes, "A_LOOK", 0)
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=ROUNDS,
            stateful_step_count=9,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],  # shrinking takes minutes; the steps are printed all the same
            suppress_health_check=list(HealthCheck),
        ),
    )
