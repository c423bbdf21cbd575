"""Many stories, and what the desk costs with them: `python -m bench.fill 100000`, then `python -m bench.desk`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()
