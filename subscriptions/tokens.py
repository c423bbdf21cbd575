"""What a link in a letter says: nobody can make one up, change one, or use one for what it was not made for.

A link that confirms holds an address, and links end up in logs and histories: it is sealed, and not signed alone.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from typing import Self
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.core import signing
from django.utils.crypto import salted_hmac

from articles.pages.addresses import absolute
from articles.pages.frame import address
from subscriptions.models import Subscriber

CONFIRM, LEAVE, CHOOSE = "subscriptions.confirm", "subscriptions.leave", "subscriptions.choose"
"""Salts: a link that confirms does not leave, and one that leaves changes nothing else."""

CONFIRMED_WITHIN = timedelta(days=3)


class BadToken(Exception):
    """Not ours, cut short, or changed."""


class ExpiredToken(BadToken):
    """Ours, and too old."""


@dataclass(frozen=True)
class Wish:
    """Which news someone asked for, and where to; `sections` are ids, none of them means all."""

    address: str
    language: str
    wants_digest: bool
    wants_breaking: bool
    sections: tuple[int, ...] = ()

    @classmethod
    def of(cls, subscriber: Subscriber) -> Self:
        """As it stands now. One query."""
        return cls(
            address=subscriber.address,
            language=subscriber.language,
            wants_digest=subscriber.wants_digest,
            wants_breaking=subscriber.wants_breaking,
            sections=tuple(subscriber.sections.values_list("pk", flat=True)),
        )


def wish_token(wish: Wish) -> str:
    said = [wish.address, wish.language, int(wish.wants_digest), int(wish.wants_breaking), *wish.sections]
    return seal().encrypt(json.dumps(said).encode()).decode().rstrip("=")


def wish_of(token: str) -> Wish:
    try:
        sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        if unpadded(sealed) != token:  # base64 takes what stands between its signs, and bits to spare, for nothing
            raise BadToken
        said = seal().decrypt(urlsafe_b64encode(sealed))
    except (ValueError, InvalidToken) as error:
        raise BadToken from error
    try:
        seal().decrypt(urlsafe_b64encode(sealed), ttl=int(CONFIRMED_WITHIN.total_seconds()))
    except InvalidToken as error:
        raise ExpiredToken from error
    to, language, digest, breaking, *sections = json.loads(said)
    return Wish(to, language, bool(digest), bool(breaking), tuple(sections))


def seal() -> Fernet:
    return Fernet(urlsafe_b64encode(salted_hmac(CONFIRM, b"", algorithm="sha256").digest()))


def unpadded(sealed: bytes) -> str:
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def leave_token(subscriber: Subscriber) -> str:
    """Never too old: a letter read years later still ends what it belongs to."""
    return signing.Signer(salt=LEAVE).sign(subscriber.key.hex)


def choose_token(subscriber: Subscriber) -> str:
    return signing.Signer(salt=CHOOSE).sign(subscriber.key.hex)


def subscriber_by(token: str, salt: str) -> Subscriber | None:
    """Whose letter held the token made for LEAVE or CHOOSE; None when they have left. One query."""
    try:
        key = UUID(hex=signing.Signer(salt=salt).unsign(token))
    except signing.BadSignature as error:
        raise BadToken from error
    return Subscriber.objects.filter(key=key).first()


def confirm_address(wish: Wish) -> str:
    return absolute(address("subscribe-confirm", wish_token(wish), language=wish.language))


def leave_address(subscriber: Subscriber) -> str:
    """By page and, for the header `List-Unsubscribe`, by one click (RFC 8058)."""
    return absolute(address("subscribe-leave", leave_token(subscriber), language=subscriber.language))


def choose_address(subscriber: Subscriber) -> str:
    return absolute(address("subscribe-choose", choose_token(subscriber), language=subscriber.language))
