"""What the search dialogs show: at most twenty photos, stories or authors, as a list that a script walks."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from articles.text.cleaning import strip_control

MOST = 20


class Chosen(admin.ModelAdmin):
    """For an admin class whose rows a dialog offers: says `choices`, the template of one, and who may choose."""

    choice_template = ""
    choose_permission = ""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.choose))
        name = f"{self.opts.app_label}_{self.opts.model_name}_choose"
        return [path("choose/", view, name=name), *super().get_urls()]

    def choose(self, request: HttpRequest) -> TemplateResponse:
        if not request.user.has_perm(self.choose_permission):
            raise PermissionDenied
        found = self.choices(request, strip_control(request.GET.get("q", ""))[:200].strip())
        context = {"choices": found[:MOST], "has_more": len(found) > MOST, "choice": self.choice_template}
        return TemplateResponse(request, "admin/choosing.html", context)

    def choices(self, request: HttpRequest, q: str) -> list:
        """One more than is shown tells that there are more."""
        raise TypeError(f"{type(self).__name__} says no choices")
