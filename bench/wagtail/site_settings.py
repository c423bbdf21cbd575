"""What `wagtail start` sets for production, in one file, and the caches that Wagtail's own notes on performance advise.

WAGTAIL_WAY says how the pages are written: plain as its tutorial teaches, tuned, or tuned and kept in fragments.
"""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ["WAGTAIL_DATA"])
WAY = os.environ.get("WAGTAIL_WAY", "tuned")

DEBUG = False
SECRET_KEY = "only for a bench " * 4
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
ROOT_URLCONF = "site_urls"
INSTALLED_APPS = [
    "news",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
WAYS = {"plain": ["plain"], "tuned": ["plain"], "cached": ["cached", "", "plain"]}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "news" / "templates" / each for each in WAYS[WAY]],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "wagtail.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
IN_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
CACHES = {"default": IN_MEMORY | {"LOCATION": "default"}}
if WAY != "plain":
    CACHES["renditions"] = IN_MEMORY | {"LOCATION": "renditions", "TIMEOUT": None}
STATIC_ROOT, STATIC_URL = DATA / "static", "/static/"
MEDIA_ROOT, MEDIA_URL = DATA / "media", "/media/"
LANGUAGE_CODE, TIME_ZONE, USE_TZ = "ru", "Asia/Almaty", True
WAGTAIL_SITE_NAME = "News"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
