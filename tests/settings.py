"""The site's own settings on a machine made for tests: nothing is read from `.env`, nothing written outside."""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="newsroom-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

for name in [name for name in os.environ if name.startswith("NEWSROOM_") or name in ("REDIS_URL", "EMAIL_URL")]:
    del os.environ[name]
os.environ |= {
    "NEWSROOM_ENV_FILE": os.devnull,
    "NEWSROOM_LOCAL": "true",
    "NEWSROOM_SECRET_KEY": "only-for-tests-" * 5,
    "NEWSROOM_DATA": FOLDER,
    "NEWSROOM_PAGE_MEGABYTES": "0",  # pages are made anew for each test: see test_caching
}

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # the real one: see test_sign_in
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: the browser tests' server has connections of its own.
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER}/test.sqlite3"}
