"""Who speaks on the site: one row, which a chief keeps."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.noting import Noted
from articles.admin.site import site
from articles.models import Identity
from articles.renditions import Logo, PictureError, make_logo

LARGEST_LOGO = 1_000_000  # bytes
THE_ONE = 1


class IdentityForm(forms.ModelForm):
    logo: Logo | None = None
    new_logo = forms.FileField(
        label=capfirst(_("logo")),
        required=False,
        widget=forms.FileInput({"accept": "image/png,image/webp"}),
        help_text=_("PNG or WebP with a transparent ground; it must be seen on white and on black. At most 1 MB."),
    )
    without_logo = forms.BooleanField(label=_("Show the name instead of the logo"), required=False)

    class Meta:
        widgets = {f"imprint_{code}": forms.Textarea({"rows": 5, "lang": code}) for code in ("ru", "kk", "en")} | {
            f"{what}_{code}": forms.TextInput({"lang": code}) for what in ("name", "tagline") for code in ("kk", "en")
        }

    def clean_new_logo(self):
        """Drawn anew: nothing stays of the file but its pixels."""
        file = self.cleaned_data["new_logo"]
        if not file:
            return None
        if file.size > LARGEST_LOGO:
            raise forms.ValidationError(_("This file is larger than 1 MB."))
        try:
            self.logo = make_logo(file)
        except PictureError as error:
            raise forms.ValidationError(_("This is no PNG or WebP picture.")) from error
        return file

    def save(self, commit: bool = True) -> Identity:
        row = self.instance
        if self.logo:
            row.logo, row.logo_digest, row.logo_width, row.logo_height = self.logo
        elif self.cleaned_data["without_logo"]:
            row.logo, row.logo_digest, row.logo_width, row.logo_height = b"", "", 0, 0
        return super().save(commit)


@admin.register(Identity, site=site)
class IdentityAdmin(Noted):
    form = IdentityForm
    change_form_template = "admin/identity/change_form.html"
    fieldsets = [
        (_("Name of the site"), {"fields": ["name_ru", "name_kk", "name_en"]}),
        (_("Tagline"), {"fields": ["tagline_ru", "tagline_kk", "tagline_en"]}),
        (_("Logo"), {"fields": ["new_logo", "without_logo"]}),
        (_("Publisher and contacts"), {"fields": ["publisher", "address", "mail", "phone"]}),
        (_("Imprint"), {"fields": ["imprint_ru", "imprint_kk", "imprint_en"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Identity | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """There is nothing to list."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:articles_identity_change", args=[THE_ONE]))

    def response_post_save_change(self, request: HttpRequest, obj: Identity) -> HttpResponse:
        return HttpResponseRedirect(request.path)
