"""Writes fixtures/seed.json in a database of its own: `.venv/bin/python -m tests.demo`"""

import os

import django
from django.test.utils import setup_databases, teardown_databases

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests.demo.making import FIXTURE, make_seed  # noqa: E402 - models need the settings

databases = setup_databases(verbosity=0, interactive=False)
try:
    FIXTURE.write_text(make_seed())
finally:
    teardown_databases(databases, verbosity=0)
