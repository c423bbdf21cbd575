"""JSON that keeps Cyrillic letters as they are."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class ReadableEncoder(DjangoJSONEncoder):
    """On SQLite Django writes a Cyrillic letter as six bytes; this writes the letter."""

    def __init__(self, **options):
        super().__init__(**(options | {"ensure_ascii": False}))


class ReadableJSONField(models.JSONField):
    def __init__(self, *args, **options):
        super().__init__(*args, **({"encoder": ReadableEncoder} | options))
