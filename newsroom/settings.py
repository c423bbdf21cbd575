"""The whole site's settings. What differs between machines is in the environment; unset means safe in production."""

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from articles.text.players import ORIGINS as PLAYERS
from newsroom.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment()
env.read_env(os.environ.get("NEWSROOM_ENV_FILE", BASE_DIR / ".env"))

# This machine

NEWSROOM_LOCAL = env.flag("NEWSROOM_LOCAL")
"""One person's own machine: plain http on the loopback, demo sign-ins tolerated."""

SECRET_KEY = env.secret("NEWSROOM_SECRET_KEY")
SECRET_KEY_FALLBACKS = [key for key in [env.text("NEWSROOM_OLD_SECRET_KEY")] if key]
"""The key of before: sign-ins and second factors made with it hold on."""
DEBUG = env.flag("NEWSROOM_DEBUG")

DATA = env.folder("NEWSROOM_DATA", BASE_DIR / "var")

NEWSROOM_ORIGIN = env.origin("NEWSROOM_ORIGIN", schemes=("http", "https") if NEWSROOM_LOCAL else ("https",)) or (
    "http://127.0.0.1:8000" if NEWSROOM_LOCAL else ""
)
"""The public address, without a path: every absolute URL begins with it."""

NEWSROOM_NAME = env.text("NEWSROOM_NAME", "Sputnik Казахстан")
NEWSROOM_AGENCY = env.text("NEWSROOM_AGENCY", "Sputnik")
NEWSROOM_PROXIES = env.whole("NEWSROOM_PROXIES", 0 if NEWSROOM_LOCAL else 1, most=10)
"""How many proxies stand in front: whose word on a visitor's address is believed."""
NEWSROOM_SECOND_FACTOR = env.choice("NEWSROOM_SECOND_FACTOR", "offered", "demanded")
"""Whether staff may set up a second factor, or must before the desk answers."""

NEWSROOM_SECURITY_CONTACT = env.contact("NEWSROOM_SECURITY_CONTACT")
"""Whom to tell of a hole in the site's safety; "" says nobody."""

NEWSROOM_FEED_TEXT = env.choice("NEWSROOM_FEED_TEXT", "short", "full")
"""Whether feeds give the lead alone, or whole texts."""

NEWSROOM_PHOTO_MEGABYTES = env.whole("NEWSROOM_PHOTO_MEGABYTES", 200, least=1, most=10_000)
NEWSROOM_PHOTO_MEGAPIXELS = env.whole("NEWSROOM_PHOTO_MEGAPIXELS", 120, least=1, most=300)
"""The largest picture that is taken in."""

NEWSROOM_PAGE_MEGABYTES = env.whole("NEWSROOM_PAGE_MEGABYTES", 32, most=4_000)
"""What each process keeps of readers' pages in its memory; 0 keeps none."""
NEWSROOM_VARNISH = env.origins("NEWSROOM_VARNISH", schemes=("http",))
"""Every Varnish that stands before the site: told what to throw away after each deed that readers see."""

# Addresses

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]  # health is asked here, whatever the public name
ALLOWED_HOSTS = LOOPBACK + [NEWSROOM_ORIGIN.split("://")[-1].rsplit(":", 1)[0]] * bool(NEWSROOM_ORIGIN)
CSRF_TRUSTED_ORIGINS = [NEWSROOM_ORIGIN] if NEWSROOM_ORIGIN else []
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not NEWSROOM_LOCAL
# A browser takes a cookie of such a name over https alone, and none that another host of the domain has set.
OVER_TLS = "" if NEWSROOM_LOCAL else "__Host-"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{OVER_TLS}session", f"{OVER_TLS}csrftoken"
LANGUAGE_COOKIE_NAME = "language" if NEWSROOM_LOCAL else "__Secure-language"  # of the sign-in's path, not of the host
MESSAGE_STORAGE = "newsroom.messages.Storage"
# The proxies' word on the scheme is believed as that on the visitor's address is, from whatever machine they ask.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NEWSROOM_PROXIES else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000  # the longest text of a story, each of its letters written as six signs
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 0 if NEWSROOM_LOCAL else 365 * 24 * 3600
# The neighbours under the same domain are not ours to force onto https; on the loopback there is no https at all.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if NEWSROOM_LOCAL:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]

# Applications

INSTALLED_APPS = [
    "articles",
    "subscriptions",
    "newsroom",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_prose_editor",
    "taggit",
]

MIDDLEWARE = [
    "newsroom.watching.watched",
    "django.middleware.security.SecurityMiddleware",
    "newsroom.caching.PageCache",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "newsroom.entrance.second_factor",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "jinja2"],
        "OPTIONS": {"environment": "newsroom.templating.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Where things are kept

DATABASES = {"default": env.database("DATABASE_URL", sqlite=DATA / "newsroom.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

REDIS_URL = env.redis("REDIS_URL")
# Wrong passwords are counted here: every process of the machine must know of those that another saw.
# Beyond so many entries a third is thrown away: a stranger who asks for much must not make it forget the counts.
IN_DATABASE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "newsroom_cache",
    "OPTIONS": {"MAX_ENTRIES": 20_000},
}
IN_REDIS = {"BACKEND": "newsroom.counting.RedisOrDatabase", "LOCATION": REDIS_URL}
CACHES = {"default": IN_REDIS if REDIS_URL else IN_DATABASE, "database": IN_DATABASE}

MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
NEWSROOM_S3_BUCKET = env.bucket("NEWSROOM_S3_BUCKET")
NEWSROOM_S3_ORIGINALS = env.bucket("NEWSROOM_S3_ORIGINALS")
NEWSROOM_S3 = {
    "endpoint_url": env.origin("NEWSROOM_S3_ENDPOINT", schemes=("https", "http")) or None,
    "region_name": env.region("NEWSROOM_S3_REGION", "us-east-1"),
    "access_key": env.text("NEWSROOM_S3_KEY") or None,
    "secret_key": env.text("NEWSROOM_S3_SECRET") or None,
}
"""Pictures lie in a bucket when one is named, private as on the disk: readers reach them through the site alone."""
IN_BUCKETS = {
    "default": {
        "BACKEND": "newsroom.s3.PublicPictures",
        "OPTIONS": NEWSROOM_S3 | {"bucket_name": NEWSROOM_S3_BUCKET, "location": "media"},
    },
    "originals": {
        "BACKEND": "newsroom.s3.PrivateOriginals",
        "OPTIONS": NEWSROOM_S3 | {"bucket_name": NEWSROOM_S3_ORIGINALS or NEWSROOM_S3_BUCKET, "location": "originals"},
    },
}
ON_DISK = {
    "default": {"BACKEND": "newsroom.storage.WholeFiles"},
    "originals": {"BACKEND": "newsroom.storage.PrivateFiles", "OPTIONS": {"location": DATA / "originals"}},
}
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}} | (
    IN_BUCKETS if NEWSROOM_S3_BUCKET else ON_DISK
)

# People and sign-in

AUTH_USER_MODEL = "articles.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
# Length instead of rules on which signs a password has (ASVS 5.0, 6.2).
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_AGE = 14 * 24 * 3600
ACCOUNT_ADAPTER = "newsroom.entrance.Entrance"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
# Ten wrong passwords in five minutes by person and address; a whole newsroom may sit behind one address.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/key,200/5m/ip", "login": "600/5m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = NEWSROOM_PROXIES
MFA_ADAPTER = "newsroom.entrance.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = NEWSROOM_LOCAL  # browsers allow passkeys on localhost without https

# Mail: invitations and links for a new password. Without a server, the chief is shown the link and passes it on.

MAIL = env.mail("EMAIL_URL")
NEWSROOM_MAILS = bool(MAIL)
"""Whether mail goes out to people."""
EMAIL_BACKEND = MAIL.get(
    "EMAIL_BACKEND",
    "newsroom.letters_on_disk.EmailBackend" if NEWSROOM_LOCAL else "django.core.mail.backends.dummy.EmailBackend",
)
EMAIL_FILE_PATH = DATA / "mail"
"""On one's own machine letters lie here, a file each, instead of going out."""
EMAIL_HOST, EMAIL_PORT = MAIL.get("EMAIL_HOST", ""), MAIL.get("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.get("EMAIL_HOST_USER") or "", MAIL.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.get("EMAIL_USE_TLS", False), MAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.sender("NEWSROOM_MAIL_FROM", f"newsroom@{ALLOWED_HOSTS[-1]}")
NEWSROOM_DIGEST_AT = env.time_of_day("NEWSROOM_DIGEST_AT", "07:00")
"""When the morning's news goes out, where the newsroom is; None: never."""
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

# Language and time

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("kk", _("Kazakh")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.time_zone("NEWSROOM_TIME_ZONE", "Asia/Almaty")
USE_TZ = True

# Tags are separated by commas alone: "Касым-Жомарт Токаев" is one tag.
TAGGIT_TAGS_FROM_STRING = "articles.models.tag.parse_tags"
TAGGIT_STRING_FROM_TAGS = "articles.models.tag.join_tags"

# What a page may load: everything of its own, nothing of others but a player that a reader asks for.

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [*PLAYERS],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# The desk's editor writes style attributes and needs an import map, which is a script in the page.
DESK_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, NONCE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [NONE],
}

NEWSROOM_LOG = env.choice("NEWSROOM_LOG", "lines", "json")
"""Readable lines, as `journalctl` shows them; or an object a line, where something collects them."""
NEWSROOM_SLOW_QUERY_MS = env.whole("NEWSROOM_SLOW_QUERY_MS", 200, least=1)
NEWSROOM_SLOW_REQUEST_MS = env.whole("NEWSROOM_SLOW_REQUEST_MS", 1_000, least=1)
"""What takes so long is written down."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "newsroom.logs.Line"}, "json": {"()": "newsroom.logs.JsonLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": NEWSROOM_LOG}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "newsroom.work": {"level": "INFO"},
        "newsroom.desk": {"level": "INFO"},
        "_granian": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.request": {"level": "ERROR"},  # a visitor's mistyped address is no event
    },
}
