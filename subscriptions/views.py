"""Where readers subscribe: find, decide, render."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language

from articles.reader.responses import public_page
from subscriptions.pages import subscribe_page


@public_page
def subscribe(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "reader/subscribe.html", {"page": subscribe_page(get_language())})
