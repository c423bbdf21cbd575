"""How many queries each page makes: paths as a JSON list on standard input, numbers as one on standard output."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")
django.setup()


from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def main() -> None:
    client, counts = Client(SERVER_NAME="127.0.0.1"), []
    for path in json.load(sys.stdin):
        client.get(path)  # the first fills caches
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200, path
        counts.append(len(captured))
    json.dump(counts, sys.stdout)


if __name__ == "__main__":
    main()
