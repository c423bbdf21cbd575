"""The same said of many photos at once: credit, words, terms, until when. Each is noted down by itself."""

import re

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.admin.inputs import LineField, MomentField
from articles.admin.ordered import is_id
from articles.admin.photo_form import LINES
from articles.admin.photo_losing import warn_of_loss
from articles.admin.thumbnails import with_thumbnails
from articles.models import Photo
from articles.publishing import describe_photo

MOST = 200
"""Photos at once: two seconds of work."""


class DescribeForm(forms.ModelForm):
    """What is left empty stays as it is."""

    usage_until = MomentField(label=_("May be used until"), required=False)
    embargo_until = MomentField(label=_("Embargo until"), required=False)

    class Meta:
        model = Photo
        fields = (
            "creator",
            "agency",
            "credit_line",
            "copyright_notice",
            "caption",
            "usage_terms",
            "usage_until",
            "embargo_until",
            "city",
        )
        widgets = {name: forms.Textarea({"rows": 3}) for name in ("caption", "usage_terms")}
        field_classes = dict.fromkeys(LINES, LineField)

    def clean(self) -> dict:
        self.said = {name: value for name, value in self.cleaned_data.items() if re.search(r"\w", str(value or ""))}
        if not self.said and not self.errors:
            raise forms.ValidationError(_("Fill in what is to be said of these photos."))
        return self.cleaned_data

    def _post_clean(self) -> None:
        """No photo is made of this form: the rules of a whole row are not asked."""


class PhotoDescribing(admin.ModelAdmin):
    """For the admin class of photos."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.describe_view))
        return [path("describe/", view, name="articles_photo_describe"), *super().get_urls()]

    def describe_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("articles.change_photo"):
            raise PermissionDenied
        photos = picked(request)
        if not photos:
            messages.warning(request, _("Pick photos first."))
            return HttpResponseRedirect(back(request))
        form = DescribeForm(request.POST if "step" in request.POST else None, label_suffix="")
        if not form.is_valid():
            return self.describing_page(request, form, photos)
        changed = sum(describe_photo(photo.pk, by=request.user, **form.said) for photo in photos)
        said = ngettext("%(number)s photo was changed.", "%(number)s photos were changed.", changed)
        messages.success(request, said % {"number": changed})
        if {"embargo_until", "usage_until"} & form.said.keys():
            ids = ",".join(str(photo.pk) for photo in photos)
            warn_of_loss(request, picked(request), f"{reverse('admin:articles_photo_changelist')}?id={ids}")
        return HttpResponseRedirect(back(request))

    def describing_page(self, request: HttpRequest, form: DescribeForm, photos: list[Photo]) -> TemplateResponse:
        context = self.admin_site.each_context(request) | {
            "title": _("Describe the picked photos"),
            "opts": self.opts,
            "form": form,
            "photos": with_thumbnails(photos),
            "back": back(request),
        }
        return TemplateResponse(request, "admin/photos/describe.html", context)


def picked(request: HttpRequest) -> list[Photo]:
    sent = [int(each) for each in request.POST.getlist("photo") if is_id(each)]
    return list(Photo.objects.filter(pk__in=sent[:MOST]))


def back(request: HttpRequest) -> str:
    """The wall as it was narrowed when photos were picked."""
    return f"{reverse('admin:articles_photo_changelist')}?{request.GET.urlencode()}".rstrip("?")
