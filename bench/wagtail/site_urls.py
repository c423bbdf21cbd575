"""As `wagtail start` lays them out; readers' part alone."""

from django.urls import include, path
from news.views import search
from wagtail import urls

urlpatterns = [path("search/", search, name="search"), path("", include(urls))]
