"""What is kept under lock in the database: whoever reads a copy of it has the secrets of no second factor."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

MARK = "sealed:"
SECRETS = ("secret", "seed")
"""Of an app with codes, and of recovery codes. A passkey's key is public."""


def seal() -> MultiFernet:
    """Closes with today's key, opens with the one of before as well."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    made = (salted_hmac("newsroom.sealing", "second factors", secret=key, algorithm="sha256") for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(each.digest())) for each in made])


def sealed(text: str) -> str:
    return MARK + seal().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """What was written before there was a seal is read as it is. Raises InvalidToken: sealed with another key."""
    return seal().decrypt(text.removeprefix(MARK)).decode() if text.startswith(MARK) else text


def with_secrets() -> Iterator[tuple[Authenticator, str]]:
    """(row, which of its data is the secret)"""
    for row in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk").iterator():
        yield from ((row, name) for name in SECRETS if name in row.data)


def is_opened(row: Authenticator, name: str) -> bool:
    try:
        opened(row.data[name])
    except InvalidToken:
        return False
    return True
