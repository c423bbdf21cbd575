"""A letter as mail servers and mail programs want it: HTML, the same as text, and the headers of a newsletter."""

import re
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from articles.pages.addresses import absolute
from articles.pages.dates import in_words
from articles.pages.frame import address
from articles.publishing.journal import one_line
from articles.text.typography import typeset
from subscriptions.models import Delivery
from subscriptions.models.mailing import Kind
from subscriptions.news import News
from subscriptions.tokens import choose_address, leave_address

LEAVE, CHOOSE = "https://leave.invalid/", "https://choose.invalid/"
"""What a letter holds in place of its reader's own ways out: rendering one for each of them would cost 30 times more.

No address ends in `.invalid` (RFC 2606), so neither stands in any story.
"""
LONGEST_SUBJECT = 150
GAPS = re.compile(r"\n{3,}")


class LetterMessage(EmailMultiAlternatives):
    """Folds no address: a header whose first line is empty is not understood everywhere."""

    def message(self, **options: Any) -> Any:
        made = super().message(**options)
        made.policy = made.policy.clone(max_line_length=None)
        return made


@dataclass(frozen=True)
class Letter:
    """Written once for all who want the same sections; `to` makes it somebody's own."""

    news: News
    subject: str
    html: str
    text: str

    def to(self, delivery: Delivery, connection: BaseEmailBackend) -> EmailMultiAlternatives:
        reader = delivery.subscriber
        leave = leave_address(reader)
        headers = {
            "Message-ID": message_id(delivery),
            "List-ID": f"<{self.news.kind}.{self.news.language}.{urlsplit(settings.NEWSROOM_ORIGIN).hostname}>",
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        }
        return self.message(reader.address, leave, choose_address(reader), headers=headers, connection=connection)

    def message(self, to: str, leave: str, choose: str, **options) -> EmailMultiAlternatives:
        html, text = (part.replace(LEAVE, leave).replace(CHOOSE, choose) for part in (self.html, self.text))
        message = LetterMessage(self.subject, text, sender(self.news.site.name), [to], **options)
        message.attach_alternative(html, "text/html")
        return message

    def test(self, to: str) -> EmailMultiAlternatives:
        """To one of the newsroom: its ways out lead to the page where readers ask for news."""
        subscribe = absolute(address("subscribe", language=self.news.language))
        return self.message(to, subscribe, subscribe)


def letter(news: News, *, subject: str = "", intro: str = "") -> Letter:
    """In the news's language, whoever asks."""
    with translation.override(news.language):
        said = one_line(typeset(subject or proposed_subject(news), news.language), LONGEST_SUBJECT)
        context = {
            "news": news,
            "day": in_words(news.at, "j E Y"),
            "subject": said,
            "preheader": " · ".join(story.short_headline for story in news.stories[1:4]) or news.lead.lead,
            "intro": "\n".join(typeset(line, news.language) for line in intro.strip().splitlines()),
            "origin": settings.NEWSROOM_ORIGIN,
            "leave": LEAVE,
            "choose": CHOOSE,
        }
        html = render_to_string("email/letter.html", context)
        text = GAPS.sub("\n\n", render_to_string("email/letter.txt", context)).strip() + "\n"
    return Letter(news, said, html, text)


def proposed_subject(news: News) -> str:
    """Call in the news's language."""
    if news.kind == Kind.BREAKING:
        return news.lead.headline
    said = {"day": in_words(news.at, "j E"), "headline": news.lead.short_headline}
    return _("Morning of %(day)s: %(headline)s") % said


def sender(newsroom: str) -> str:
    """The setting's address; its name too where it has one, else the site's."""
    name, host = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or newsroom, host))


def message_id(delivery: Delivery) -> str:
    """The same however often the letter is made: a server that gets it twice may drop one. It tells nothing."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{salted_hmac('subscriptions.letters', str(delivery.pk)).hexdigest()[:32]}@{host}>"
