"""Pages that a link in a letter opens: for whoever holds it, kept nowhere, told to nobody."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.pages import bare_page
from articles.reader.responses import View
from subscriptions.tokens import BadToken, ExpiredToken


def by_link(view: View) -> View:
    """No cookie guards the form: its own address is the secret, and a page elsewhere cannot know it.

    A GET may be a mail program's that looks ahead, so only a POST may do something.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        try:
            response = view(request, token)
        except BadToken as error:
            response = refused_link(request, error)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def refused_link(request: HttpRequest, error: BadToken) -> HttpResponse:
    is_old = isinstance(error, ExpiredToken)
    context = {"page": bare_page(get_language()), "is_old": is_old}
    return TemplateResponse(request, "reader/subscribe_link.html", context, status=410 if is_old else 400)
