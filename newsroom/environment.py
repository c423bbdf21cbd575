"""What the environment says, read strictly: a value that makes no sense stops the start with one sentence."""

import re
from datetime import datetime, time
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

YES = {"true", "yes", "on", "1"}
NO = {"false", "no", "off", "0"}


class Environment(environ.FileAwareEnv):
    """Variables by name. `NAME_FILE` may name a file that holds the value; an empty value counts as unset."""

    def text(self, name: str, default: str = "") -> str:
        return str(self.str(name, default="")).strip() or default

    def flag(self, name: str) -> bool:
        """Unset is False: every flag here loosens something."""
        value = self.text(name).lower()
        if value and value not in YES | NO:
            raise refusal(name, value, "true or false")
        return value in YES

    def choice(self, name: str, *words: str) -> str:
        """One of the words; unset means the first."""
        value = self.text(name, words[0]).lower()
        if value not in words:
            raise refusal(name, value, " or ".join(words))
        return value

    def whole(self, name: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise refusal(name, value, f"a whole number from {least} to {most}")
        return int(value)

    def secret(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise ImproperlyConfigured(
                f"{name} is not set. It takes a random text of at least 50 characters that nobody else knows; "
                "`make run` writes one into .env."
            )
        return value

    def origin(self, name: str, *, schemes: tuple[str, ...]) -> str:
        """`https://news.example`, with nothing behind the host and port; "" when unset."""
        return read_origin(name, self.text(name), schemes)

    def origins(self, name: str, *, schemes: tuple[str, ...]) -> list[str]:
        """`http://10.0.0.5:6081, http://10.0.0.6:6081`; [] when unset."""
        return [read_origin(name, part.strip(), schemes) for part in self.text(name).split(",") if part.strip()]

    def time_zone(self, name: str, default: str) -> str:
        value = self.text(name, default)
        try:
            ZoneInfo(value)
        except (OSError, ValueError, KeyError) as error:
            raise refusal(name, value, "a name from the time zone database, such as Asia/Almaty") from error
        return value

    def time_of_day(self, name: str, default: str) -> time | None:
        """`07:00`; None for `none`."""
        value = self.text(name, default)
        if value.lower() == "none":
            return None
        try:
            return datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007 - a time alone has no zone
        except ValueError as error:
            raise refusal(name, value, "a time of day, such as 07:00, or none") from error

    def folder(self, name: str, default: Path) -> Path:
        value = Path(self.text(name, str(default)))
        if not value.is_absolute():
            raise refusal(name, str(value), "an absolute path")
        return value

    def mail(self, name: str) -> dict[str, Any]:
        """Django's EMAIL_ settings; without the variable, an empty dict."""
        value = self.text(name)
        if not value:
            return {}
        accepted = "smtp+tls://user:password@host:587, smtp+ssl://user:password@host:465 or smtp://host:25"
        refuse_unreadable(name, value, {"smtp", "smtp+tls", "smtp+ssl"}, accepted)
        try:
            config = self.email_url_config(value)
        except (ValueError, ImproperlyConfigured) as error:
            raise refusal(name, "an address that cannot be read", accepted) from error
        if not config["EMAIL_HOST"] or not config["EMAIL_PORT"]:
            raise refusal(name, "an address without a host and a port", accepted)
        return {key: config[key] for key in config if key.startswith("EMAIL_") and key != "EMAIL_FILE_PATH"}

    def sender(self, name: str, default: str) -> str:
        """`Newsroom <news@host>` or the address alone."""
        value = self.text(name, default)
        if "\n" in value or not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(value)[1]):
            raise refusal(name, value, "an e-mail address, such as Newsroom <newsroom@news.example>")
        return value

    def contact(self, name: str) -> str:
        """`mailto:…` or `https://…`, as RFC 9116 wants it; "" when unset."""
        value = self.text(name)
        if value and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+|https://\S+", value):
            raise refusal(name, value, "mailto:security@news.example or https://news.example/security")
        return value

    def redis(self, name: str) -> str:
        value = self.text(name)
        if value:
            refuse_unreadable(name, value, {"redis", "rediss", "unix"}, "redis://host:6379/0, rediss://… or unix://…")
        return value

    def bucket(self, name: str) -> str:
        """As Amazon's rules have it, which the others share; "" when unset."""
        value = self.text(name)
        if value and not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", value):
            raise refusal(name, value, "the name of a bucket: 3 to 63 small Latin letters, digits, dots and hyphens")
        return value

    def region(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if not re.fullmatch(r"[a-z0-9-]+", value):
            raise refusal(name, value, "the name of a region, such as eu-central-1")
        return value

    def database(self, name: str, *, sqlite: Path) -> dict[str, Any]:
        """Django's DATABASES entry: PostgreSQL when the variable is set, else SQLite in that file."""
        value = self.text(name)
        if not value:
            return sqlite_database(sqlite)
        accepted = "postgresql://user:password@host:5432/name; unset means SQLite"
        refuse_unreadable(name, value, {"postgres", "postgresql"}, accepted)
        try:
            config = self.db_url_config(value)
        except (ValueError, ImproperlyConfigured) as error:
            raise refusal(name, "an address that cannot be read", accepted) from error
        if not config["NAME"]:
            raise refusal(name, "an address without the name of a database", accepted)
        config["HOST"] = unquote(config["HOST"])  # a folder with a socket is written %2Frun%2Fpostgresql
        return config | postgresql_behaviour(config.get("OPTIONS", {}))


def refusal(name: str, value: str, accepted: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is {value!r}. It takes {accepted}.")


def refuse_unreadable(name: str, value: str, schemes: set[str], accepted: str) -> None:
    try:
        parts = urlsplit(value)
        _ = parts.port  # a ValueError where it is no number
    except ValueError as error:
        raise refusal(name, "an address that cannot be read", accepted) from error
    if parts.scheme not in schemes:
        raise refusal(name, f"{value.split(':', 1)[0]}:…", accepted)


def concealed(value: str) -> str:
    """What was typed, but for a name and a password."""
    return f"{value.split(':', 1)[0]}:…" if "@" in value else value


def read_origin(name: str, text: str, schemes: tuple[str, ...]) -> str:
    value = text.removesuffix("/")
    accepted = f"{' or '.join(f'{scheme}://host' for scheme in schemes)}, with nothing behind the host and port"
    try:
        parts = urlsplit(value)
        whole = f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"
    except ValueError as error:
        raise refusal(name, concealed(value), accepted) from error
    if value and (parts.scheme not in schemes or not parts.hostname or whole != value.lower()):
        raise refusal(name, concealed(value), accepted)
    return value.lower()


def sqlite_database(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction that will write takes its lock at once and waits for it; the default may fail half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # What has been published survives a power cut.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def postgresql_behaviour(options: dict[str, Any]) -> dict[str, Any]:
    """A connection for each thread, looked at before it is used: one that was cut is made anew, and nobody notices."""
    return {
        "ENGINE": "newsroom.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 2,
            # A server whose machine is gone says nothing: found out in 25 seconds where something is awaited or not.
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 25_000,
        }
        | options,
    }
