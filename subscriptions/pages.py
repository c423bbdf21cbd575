"""Pages of subscribing, with all that they show."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from articles.pages import Page
from articles.pages.addresses import absolute
from articles.pages.frame import TONGUES, Shelf, address, framed
from subscriptions.forms import ChoiceForm, WishForm
from subscriptions.models import Subscriber
from subscriptions.models.mailing import Kind
from subscriptions.sending import mail_goes_out
from subscriptions.subscribing import sections_of
from subscriptions.tokens import Wish, choose_token, leave_token

FORMS = ("rss", "atom", "json")


@dataclass(frozen=True)
class Feeds:
    """Of the site or of a section, as addresses for a reader's program."""

    name: str
    rss: str
    atom: str
    json: str


@dataclass(kw_only=True)
class SubscribePage(Page):
    """Feeds of the whole site and of sections; `form` is None where no mail can be sent."""

    whole: Feeds
    sections: list[Feeds]
    form: WishForm | None


@dataclass(kw_only=True)
class ConfirmPage(Page):
    wish: Wish
    sections: list[str]


@dataclass(kw_only=True)
class ChoosePage(Page):
    form: ChoiceForm
    masked: str
    leave: str


@dataclass(kw_only=True)
class LeavePage(Page):
    masked: str
    choose: str


def subscribe_page(*, section: str = "", data: QueryDict | None = None) -> SubscribePage:
    """One query. `section` is the address of one that is ticked already; an unknown one ticks nothing."""
    frame = framed_alike("subscribe")
    shelves = frame["navigation"]
    ticked = [shelf.id for shelf in shelves if shelf.slug == section]
    initial = {"kinds": [Kind.DIGEST], "sections": ticked, "language": frame["language"]}
    form = WishForm(data, initial=initial, sections=choices(shelves)) if mail_goes_out() else None
    sections = [feeds(shelf.name, "section", shelf.slug) for shelf in shelves]
    return SubscribePage(**frame, whole=feeds(frame["site"].name, "site"), sections=sections, form=form)


def confirm_page(wish: Wish, token: str) -> ConfirmPage:
    """Two queries."""
    frame = framed_alike("subscribe-confirm", token)
    names = [section.name(frame["language"]) for section in sections_of(wish)]
    return ConfirmPage(**frame, wish=wish, sections=names)


def choose_page(subscriber: Subscriber, token: str, *, data: QueryDict | None = None) -> ChoosePage:
    """Three queries. What was chosen before stays to be seen, though a section has nothing to read just now."""
    frame = framed_alike("subscribe-choose", token)
    wish = Wish.of(subscriber)
    kept = {each.pk: each.name(frame["language"]) for each in sections_of(wish)}
    form = ChoiceForm.of(wish, data=data, sections=list((dict(choices(frame["navigation"])) | kept).items()))
    return ChoosePage(**frame, form=form, masked=masked(subscriber.address), leave=leave_token(subscriber))


def leave_page(subscriber: Subscriber, token: str) -> LeavePage:
    """One query."""
    frame = framed_alike("subscribe-leave", token)
    return LeavePage(**frame, masked=masked(subscriber.address), choose=choose_token(subscriber))


def framed_alike(view: str, *args: str) -> dict:
    """The fields of `Page` for an address that stands in every language, in that of the request. One query."""
    language = get_language()
    same = {code: address(view, *args, language=code) for code in TONGUES}
    return framed(language, same[language], at=timezone.now(), same=same)


def choices(shelves: list[Shelf]) -> list[tuple[int, str]]:
    return [(shelf.id, shelf.name) for shelf in shelves]


def feeds(name: str, kind: str, *slug: str) -> Feeds:
    return Feeds(name, *(absolute(reverse(f"{kind}-{form}", args=slug)) for form in FORMS))


def masked(address: str) -> str:
    """Enough to know one's own by: a letter may have been passed on with its links."""
    name, _at, host = address.rpartition("@")
    return f"{name[0]}…@{host}"
