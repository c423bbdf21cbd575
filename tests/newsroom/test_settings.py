import re

import pytest
from django.conf import settings

from tests.newsroom.machine import machine, run_on, setting

SAFE = "settings.DEBUG, settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE"


def test_a_machine_that_says_nothing_of_itself_is_safe_for_the_public(tmp_path):
    assert setting(machine(tmp_path), SAFE) == "False True True True"
    assert int(setting(machine(tmp_path), "settings.SECURE_HSTS_SECONDS")) >= 365 * 24 * 3600


def test_only_ones_own_machine_is_served_without_https(tmp_path):
    assert setting(machine(tmp_path, NEWSROOM_LOCAL="true"), SAFE) == "False False False False"


def test_hosts_and_trusted_forms_follow_from_the_public_address(tmp_path):
    environment = machine(tmp_path, NEWSROOM_ORIGIN="https://News.Example:8443/")

    assert setting(environment, "settings.NEWSROOM_ORIGIN, settings.ALLOWED_HOSTS[-1]") == (
        "https://news.example:8443 news.example"
    )
    assert setting(environment, "*settings.CSRF_TRUSTED_ORIGINS") == "https://news.example:8443"


def test_without_a_database_address_stories_lie_in_sqlite_that_survives_a_power_cut(tmp_path):
    options = setting(machine(tmp_path), "settings.DATABASES['default']")

    for behaviour in ("newsroom.sqlite3", "journal_mode=WAL", "synchronous=FULL", "IMMEDIATE", "'timeout': 20"):
        assert behaviour in options


def test_a_process_of_the_server_keeps_in_memory_only_what_the_site_needs(tmp_path):
    code = "import newsroom.wsgi, newsroom.urls, sys; print(sorted({'boto3', 'pymorphy3', 'redis'} & set(sys.modules)))"

    assert run_on(machine(tmp_path), "-c", code).stdout == "[]\n"


def test_postgresql_is_asked_over_connections_that_are_kept_and_not_waited_for_long(tmp_path):
    environment = machine(tmp_path, DATABASE_URL="postgresql://desk:secret@%2Frun%2Fpostgresql/news")
    database = setting(environment, "settings.DATABASES['default']")

    for part in (
        "'HOST': '/run/postgresql'",
        "'NAME': 'news'",
        "'USER': 'desk'",
        "'CONN_MAX_AGE': 600",
        "'connect_timeout': 2",
    ):
        assert part in database


def test_only_proxies_may_say_that_a_visitor_came_over_https(tmp_path):
    header = "settings.SECURE_PROXY_SSL_HEADER"

    assert setting(machine(tmp_path, NEWSROOM_PROXIES="0"), header) == "None"
    assert "HTTP_X_FORWARDED_PROTO" in setting(machine(tmp_path), header)


def test_several_caches_may_stand_before_the_site(tmp_path):
    assert setting(machine(tmp_path), "settings.NEWSROOM_VARNISH") == "[]"
    environment = machine(tmp_path, NEWSROOM_VARNISH="http://10.0.0.5:6081, http://10.0.0.6:6081/,")

    assert setting(environment, "*settings.NEWSROOM_VARNISH") == "http://10.0.0.5:6081 http://10.0.0.6:6081"


def test_a_secret_may_lie_in_a_file(tmp_path):
    (tmp_path / "key").write_text("from-a-file-" * 5 + "\n")
    environment = machine(tmp_path, NEWSROOM_SECRET_KEY_FILE=str(tmp_path / "key"))

    assert setting(environment, "settings.SECRET_KEY") == "from-a-file-" * 5


@pytest.mark.parametrize(
    ("name", "nonsense", "accepted"),
    [
        ("NEWSROOM_LOCAL", "maybe", "true or false"),
        ("NEWSROOM_DEBUG", "2", "true or false"),
        ("NEWSROOM_ORIGIN", "http://news.example", "https://host"),
        ("NEWSROOM_ORIGIN", "https://news.example/front", "nothing behind"),
        ("NEWSROOM_ORIGIN", "https://news.example:port", "nothing behind"),
        ("NEWSROOM_VARNISH", "http://10.0.0.5:6081,10.0.0.6:6081", "http://host"),
        ("NEWSROOM_VARNISH", "https://10.0.0.5", "http://host"),
        ("NEWSROOM_VARNISH", "http://10.0.0.5:6081/purge", "nothing behind"),
        ("NEWSROOM_TIME_ZONE", "Asia/Atlantis", "Asia/Almaty"),
        ("NEWSROOM_TIME_ZONE", "../etc/passwd", "Asia/Almaty"),
        ("NEWSROOM_PROXIES", "-1", "from 0 to 10"),
        ("NEWSROOM_PROXIES", "one", "from 0 to 10"),
        ("NEWSROOM_DATA", "var", "an absolute path"),
        ("REDIS_URL", "localhost", "redis://"),
        ("REDIS_URL", "redis://[1", "redis://"),
        ("REDIS_URL", "redis://host:port/0", "redis://"),
        ("EMAIL_URL", "localhost", "smtp+tls://"),
        ("EMAIL_URL", "smtp://", "smtp+tls://"),
        ("EMAIL_URL", "smtp://host:port", "smtp+tls://"),
        ("EMAIL_URL", "smtp://[1", "smtp+tls://"),
        ("NEWSROOM_MAIL_FROM", "newsroom", "an e-mail address"),
        ("NEWSROOM_DIGEST_AT", "7 a.m.", "07:00"),
        ("NEWSROOM_S3_BUCKET", "s3://pictures", "3 to 63 small Latin letters"),
        ("NEWSROOM_S3_ENDPOINT", "https://s3.example/pictures", "nothing behind"),
        ("NEWSROOM_S3_REGION", "eu central", "eu-central-1"),
        ("DATABASE_URL", "mysql://root@host/news", "postgresql://"),
        ("DATABASE_URL", "postgresql://host", "the name of a database"),
        ("DATABASE_URL", "postgresql://host:port/news", "postgresql://"),
        ("DATABASE_URL", "postgresql://host:port/news", "postgresql://"),
        ("DATABASE_URL", "postgresql://[1", "postgresql://"),
    ],
)
def test_a_nonsense_value_stops_the_start_with_one_sentence(tmp_path, name, nonsense, accepted):
    done = run_on(machine(tmp_path) | {name: nonsense}, "manage.py", "check")

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr
    assert accepted in done.stderr


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("DATABASE_URL", "postgresql://desk:secret@host:port/news"),
        ("DATABASE_URL", "mysql://desk:secret@host/news"),
        ("EMAIL_URL", "imap://desk:secret@host:25"),
        ("REDIS_URL", "http://:secret@10.0.0.1:6379"),
        ("NEWSROOM_S3_ENDPOINT", "https://desk:secret@s3.example"),
        ("NEWSROOM_VARNISH", "http://desk:secret@10.0.0.5:port"),
    ],
)
def test_a_refused_address_does_not_show_its_password(tmp_path, name, address):
    done = run_on(machine(tmp_path) | {name: address}, "manage.py", "check")

    assert done.returncode == 1
    assert name in done.stderr
    assert "secret" not in done.stderr


def test_mail_goes_out_through_the_server_that_is_named_and_else_nowhere(tmp_path):
    named = machine(
        tmp_path, EMAIL_URL="smtp+tls://desk:p%40ss@mail.example:587", NEWSROOM_ORIGIN="https://news.example"
    )
    used = "settings.NEWSROOM_MAILS, settings.EMAIL_HOST, settings.EMAIL_HOST_PASSWORD, settings.EMAIL_USE_TLS"

    assert setting(named, used) == "True mail.example p@ss True"
    assert setting(named, "settings.DEFAULT_FROM_EMAIL") == "newsroom@news.example"
    assert setting(machine(tmp_path), "settings.NEWSROOM_MAILS, settings.EMAIL_BACKEND").startswith("False")
    assert "dummy" in setting(machine(tmp_path), "settings.EMAIL_BACKEND")
    local = machine(tmp_path, NEWSROOM_LOCAL="true")
    assert setting(local, "settings.EMAIL_BACKEND") == "newsroom.letters_on_disk.EmailBackend"


def test_nothing_starts_without_a_secret_key(tmp_path):
    done = run_on(machine(tmp_path, NEWSROOM_SECRET_KEY=""), "manage.py", "check")

    assert done.returncode == 1
    assert "NEWSROOM_SECRET_KEY is not set" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_data_folder_that_cannot_be_made_stops_the_start(tmp_path):
    (tmp_path / "file").touch()

    done = run_on(machine(tmp_path / "file" / "data"), "manage.py", "check")

    assert done.returncode == 1
    assert "NEWSROOM_DATA" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_every_variable_that_is_read_stands_once_in_the_readme():
    read = re.findall(
        r'env(?:iron)?\.\w+\("([A-Z0-9_]+)"', (settings.BASE_DIR / "newsroom" / "settings.py").read_text()
    )
    explained = re.findall(r"^\| `([A-Z0-9_]+)` \|", (settings.BASE_DIR / "README.md").read_text(), re.MULTILINE)

    assert sorted(explained) == sorted(set(read))


def test_wrong_passwords_are_counted_where_every_process_sees_them(tmp_path):
    backend = "settings.CACHES['default']['BACKEND']"

    assert setting(machine(tmp_path), backend).endswith("DatabaseCache")
    assert setting(machine(tmp_path, REDIS_URL="redis://cache:6379/0"), backend).endswith("RedisOrDatabase")


def test_over_tls_a_browser_takes_the_sites_cookies_from_this_host_alone(tmp_path):
    names = "settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME"

    assert setting(machine(tmp_path), names) == "__Host-session __Host-csrftoken __Secure-language"
    assert setting(machine(tmp_path, NEWSROOM_LOCAL="true"), names) == "session csrftoken language"
