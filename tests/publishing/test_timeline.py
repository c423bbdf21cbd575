"""Random verbs and clock moves against a plain model of what should be public: the same at every moment and exit."""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
import time_machine
from django.db import transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from articles import publishing
from articles.models import Article, Edition, Placement
from articles.publishing import PublishingError
from newsroom import changes
from tests.factories import kill, make_article, make_author, make_edition, make_section, make_user
from tests.gate.exits import EXITS, ask

BEGINNING = datetime(2024, 2, 29, 17, 30, tzinfo=UTC)  # half an hour before Almaty moves its clocks back
MINUTES = st.integers(min_value=1, max_value=90)
MAYBE_MINUTES = st.none() | MINUTES
ROUNDS = int(os.environ.get("ROUNDS", "8"))  # `make long` runs many more
REASONS = st.sampled_from(["", "Так надо.", "Снимка ещё нет."])
TURNS = {
    "hand_in": ("handed_in", {"draft", "returned"}),
    "give_back": ("returned", {"handed_in", "approved"}),
    "approve": ("approved", {"draft", "handed_in", "returned"}),
}
STORIES = st.integers(min_value=0, max_value=1)


@dataclass
class Plain:
    """One story as a newsroom would say it: what is on, until when; what comes next, and when."""

    article: Article
    on: str = ""
    on_until: datetime | None = None
    next: tuple[datetime, str, datetime | None] | None = None
    killed: bool = False
    promised: bool = False
    away: bool = False
    state: str = "draft"

    def tick(self, now: datetime) -> None:
        if self.next and self.next[0] <= now:
            _at, self.on, self.on_until = self.next
            self.next, self.killed = None, False

    def public(self, now: datetime) -> str:
        is_on = not self.killed and (self.on_until is None or now < self.on_until)
        return self.on if is_on else ""


class Timeline(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.words = (f"слово{number}" for number in count(1000))
        self.clock = time_machine.travel(BEGINNING, tick=False)
        self.traveller = self.clock.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.client = Client()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.clock.stop()

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    @initialize()
    def open_the_newsroom(self):
        self.chief = make_user("chief")
        section, author = make_section("politics"), make_author("desk")
        self.stories = [
            Plain(make_article(headline="Мост", tags=["Мост"], authors=[author], section=section)) for _ in range(2)
        ]
        cards = "".join(
            f'<p>Текст.</p><news-card data-kind="related" data-id="{story.article.pk}"></news-card>'
            for story in self.stories
        )
        self.carrier = make_edition(headline="Носитель карточек", body=cards, section=make_section("cards")).article

    def move_to(self, moment: datetime) -> None:
        self.traveller.move_to(moment)
        for story in self.stories:
            story.tick(moment)

    def story(self, which: int) -> Plain:
        """The story for the next verb, a second after the one before: nobody presses two buttons at one moment."""
        self.move_to(self.now + timedelta(seconds=1))
        return self.stories[which]

    def write(self, story: Plain) -> str:
        word = next(self.words)
        story.article.headline = f"Мост {word}"
        return word

    @rule(minutes=MINUTES)
    def wait(self, minutes):
        self.move_to(self.now + timedelta(minutes=minutes))
        self.compare()

    @rule()
    def wait_for_the_next_edge(self):
        edges = [story.next[0] for story in self.stories if story.next]
        edges += [story.on_until for story in self.stories if story.on_until and story.on_until > self.now]
        if edges and min(edges) > self.now:
            edge = min(edges)
            for moment in (edge - timedelta(microseconds=1), edge):
                self.move_to(moment)
                self.compare()

    @rule(which=STORIES, until=MAYBE_MINUTES, answer=st.sampled_from([None, "replace", "keep"]), reason=REASONS)
    def publish_now(self, which, until, answer, reason):
        story = self.story(which)
        now = self.now
        until = until and now + timedelta(minutes=until)
        asks = answer is None and story.next is not None
        allowed = self.is_fit(story, now, reason) and not asks
        word = self.write(story)
        if self.publish(story, allowed=allowed, until=until, waiting=answer, reason=reason):
            story.on, story.on_until, story.killed = word, until, False
            if answer == "replace":
                story.next = None
        self.compare()

    @rule(which=STORIES, minutes=MINUTES, until=MAYBE_MINUTES, reason=REASONS)
    def schedule(self, which, minutes, until, reason):
        story = self.story(which)
        at = self.now + timedelta(minutes=minutes)
        until = until and at + timedelta(minutes=until)
        allowed = self.is_fit(story, at, reason)
        word = self.write(story)
        if self.publish(story, allowed=allowed, at=at, until=until, reason=reason):
            story.next = (at, word, until)
        self.compare()

    def is_fit(self, story: Plain, start: datetime, reason: str) -> bool:
        """No photo: a reason is wanted, but where readers see it without one already. No embargo, not put away."""
        embargo = story.article.embargo_until
        return not story.away and (embargo is None or embargo <= start) and bool(reason or story.public(self.now))

    def publish(self, story: Plain, *, allowed: bool, **options) -> bool:
        done = self.verb(publishing.publish, story, allowed=allowed, **options)
        if done:
            story.promised, story.state = True, "approved"
        else:
            story.article.refresh_from_db()
        return done

    @rule(which=STORIES, minutes=MAYBE_MINUTES)
    def embargo(self, which, minutes):
        story = self.story(which)
        if not story.away:
            story.article.embargo_until = minutes and self.now + timedelta(minutes=minutes)
            publishing.save_draft(story.article, by=self.chief)
        self.compare()

    @rule(which=STORIES, turn=st.sampled_from(["hand_in", "give_back", "approve"]))
    def take_a_turn(self, which, turn):
        """Of no effect on what readers see, whoever's turn it is."""
        story = self.story(which)
        after, before = TURNS[turn]
        options = {"note": "Проверьте."} if turn == "give_back" else {}
        allowed = not story.away and story.state in before
        if self.verb(getattr(publishing, turn), story, allowed=allowed, **options):
            story.state = after
        story.article.refresh_from_db()
        assert story.article.state == story.state
        self.compare()

    @rule(which=STORIES, back=st.booleans())
    def put_away_or_bring_back(self, which, back):
        story = self.story(which)
        allowed = story.away if back else not (story.away or story.promised)
        if self.verb(publishing.bring_back if back else publishing.put_away, story, allowed=allowed):
            story.away = not back
        self.compare()

    @rule(which=STORIES)
    def cancel(self, which):
        story = self.story(which)
        if self.verb(publishing.cancel, story, allowed=story.next is not None):
            story.next = None
        self.compare()

    @rule(which=STORIES, minutes=MAYBE_MINUTES)
    def withdraw(self, which, minutes):
        story = self.story(which)
        now = self.now
        at = minutes and now + timedelta(minutes=minutes)
        if self.verb(publishing.withdraw, story, allowed=bool(story.public(now)), at=at):
            story.on_until, story.next = at or now, None
        self.compare()

    @rule(which=STORIES)
    def kill(self, which):
        story = self.story(which)
        if self.verb(kill, story, allowed=bool(story.on) and not story.killed):
            story.killed, story.next = True, None
        self.compare()

    @rule(which=STORIES)
    def undo(self, which):
        story = self.story(which)
        if self.verb(publishing.undo, story, allowed=story.killed and story.next is None):
            story.killed, story.on_until = False, None
        self.compare()

    @rule(which=STORIES)
    def save_and_revert(self, which):
        story = self.story(which)
        if story.away:
            return
        self.write(story)
        first = publishing.save_draft(story.article, by=self.chief)
        self.write(story)
        publishing.save_draft(story.article, by=self.chief)
        publishing.revert_to(first, by=self.chief)
        story.article.refresh_from_db()
        self.compare()

    def verb(self, verb, story: Plain, *, allowed: bool, **options) -> bool:
        try:
            verb(story.article, by=self.chief, **options)
        except PublishingError:
            assert not allowed
            return False
        assert allowed
        return True

    def compare(self) -> None:
        now = self.now
        expected = {story.article.pk: story.public(now) for story in self.stories}
        client = self.client
        live = {each.article_id: each.headline.split()[-1] for each in Edition.objects.live()}
        del live[self.carrier.pk]
        assert live == {pk: word for pk, word in expected.items() if word}
        listed = set(Placement.objects.live().on_shelf("ru").values_list("article_id", flat=True))
        assert listed - {self.carrier.pk} == set(live)
        for story in self.stories:
            status, text = ask(client, "story", story.article)
            assert self.words_in(text) <= set(live.values())
            assert status == (200 if expected[story.article.pk] else 410 if story.killed and story.on else 404)
            own = self.words_in(ask(client, "archive-day", story.article)[1])
            assert own <= set(live.values())
            assert expected[story.article.pk] in {"", *own}
        assert self.words_in(ask(client, "corrections", self.carrier)[1]) <= set(live.values())
        for name in EXITS.keys() - {"story", "corrections", "archive-day"}:
            _status, text = ask(client, name, self.carrier)
            assert self.words_in(text) == set(live.values()), name
        _status, carrier = ask(client, "story", self.carrier)
        assert self.words_in(carrier) == set(live.values())

    def words_in(self, text: str) -> set[str]:
        return set(re.findall(r"слово\d+", text))


@pytest.mark.django_db
@override_settings(NEWSROOM_PAGE_MEGABYTES=8)
def test_the_public_sees_what_a_plain_model_says_at_every_moment_and_exit(monkeypatch):
    """Through the cache of pages, which looks at each request here: a kept page equals a fresh one."""
    monkeypatch.setattr(changes, "A_LOOK", 0)
    run_state_machine_as_test(
        Timeline,
        settings=settings(
            max_examples=ROUNDS,
            stateful_step_count=20,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],  # shrinking takes minutes; the steps are printed all the same
            suppress_health_check=list(HealthCheck),
        ),
    )
