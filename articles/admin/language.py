"""The language that the desk speaks with each person."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from articles.models import User
from articles.models.names import Language


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """One click in the person's menu; then the page that it was opened on."""
    chosen = request.POST.get("language", "")
    if chosen not in Language.values:
        return HttpResponseBadRequest()
    User.objects.filter(pk=request.user.pk).update(desk_language=chosen)
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/admin/")
    return HttpResponseRedirect(back if is_ours else reverse("admin:index"))
