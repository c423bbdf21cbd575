"""A mail server, and a newsroom that sends through it."""

import pytest

from tests.factories import make_user
from tests.subscriptions.smtp import MailServer


@pytest.fixture
def post(settings):
    """The server that the site's mail goes through."""
    server = MailServer()
    settings.EMAIL_PORT = server.begin()
    settings.EMAIL_HOST, settings.NEWSROOM_MAILS = "127.0.0.1", True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "news@news.example"
    yield server
    server.end()


@pytest.fixture
def editor(db):
    return make_user("chief")
