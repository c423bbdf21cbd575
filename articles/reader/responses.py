"""What every public page has in common: GET and HEAD, asked again each time, answered 304 when nothing changed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from articles.pages.naming import name

View = Callable[..., HttpResponse]
LONGEST = timedelta(hours=1)
"""No page is kept longer in any case."""


def public_page(view: View) -> View:
    """For views that touch no session and no user. What a page depends on is named on its answer."""

    @require_safe
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        page = (getattr(response, "context_data", None) or {}).get("page")
        if page:
            name(response, page.names)
        patch_cache_control(response, no_cache=True)
        return response

    return answer


def kept_until(moment: datetime, response: HttpResponse) -> HttpResponse:
    """From that moment on the page says something else: whoever keeps pages makes it anew then."""
    left = moment - timezone.now()
    if left < LONGEST:
        response["Surrogate-Control"] = f"max-age={max(int(left.total_seconds()), 0)}"
    return response
