"""A batch of letters and the mail server: what it says of each, and what becomes of those it did not get."""

import logging
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from time import monotonic

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from articles.publishing.journal import one_line
from subscriptions.letters import Letter, letter
from subscriptions.models import Delivery, Mailing
from subscriptions.news import news_of

PAUSE = timedelta(minutes=1)
"""Until a mail server in trouble is asked again."""
AGAIN = [timedelta(minutes=minutes) for minutes in (2, 10, 30, 60, 120)]
"""After each "not now" to one address, which greylisting says on purpose; then it has failed."""
CLOSING = 421
LONGEST = 300
ADDRESS = re.compile(r"\S+@\S+")

log = logging.getLogger("newsroom.work")


class Handing:
    """`until` is the lease by which the batch is held; `ends` when the turn is over."""

    def __init__(self, mailing: Mailing, batch: list[Delivery], *, until: datetime, ends: float) -> None:
        self.mailing, self.batch, self.until, self.ends = mailing, batch, until, ends
        self.letters: dict[frozenset[int], Letter | None] = {}

    def run(self) -> None:
        connection = get_connection()
        try:
            connection.open()
            self.all_is_well()
            self.hand_over(connection)
        except (SMTPException, OSError) as trouble:
            self.wait(trouble)
        finally:
            self.give_back()
            connection.close()

    def hand_over(self, connection: BaseEmailBackend) -> None:
        """What goes wrong with the server as a whole comes through."""
        for delivery in self.batch:
            if monotonic() > self.ends:
                return
            written = self.letter_for(delivery)
            if written is None:
                self.mine(delivery).update(due_at=None)
                continue
            message = written.to(delivery, connection)
            with uninterrupted():
                if self.hold(delivery):
                    self.hand(delivery, message)

    def hold(self, delivery: Delivery) -> bool:
        """Written before the server gets the letter. Not for who has left, or a mailing that was stopped."""
        going = self.mine(delivery).still_wanted(self.mailing.kind).filter(mailing__stopped_at=None)
        return bool(going.update(handed_at=timezone.now(), tries=F("tries") + 1))

    def hand(self, delivery: Delivery, message) -> None:
        """Only a clear no leads to another try: whoever gets no answer does not know whether the letter is out."""
        try:
            message.send()
        except SMTPSenderRefused:
            self.try_again(delivery, PAUSE, tries=delivery.tries)
            raise
        except (SMTPRecipientsRefused, SMTPDataError, SMTPNotSupportedError) as refusal:
            code, said = answer_of(refusal)
            if code >= 500 or delivery.tries >= len(AGAIN):
                self.held(delivery).update(handed_at=None, due_at=None, failure=said)
            else:
                self.try_again(delivery, AGAIN[delivery.tries], tries=delivery.tries + 1)
            if code == CLOSING:
                raise
        else:
            self.held(delivery).update(sent_at=timezone.now(), due_at=None, failure="")

    def try_again(self, delivery: Delivery, after: timedelta, *, tries: int) -> None:
        self.held(delivery).update(handed_at=None, due_at=timezone.now() + after, tries=tries)

    def mine(self, delivery: Delivery):
        return Delivery.objects.filter(pk=delivery.pk, handed_at=None, due_at=self.until)

    def held(self, delivery: Delivery):
        return Delivery.objects.filter(pk=delivery.pk, sent_at=None)

    def letter_for(self, delivery: Delivery) -> Letter | None:
        """Written anew as soon as anything that it quotes is no longer before readers."""
        sections = frozenset(section.pk for section in delivery.subscriber.sections.all())
        known = self.letters.get(sections)
        if sections not in self.letters or (known and not known.news.still_stands()):
            news = news_of(self.mailing, sections, at=timezone.now())
            words = {"subject": self.mailing.subject, "intro": self.mailing.intro}
            self.letters[sections] = letter(news, **words) if news else None
        return self.letters[sections]

    def wait(self, trouble: Exception) -> None:
        """All mailings have the same server. What it says may quote a reader's address, which nobody is told."""
        until = timezone.now() + PAUSE
        said = ADDRESS.sub("…", one_line(answer_of(trouble)[1], LONGEST))
        Mailing.objects.under_way().update(waits_until=until, trouble=said)
        log.warning("mailings wait for the mail server: %s", said)

    def all_is_well(self) -> None:
        if self.mailing.trouble:
            Mailing.objects.under_way().update(waits_until=None, trouble="")

    def give_back(self) -> None:
        """What was not handed over, also when this process is told to end."""
        left = Delivery.objects.filter(pk__in=[each.pk for each in self.batch], handed_at=None, due_at=self.until)
        left.update(due_at=self.mailing.made_at)


def answer_of(error: Exception) -> tuple[int, str]:
    """The server's code and words; 599 for what it cannot do at all, 0 for no answer."""
    said: bytes | str
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return (599 if isinstance(error, SMTPNotSupportedError) else 0), str(error) or type(error).__name__
    words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return code, one_line(f"{code} {words}", LONGEST)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Whoever asks this process to end waits until the letter in hand is answered for."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, lambda got, _frame: asked.append(got)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if asked:
            signal.raise_signal(asked[0])
