"""The form of a photo that the library has: its words, its rights and its credit can be mended."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.admin.inputs import MomentField
from articles.models import Photo

LINES = ("caption", "alt", "usage_terms")


class PhotoForm(forms.ModelForm):
    taken_at = MomentField(label=_("Taken at"), required=False)
    licence_url = forms.URLField(label=_("Licence"), required=False, assume_scheme="https")
    usage_until = MomentField(label=_("May be used until"), required=False)

    class Meta:
        model = Photo
        fields = ()  # the admin class names them
        widgets = {name: forms.Textarea({"rows": 2}) for name in LINES}
