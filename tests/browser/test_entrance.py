"""The door of the desk in a real browser: passkeys, codes, and pages that everyone can use."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_access import violations
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

FACTORS = "/accounts/second-factor/"


@pytest.fixture
def door(page: Page, live_server, complaints, settings):
    settings.NEWSROOM_SECOND_FACTOR = "demanded"
    make_user("chief", username="chief")
    enter(page, live_server.url)
    return page


def enter(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=login]", "chief")
    page.fill("[name=password]", "pass")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def confirm(page: Page) -> None:
    page.fill("[name=password]", "pass")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/accounts/confirm/" not in url)


def hold_a_key(page: Page) -> None:
    """A security key of the browser's own, that answers at once."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    own = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key | own})


def test_a_passkey_is_set_up_and_opens_the_desk(door, live_server, complaints):
    expect(door).to_have_url(f"{live_server.url}{FACTORS}")
    hold_a_key(door)
    door.click("a[href$='webauthn/add/']")
    confirm(door)
    door.click("[data-passkey] button")
    expect(door.locator(".recovery-codes li")).to_have_count(10)
    assert violations(door) == []

    door.context.clear_cookies()
    enter(door, live_server.url)
    expect(door).to_have_url(f"{live_server.url}{FACTORS}authenticate/")
    assert violations(door) == []
    door.click("[data-passkey] button")

    expect(door).to_have_url(f"{live_server.url}/admin/")
    assert complaints == []


def test_a_key_that_is_not_there_is_said_in_words(door, complaints):
    door.click("a[href$='webauthn/add/']")
    confirm(door)
    refusal = "Promise.reject(new DOMException('', 'NotAllowedError'))"
    door.evaluate(f"() => {{ navigator.credentials.create = () => {refusal} }}")
    door.click("[data-passkey] button")

    expect(door.locator("[role=alert]")).to_be_visible()
    assert complaints == []


def test_an_app_is_set_up_without_a_camera_too(door, complaints):
    door.click("a[href$='totp/activate/']")
    confirm(door)

    assert len(door.locator(".entrance-secret").inner_text()) >= 32
    assert door.locator(".entrance-code").evaluate("image => image.naturalWidth") > 0
    assert violations(door) == []
    assert complaints == []
