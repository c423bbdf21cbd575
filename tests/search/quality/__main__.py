"""Shows how well the search answers, in a database of its own: `.venv/bin/python -m tests.search.quality`"""

import os
import sys

import django
from django.core.management.base import OutputWrapper
from django.test.utils import setup_databases, teardown_databases

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests.search.quality.measuring import fill_corpus, measure, table  # noqa: E402 - models need the settings

out = OutputWrapper(sys.stdout)
databases = setup_databases(verbosity=0, interactive=False)
try:
    tallies = measure(fill_corpus())
finally:
    teardown_databases(databases, verbosity=0)
out.write(table(tallies))
for kind, tally in tallies.items():
    for failure in tally.failures:
        out.write(f"{kind}: {failure}")
