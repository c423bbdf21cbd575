"""Verbs of an editor: send one story to all who want breaking news, try it on oneself first, stop what is under way."""

from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, User
from articles.models.event import Action
from articles.publishing import NothingLive, PublishingError, note_down
from subscriptions.letters import Letter, letter
from subscriptions.models import Mailing
from subscriptions.models.mailing import Kind
from subscriptions.news import News, news_of_story
from subscriptions.sending import mail_goes_out, recipients_of


class MailedAlready(PublishingError):
    def __init__(self, mailing: Mailing):
        self.mailing = mailing
        super().__init__(_("Readers were sent this story already: nobody gets breaking news twice."))


class NobodyToMail(PublishingError):
    def __init__(self):
        super().__init__(_("Nobody has asked for breaking news in this language yet."))


class NoMail(PublishingError):
    def __init__(self):
        super().__init__(_("This site sends no mail: its mail server is not set up."))


class NoOwnAddress(PublishingError):
    def __init__(self):
        super().__init__(_("Your own mail address is not known here: a chief writes it on your page."))


class NotTaken(PublishingError):
    def __init__(self, said: Exception):
        super().__init__(_("The mail server did not take it: %(said)s") % {"said": said})


class NotUnderWay(PublishingError):
    def __init__(self):
        super().__init__(_("This mailing is over: there is nothing to stop."))


def breaking_letter(article: Article, *, subject: str = "", intro: str = "") -> Letter:
    """As readers would get it now."""
    return letter(news_now(article), subject=subject, intro=intro)


def news_now(article: Article) -> News:
    news = news_of_story(article.pk, at=timezone.now())
    if news is None:
        raise NothingLive
    return news


def how_many_get(language: str) -> int:
    return recipients_of(Mailing(kind=Kind.BREAKING, language=language)).count()


@transaction.atomic
def send_breaking(article: Article, *, subject: str, intro: str, by: User) -> Mailing:
    """Begun at once by whoever works. Of two who press at the same moment, one is told that it was done."""
    written = breaking_letter(article, subject=subject, intro=intro)
    recipients = how_many_get(written.news.language)
    refuse_in_vain(recipients)
    chosen = {"kind": Kind.BREAKING, "article": article}
    said = {"language": written.news.language, "subject": written.subject, "intro": intro.strip(), "made_by": by}
    said["on"] = timezone.localdate()
    mailing, is_made = Mailing.objects.select_for_update().get_or_create(**chosen, defaults=said)
    if not is_made:
        begin_anew(mailing, said)
    note_down(Action.MAILED, by=by, article=article, subject=mailing, recipients=recipients)
    return mailing


def begin_anew(mailing: Mailing, said: dict) -> None:
    """One that was stopped, or whose story was killed, before anybody got it."""
    if not mailing.reached_nobody:
        raise MailedAlready(mailing)
    mailing.deliveries.all().delete()
    over = dict.fromkeys(("listed_at", "finished_at", "stopped_at", "waits_until"))
    numbers = dict.fromkeys(("recipients", "failed"), 0)
    fresh = said | over | numbers | {"trouble": "", "made_at": timezone.now()}
    Mailing.objects.filter(pk=mailing.pk).update(**fresh)
    mailing.refresh_from_db()


def refuse_in_vain(recipients: int) -> None:
    if not mail_goes_out():
        raise NoMail
    if not recipients:
        raise NobodyToMail


def send_test(article: Article, *, subject: str, intro: str, to: User) -> None:
    """To that person alone; it counts as nothing."""
    if not mail_goes_out():
        raise NoMail
    if not to.email:
        raise NoOwnAddress
    try:
        breaking_letter(article, subject=subject, intro=intro).test(to.email).send()
    except (SMTPException, OSError) as refusal:
        raise NotTaken(refusal) from refusal


@transaction.atomic
def stop(mailing: Mailing, *, by: User) -> None:
    """What the mail server has, it has; nobody else gets a letter from the next one on."""
    if not Mailing.objects.under_way().filter(pk=mailing.pk).update(stopped_at=timezone.now()):
        raise NotUnderWay
    left = mailing.deliveries.open().count()
    note_down(Action.MAILING_STOPPED, by=by, article=mailing.article, subject=mailing, left=left)
