"""The door of the desk: how often one may try a password, and what is asked besides it."""

import unicodedata
from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.event import Action
from articles.publishing import note_down
from newsroom.sealing import opened, sealed

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; recovery codes only stand in for one that is lost."""

OPEN = ("/admin/login/", "/admin/logout/", "/admin/jsi18n/", "/admin/language/")
"""Addresses under the desk's that show nothing of it."""

SHOWN = "second_factor_shown"
"""In the session: whose second factor it has shown."""

WRONG = _("The name or the password is not right.")
TOO_OFTEN = _("Too many wrong tries. Wait five minutes, then try again.")
WRONG_CODE = _("This code is not right.")


class Entrance(DefaultAccountAdapter):
    """Sign-in by name and password; nobody signs up here, and nobody is mailed."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The password is not right."),
        "incorrect_code": WRONG_CODE,
    }

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """Counted by person and address: a stranger's wrong passwords shut out the stranger alone."""
        name = unicodedata.normalize("NFKC", credentials.get("username", "")).strip().casefold()
        return f"{name}\n{get_ip(request)}"

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict]:
        """Whoever has a second factor confirms with it, not with the password again."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    @transaction.atomic
    def set_password(self, user: Any, password: str) -> None:
        super().set_password(user, password)
        note_down(Action.PASSWORD, by=user, subject=user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("admin:index")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def sign_out(request: HttpRequest) -> HttpResponse:
    """The browser forgets the desk's pages, too. What was typed and not saved stays in it: nobody's text is lost."""
    response = account.logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache"'
    return response


class SecondFactors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("This is your last one, and the newsroom demands one: add another first."),
        "incorrect_code": WRONG_CODE,
    }

    def get_totp_issuer(self) -> str:
        return settings.NEWSROOM_NAME

    def _get_site_name(self) -> str:
        return settings.NEWSROOM_NAME

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def encrypt(self, text: str) -> str:
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return opened(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Where one is demanded, the last one stays."""
        if not is_demanded() or authenticator.type not in FACTORS:
            return True
        return factors_of(authenticator.user).exclude(pk=authenticator.pk).exists()


def is_demanded() -> bool:
    return settings.NEWSROOM_SECOND_FACTOR == "demanded"


def factors_of(user: AbstractBaseUser | AnonymousUser):
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)


def second_factor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Where one is demanded, nothing of the desk answers before this very session has shown one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if is_demanded() and is_of_the_desk(request.path_info) and lacks_one(request):
            return led_to_it(request)
        return get_response(request)

    return middleware


def is_of_the_desk(path: str) -> bool:
    return path.startswith("/admin/") and path not in OPEN


def lacks_one(request: HttpRequest) -> bool:
    """A session from before it was set up has shown none; one that was reset since counts no longer."""
    if not request.user.is_authenticated:
        return False
    return request.session.get(SHOWN) != request.user.pk or not factors_of(request.user).exists()


def led_to_it(request: HttpRequest) -> HttpResponse:
    """A page leads to where one is shown or set up; whatever is no page is refused."""
    if request.method not in ("GET", "HEAD") or "text/html" not in request.headers.get("Accept", ""):
        raise PermissionDenied
    if not factors_of(request.user).exists():
        return redirect("mfa_index")
    return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))


def remember_that_one_was_shown(request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> None:
    """Called when a code or a passkey was right, and when one was set up."""
    request.session[SHOWN] = user.pk


def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """The library asks before it removes an app; it does not ask before it removes a passkey."""
    passkey = get_object_or_404(Authenticator, pk=pk, user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN)
    if not SecondFactors().can_delete_authenticator(passkey):
        messages.error(request, SecondFactors.error_messages["cannot_delete_authenticator"])
        return redirect("mfa_list_webauthn")
    return remove_webauthn(request, pk=pk)
