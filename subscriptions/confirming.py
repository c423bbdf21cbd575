"""The letter that asks whether news is wanted: written and handed to the mail server, and then forgotten."""

import logging
from datetime import timedelta
from email.utils import make_msgid, parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation

from articles.pages.addresses import absolute
from articles.pages.frame import address
from articles.pages.identity import Site, site_in
from articles.publishing.journal import one_line
from subscriptions.letters import LetterMessage, sender
from subscriptions.models import ConfirmationLetter, Subscriber
from subscriptions.subscribing import sections_of
from subscriptions.tokens import CONFIRMED_WITHIN, Wish, confirm_address

PAUSES = [timedelta(minutes=each) for each in (2, 10, 60, 240)]
"""After each try that failed; then it is given up, and the reader asks again."""

log = logging.getLogger("newsroom.work")


def send_one_confirmation() -> bool:
    """One that is due, by whoever is first to take it. Whether there was any."""
    letter = ConfirmationLetter.objects.due().first()
    if letter is None or not is_taken(letter):
        return letter is not None
    try:
        message(letter).send()
    except (SMTPException, OSError) as error:
        note_failure(letter, error)
    else:
        forget(letter)
    return True


def is_taken(letter: ConfirmationLetter) -> bool:
    """Put off before it is sent: killed half-way, it is sent once more after the pause, and never by two at once."""
    pause = PAUSES[min(letter.tries, len(PAUSES) - 1)]
    same = ConfirmationLetter.objects.filter(pk=letter.pk, due_at=letter.due_at)
    return bool(same.update(due_at=timezone.now() + pause, tries=F("tries") + 1))


def note_failure(letter: ConfirmationLetter, error: Exception) -> None:
    """No address in the log: it is nobody's business who asked."""
    if letter.tries >= len(PAUSES) or is_for_good(error):
        log.warning("letter of confirmation %s is given up: %s", letter.pk, type(error).__name__)
        forget(letter)
    else:
        log.warning("letter of confirmation %s is to be tried again: %s", letter.pk, type(error).__name__)


def is_for_good(error: Exception) -> bool:
    """The server knows that no such letter box is there (RFC 5321, 4.2.1: 5yz)."""
    codes = [code for code, _said in error.recipients.values()] if isinstance(error, SMTPRecipientsRefused) else []
    return any(code >= 500 for code in codes)


def forget(letter: ConfirmationLetter) -> None:
    """Unless the reader has asked for something else meanwhile."""
    ConfirmationLetter.objects.filter(pk=letter.pk, asked_at=letter.asked_at).delete()


def message(letter: ConfirmationLetter) -> LetterMessage:
    """In the language of the wish; an address that is known already is asked whether to change."""
    wish = wish_of_letter(letter)
    site = site_in(wish.language)
    with translation.override(wish.language):
        context = {
            "newsroom": site.name,
            "front": absolute(address("front", language=wish.language)),
            "wish": wish,
            "sections": [section.name(wish.language) for section in sections_of(wish)],
            "link": confirm_address(wish),
            "days": CONFIRMED_WITHIN.days,
            "is_known": Subscriber.objects.filter(address=wish.address).exists(),
        }
        subject, text, html = (
            render_to_string(f"email/{name}", context)
            for name in ("confirmation_subject.txt", "confirmation.txt", "confirmation.html")
        )
    return letter_to(wish.address, one_line(subject, 200), text, html, site=site)


def letter_to(to: str, subject: str, text: str, html: str, *, site: Site) -> LetterMessage:
    letter = LetterMessage(
        subject,
        text,
        sender(site.name),
        [to],
        reply_to=[site.mail] if site.mail else None,
        headers={
            "Auto-Submitted": "auto-generated",  # RFC 3834: no absence notes in return
            "Message-ID": make_msgid(domain=parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]),
        },
    )
    letter.attach_alternative(html, "text/html")
    return letter


def wish_of_letter(letter: ConfirmationLetter) -> Wish:
    return Wish(letter.address, letter.language, letter.wants_digest, letter.wants_breaking, tuple(letter.sections))
