"""The form of a photo: the file is asked for once, the words and the credit can be mended."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.admin.inputs import MomentField
from articles.models import Photo
from articles.publishing import PublishingError

LINES = ("caption", "alt", "usage_terms")


class PhotoForm(forms.ModelForm):
    """`refusal` is set by the admin class: why the picture was not taken in."""

    refusal: PublishingError | None = None

    file = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": _("Choose a picture."), "empty": _("This file is empty.")},
        help_text=_("JPEG, PNG or WebP, as it came from the camera or the agency."),
    )
    taken_at = MomentField(label=_("Taken at"), required=False)
    licence_url = forms.URLField(label=_("Licence"), required=False, assume_scheme="https")
    usage_until = MomentField(label=_("May be used until"), required=False)

    class Meta:
        model = Photo
        fields = ()  # the admin class names them
        widgets = {name: forms.Textarea({"rows": 2}) for name in LINES}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            del self.fields["file"]

    def clean(self) -> dict:
        for message in self.refusal.messages if self.refusal else ():
            self.add_error("file" if "file" in self.fields else None, message)
        return super().clean()
