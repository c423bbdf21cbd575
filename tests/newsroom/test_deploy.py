"""The files in deploy/ say the same as the code that they stand in front of."""

import configparser
import re
import shlex

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from newsroom.caching import ASKED, NOT_READERS, key_of

DEPLOY = settings.BASE_DIR / "deploy"
VARNISH = (DEPLOY / "varnish" / "newsroom.vcl").read_text()
NGINX = (DEPLOY / "nginx" / "newsroom.conf").read_text()
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
WEB = (DEPLOY / "systemd" / "newsroom-web@.service").read_text()
PATHS = st.sampled_from(
    ["/", "/kk/", "/lenta.json", "/kk/lenta.json", "/search/", "/en/search/", "/subscribe/", "/politics/", "/se%61rch/"]
)
NAMES = st.sampled_from(["before", "after", "q", "section", "tag", "utm_source", "x", "%71", "", "be+fore", "bef%6Fre"])
VALUES = st.sampled_from(["", "1", "2", "a=b", "?q=1", "?x=1", "%26q=2", "/search/", "+"])
QUERIES = st.lists(st.tuples(NAMES, st.sampled_from(["=", ""]), VALUES).map("".join), max_size=4).map("&".join)
ADDRESSES = st.tuples(PATHS, QUERIES)


def page_in_varnish(path: str, query: str) -> str:
    """What `name_page` makes of an address, by its own expressions."""
    address, asked = f"{path}?{query}", f"&{query}"
    for condition, cut in branches():
        if re.search(condition, address):
            return f"{path}?{re.sub(cut, '', asked) if cut else asked}"
    raise AssertionError("the last branch takes every address")


def branches() -> list[tuple[str, str]]:
    """(which addresses, what is cut out of their queries), in order."""
    name_page = re.search(r"sub name_page \{(.+?)\n\}", VARNISH, re.DOTALL)[1]
    conditions = [*re.findall(r'if \(req\.url ~ "(.+)"\)', name_page), ""]
    return list(
        zip(conditions, ["", *re.findall(r'regsuball\(req\.http\.X-Query, "(.+)", ""\)', name_page)], strict=True)
    )


def page_of_the_app(path: str, query: str) -> str:
    return key_of(RequestFactory().get(f"{path}?{query}")).removesuffix("?")


def test_varnish_tells_pages_apart_by_what_the_site_asks_of_a_query():
    asked = {re.escape(name): ("before", *sorted(names)) for name, names in ASKED.items()}
    named = {
        re.search(r"/([\w.\\]+)/\?", condition)[1]: tuple(re.search(r"\?!\(([\w|]+)\)", cut)[1].split("|"))
        for condition, cut in branches()[1:-1]
    }

    assert {name: ("before", *sorted(set(names) - {"before"})) for name, names in named.items()} == asked
    assert "(?!(before)(=" in branches()[-1][1]


@given(ADDRESSES, ADDRESSES)
def test_what_is_one_page_in_varnish_is_one_page_of_the_app(one, other):
    if page_in_varnish(*one) == page_in_varnish(*other):
        assert page_of_the_app(*one) == page_of_the_app(*other)


@pytest.mark.parametrize("query", ["", "utm_source=x", "utm_source=x&fbclid=y", "fbclid"])
def test_what_others_write_into_an_address_makes_no_page_of_its_own(query):
    assert page_in_varnish("/politics/", query).rstrip("?&") == "/politics/"


def test_the_desk_goes_past_what_keeps_readers_pages():
    desk = re.search(r'req\.url ~ "\^/\(([\w|]+)\)/"', VARNISH)[1].split("|")

    assert {f"/{name}/" for name in desk} == {path for path in NOT_READERS if path.endswith("/")} - {
        "/static/",
        "/media/",
    }
    assert f"location ~ ^/({'|'.join(desk)})/ {{" in NGINX


def test_nothing_is_shown_past_its_time():
    for line in ("set beresp.grace = 0s;", "set beresp.keep = 0s;"):
        assert line in VARNISH
    assert "softpurge" not in VARNISH


def test_the_proxys_log_of_errors_holds_no_visitor_and_no_query():
    servers = [server for server in NGINX.split("\nserver {")[1:] if "ssl_reject_handshake" not in server]

    assert len(servers) == 2
    assert all("error_log /var/log/nginx/newsroom-error.log crit;" in server for server in servers)


@pytest.mark.parametrize("query", ["before=1-2", "a=b&before=1-2", "%62efore=1", "", "q=before", "x=before=1"])
def test_who_asks_for_many_places_in_lists_is_slowed_down_and_nobody_else(query):
    [counted] = re.findall(r'map \$args \$turns_pages {\s+default "";\s+"~(\S+)" \$binary_remote_addr;', NGINX)

    assert bool(re.search(counted, query)) == ("before" in QueryDict(query))
    assert re.search(r"location / {\s+limit_req zone=older ", NGINX)


def test_an_upload_that_the_desk_takes_passes_the_proxy():
    assert f"client_max_body_size {settings.NEWSROOM_PHOTO_MEGABYTES + 10}m;" in NGINX


def test_the_settings_of_the_example_are_those_of_the_table():
    table = set(re.findall(r"^\| `(\w+)`", (settings.BASE_DIR / "README.md").read_text(), re.MULTILINE))
    named = set(re.findall(r"^(\w+)=", (DEPLOY / "env.example").read_text(), re.MULTILINE))
    of_the_service = set(re.findall(r"\b([A-Z]+)=", re.search(r"^Environment=(.+)$", WEB, re.MULTILINE)[1]))

    assert named - table == of_the_service


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_service_is_shut_in(unit):
    reader = configparser.ConfigParser(strict=False, interpolation=None)
    reader.optionxform = str
    reader.read_string(unit.read_text())
    service = reader["Service"]

    for name, value in {
        "User": "newsroom",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "PrivateTmp": "yes",
        "CapabilityBoundingSet": "",
        "UMask": "0077",
    }.items():
        assert service[name] == value
    assert shlex.split(service["ExecStart"])[:2] == ["/srv/newsroom/current/.venv/bin/python", "manage.py"]
