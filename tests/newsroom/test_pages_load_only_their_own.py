import pytest

from newsroom import middleware


def policy(response):
    parts = (directive.strip().split(" ", 1) for directive in response.headers["Content-Security-Policy"].split(";"))
    return dict(parts)


@pytest.mark.parametrize("path", ["/", "/kk/", "/nothing/here/"])
def test_a_readers_page_may_load_only_what_is_ours_and_nothing_inline(client, db, path):
    allowed = policy(client.get(path))

    assert allowed["default-src"] == "'none'"
    assert allowed["script-src"] == allowed["style-src"] == allowed["img-src"] == "'self'"
    assert "unsafe" not in " ".join(allowed.values())


@pytest.mark.parametrize("path", middleware.DESK)
def test_the_desk_may_style_inline_but_runs_no_script_of_strangers(client, db, path):
    allowed = policy(client.get(path))

    assert allowed["style-src"] == "'self' 'unsafe-inline'"
    assert "unsafe" not in allowed["script-src"]
    assert allowed["frame-ancestors"] == allowed["frame-src"] == "'none'"


def test_signing_in_is_the_only_way_in(client, db):
    assert client.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").headers["Location"].startswith("/accounts/login/?next=")
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/accounts/password/reset/").status_code == 404
