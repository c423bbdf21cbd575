"""What readers may see otherwise than before: a row for each deed, read by whoever keeps pages."""

from django.db import models
from django.utils import timezone


class Touch(models.Model):
    """The names that pages bear which a verb has changed, written in its transaction; its id is the order of deeds.

    Kept for longer than any page is: see `publishing/touching.py`.
    """

    at = models.DateTimeField(default=timezone.now)
    names = models.TextField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["at"], name="touch_by_time")]

    def __str__(self) -> str:
        return self.names


class Purge(models.Model):
    """The same names, for one Varnish to throw away: until it has done so, and once more for what was in the making."""

    varnish = models.CharField(max_length=200)
    names = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    is_again = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["due_at"], name="purge_by_time")]

    def __str__(self) -> str:
        return f"{self.varnish}: {self.names}"
