"""A link by which a person sets a password: works once, for three days, and ends their other sessions when used."""

from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from articles.models import User
from articles.pages.addresses import absolute
from articles.pages.identity import site_in
from articles.publishing.journal import one_line


class PasswordLinks(PasswordResetTokenGenerator):
    """Void as soon as the password, the address or the person's being active changes, and at the next sign-in."""

    key_salt = "articles.admin.password_links"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


links = PasswordLinks()


def link_for(person: User) -> str:
    """Absolute, under the site's own origin whatever host the request named."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return absolute(reverse("set_password", args=[uid, links.make_token(person)]))


def mail_link(person: User, link: str, *, invited: bool, by: User) -> bool:
    """Whether the mail server took it. In the person's own language."""
    if not settings.NEWSROOM_MAILS or not person.email:
        return False
    named = "invitation" if invited else "new_password"
    context = {
        "person": person,
        "by": one_line(str(by), 150),
        "link": link,
        "newsroom": site_in(person.desk_language).name,
        "days": days(),
    }
    with translation.override(person.desk_language):
        subject = one_line(render_to_string(f"email/{named}_subject.txt", context), 200)
        text = render_to_string(f"email/{named}.txt", context)
    try:
        return send_mail(subject, text, None, [person.email]) == 1
    except (SMTPException, OSError):
        return False


def days() -> int:
    return settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
