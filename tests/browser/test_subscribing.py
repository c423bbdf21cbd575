"""From the form to the last letter in a browser without scripts: what it says of itself, the site believes."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Browser, expect

from subscriptions.confirming import send_one_confirmation
from subscriptions.models import Subscriber
from subscriptions.tokens import leave_token

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_a_reader_subscribes_chooses_anew_and_leaves(browser: Browser, live_server):
    page = browser.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    page.goto("/en/subscribe/")
    page.get_by_label("Mail address").fill("reader@mail.example")
    page.locator("main button").click()
    expect(page.locator("main h1")).to_have_text("Look into your mail")

    assert send_one_confirmation()
    page.goto(re.search(r"/en/subscribe/confirm/\S+", mail.outbox[0].body)[0])
    page.locator("main button").click()
    expect(page.locator("main h1")).to_have_text("You are subscribed")

    page.get_by_role("link", name="Change the choice").click()
    page.get_by_label("Breaking news").check()
    page.locator("main button").click()
    expect(page.locator("main h1")).to_have_text("Your choice is saved")
    assert Subscriber.objects.get().wants_breaking

    page.goto(f"/en/subscribe/leave/{leave_token(Subscriber.objects.get())}/")
    page.locator("main button").click()
    expect(page.locator("main h1")).to_have_text("You are unsubscribed")
    assert not Subscriber.objects.exists()
    assert page.context.cookies() == []
