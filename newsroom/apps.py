"""Wiring as an application, so that its system checks run."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
