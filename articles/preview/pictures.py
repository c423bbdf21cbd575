"""Pictures before there are readers: at the desk, and for whoever was given a preview."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Rendition
from articles.pages.picture_files import may_see, picture_file

AN_HOUR = 3600


@require_safe
def signed_picture(request: HttpRequest, signature: str, name: str) -> HttpResponseBase:
    """The signature is the permission: it was written into a page for somebody who may see it."""
    files = Rendition.objects.kept().filter(name=name).exclude(photo__withdrawn_at__lte=timezone.now())
    if not may_see(signature, name) or not files.exists():
        raise Http404
    response = picture_file(request, name, cached=f"private, max-age={AN_HOUR}")
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
