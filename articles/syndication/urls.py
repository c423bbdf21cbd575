from django.urls import URLPattern, URLResolver

one_for_all: list[URLPattern | URLResolver] = []
"""Addresses without a language before them."""

urlpatterns: list[URLPattern | URLResolver] = []
"""Addresses in each language: `/…`, `/kk/…`, `/en/…`."""
