"""Whoever reads a copy of the database has the secret of no second factor."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.core.management import CommandError

from newsroom.checks import second_factors_can_be_opened
from tests.factories import make_user
from tests.newsroom.keeping import said

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
ANOTHER = "another-key-of-the-newsroom-" * 3


@pytest.fixture
def factor():
    return TOTP.activate(make_user(), SECRET).instance


def kept(factor) -> str:
    factor.refresh_from_db()
    return factor.data["secret"]


def ids(databases=("default",)) -> list[str]:
    return [each.id for each in second_factors_can_be_opened(None, databases=databases)]


def test_the_secret_of_an_app_and_of_recovery_codes_is_not_readable_in_the_database(factor):
    codes = RecoveryCodes.activate(factor.user)

    assert SECRET not in str(Authenticator.objects.values_list("data"))
    assert all(
        row.data.get("secret", row.data.get("seed")).startswith("sealed:") for row in Authenticator.objects.all()
    )
    assert decrypt(kept(factor)) == SECRET
    assert codes.generate_codes() == RecoveryCodes.activate(factor.user).generate_codes()


def test_what_was_set_up_before_there_was_a_seal_still_opens_and_is_sealed_by_the_command(factor, time_machine):
    Authenticator.objects.update(data={"secret": SECRET})
    factor.refresh_from_db()
    time_machine.move_to("2021-04-30T06:00:00Z", tick=False)

    assert TOTP(factor).validate_code(format_hotp_value(hotp_value(SECRET, 1619762400 // 30)))
    assert said("seal_second_factors") == "1 sealed with today's key, 0 deleted.\n"
    assert kept(factor).startswith("sealed:") and decrypt(kept(factor)) == SECRET


def test_a_new_key_opens_what_the_old_one_has_sealed_until_it_is_sealed_anew(factor, settings):
    before = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = ANOTHER, [before]

    assert decrypt(kept(factor)) == SECRET
    assert ids() == []
    said("seal_second_factors")
    settings.SECRET_KEY_FALLBACKS = []
    assert decrypt(kept(factor)) == SECRET
    assert ids() == []


def test_a_lost_key_is_told_before_the_start_and_costs_the_second_factors_alone(factor, settings):
    settings.SECRET_KEY = ANOTHER

    assert ids() == ["newsroom.E008"]
    assert ids(databases=None) == []
    with pytest.raises(CommandError, match="1 second factors are sealed with another key"):
        said("seal_second_factors")
    assert Authenticator.objects.exists()
    assert said("seal_second_factors", "--delete-unreadable") == "0 sealed with today's key, 1 deleted.\n"
    assert ids() == []
