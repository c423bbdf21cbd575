"""Where readers subscribe, confirm, choose anew and leave: find, decide, render."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from articles.pages import bare_page
from articles.reader.responses import public_page
from subscriptions import subscribing
from subscriptions.limits import TooOften, refuse_busy_visitor
from subscriptions.links import by_link
from subscriptions.origin import is_from_elsewhere
from subscriptions.pages import choose_page, confirm_page, leave_page, subscribe_page
from subscriptions.subscribing import ask_back, choose_anew
from subscriptions.tokens import CHOOSE, LEAVE, Wish, choose_token, subscriber_by, wish_of


@csrf_exempt  # the page is the same for everyone, and so has no token: see `is_from_elsewhere`
def subscribe(request: HttpRequest) -> HttpResponse:
    return ask(request) if request.method == "POST" else offer(request)


@public_page
def offer(request: HttpRequest) -> HttpResponse:
    page = subscribe_page(section=request.GET.get("section", ""))
    return TemplateResponse(request, "reader/subscribe.html", {"page": page})


@cache_control(private=True, no_store=True)
def ask(request: HttpRequest) -> HttpResponse:
    if is_from_elsewhere(request):
        return notice(request, "subscribe_elsewhere", status=HTTPStatus.FORBIDDEN)
    page = subscribe_page(data=request.POST)
    if page.form is None:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if not page.form.is_valid():
        return TemplateResponse(request, "reader/subscribe.html", {"page": page}, status=HTTPStatus.BAD_REQUEST)
    return answer_to(request, page.form.wish(page.form.cleaned_data["address"]))


def answer_to(request: HttpRequest, wish: Wish) -> HttpResponse:
    """The same whether or not the address is known, and whether or not a letter goes out this time."""
    try:
        refuse_busy_visitor(request)
        ask_back(wish)
    except TooOften as error:
        response = notice(request, "subscribe_often", status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = int(error.after.total_seconds())
        return response
    return notice(request, "subscribe_sent", address=wish.address)


@by_link
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    wish = wish_of(token)
    if request.method == "POST":
        subscriber = subscribing.subscribe(wish)
        return notice(request, "subscribe_confirmed", wish=wish, choose=choose_token(subscriber))
    return TemplateResponse(request, "reader/subscribe_confirm.html", {"page": confirm_page(wish, token)})


@by_link
def choose(request: HttpRequest, token: str) -> HttpResponse:
    subscriber = subscriber_by(token, CHOOSE)
    if subscriber is None:
        return notice(request, "subscribe_left", status=HTTPStatus.GONE)
    page = choose_page(subscriber, token, data=request.POST if request.method == "POST" else None)
    if not page.form.is_valid():
        status = HTTPStatus.BAD_REQUEST if page.form.is_bound else HTTPStatus.OK
        return TemplateResponse(request, "reader/subscribe_choose.html", {"page": page}, status=status)
    if not choose_anew(subscriber, page.form.wish(subscriber.address)):
        return notice(request, "subscribe_left", status=HTTPStatus.GONE)
    return notice(request, "subscribe_chosen", choose=token)


@by_link
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """A mail provider's one click (RFC 8058) is the same POST as the button's: nothing it sends is read."""
    subscriber = subscriber_by(token, LEAVE)
    if request.method == "POST":
        subscribing.leave(subscriber)
    if request.method == "POST" or subscriber is None:
        return notice(request, "subscribe_left")
    return TemplateResponse(request, "reader/subscribe_leave.html", {"page": leave_page(subscriber, token)})


def notice(request: HttpRequest, name: str, *, status: int = HTTPStatus.OK, **said) -> HttpResponse:
    context = said | {"page": bare_page(get_language())}
    return TemplateResponse(request, f"reader/{name}.html", context, status=status)
