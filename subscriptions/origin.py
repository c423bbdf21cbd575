"""Whether a form was sent from a page of ours."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Another site made the visitor's browser send it, by what browsers say themselves.

    The form has no token of its own, so that its page is the same for everyone. That is enough here: there is no
    session to misuse, and all that a forged form could bring about is a letter that asks. A program that says neither
    header is no visitor's browser; it is counted like everyone.
    """
    site, origin = request.headers.get("Sec-Fetch-Site", ""), request.headers.get("Origin", "")
    if site:
        return site not in ("same-origin", "none")
    return origin != "" and host_of(origin) != request.get_host().lower()


def host_of(origin: str) -> str:
    """With its port; "" for `null` and for nonsense."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
