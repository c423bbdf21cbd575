"""What the production server runs."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom import patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

patience.seconds = patience.AT_THE_WEB
application = get_wsgi_application()
