"""The same bytes for whatever is asked, by a Django view without any middleware: settings, addresses and view."""

import os
from pathlib import Path

from django.http import HttpResponse
from django.urls import re_path

SECRET_KEY = "only for a bench " * 4
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bare_django"
MIDDLEWARE: list[str] = []
BODY = Path(os.environ["BARE_BODY"]).read_bytes()


def bare(request):
    return HttpResponse(BODY)


urlpatterns = [re_path("", bare)]
