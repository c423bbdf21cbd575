"""What the desk says after a redirect: in a cookie, without a query, as long as it fits into one."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage


class OwnCookie(CookieStorage):
    """Signed, and named as the site's other cookies are."""

    cookie_name = f"{settings.OVER_TLS}messages"


class Storage(FallbackStorage):
    storage_classes = (OwnCookie, *FallbackStorage.storage_classes[1:])
