"""What a reader fills in: where to, in which language, which news."""

import re
from typing import Any, Self, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

from articles.pages.frame import TONGUES
from subscriptions.models.mailing import Kind
from subscriptions.tokens import Wish

LONGEST = 254  # RFC 5321, 4.5.3.1.3, without the brackets
ORDINARY = re.compile(r"[0-9A-Za-z_][!#-~]*@[0-9A-Za-z.-]+\.[0-9A-Za-z-]+")
NOT_AN_ADDRESS = _("This is not a mail address.")


class MailAddress(forms.EmailField):
    """Folded, so that one letter box is one subscriber; only such as ordinary mail servers take."""

    default_error_messages = {"invalid": NOT_AN_ADDRESS, "required": _("Write your mail address.")}

    def clean(self, value: Any) -> str:
        """No quoted name, no number for a host, no letters that only look Latin; the domain as DNS has it.

        A name begins with a letter, a digit or "_": with another sign a table program may take it for a formula.
        """
        typed = super().clean(value)
        name, _at, host = typed.rpartition("@")
        try:
            plain = f"{name}@{punycode(host)}"
        except UnicodeError as error:
            raise ValidationError(NOT_AN_ADDRESS, code="invalid") from error
        if not ORDINARY.fullmatch(plain) or len(plain) > LONGEST:
            raise ValidationError(NOT_AN_ADDRESS, code="invalid")
        return plain.lower()


class ChoiceForm(forms.Form):
    """Which news, in which language. `sections` are those that may be chosen, by id."""

    kinds = forms.MultipleChoiceField(
        label=_("What to send"),
        choices=[
            (Kind.DIGEST, _("The morning digest: the day's main news, once a day")),
            (Kind.BREAKING, _("Breaking news: at once, and only what matters most")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    sections = forms.TypedMultipleChoiceField(
        label=_("Sections of the morning digest"),
        help_text=_("None ticked: all of them."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("Language"), choices=list(TONGUES.items()), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None = None, *, sections: list[tuple[int, str]], **kwargs: Any):
        super().__init__(data, label_suffix="", **kwargs)
        cast(forms.ChoiceField, self.fields["sections"]).choices = sections

    @classmethod
    def of(cls, wish: Wish, **kwargs: Any) -> Self:
        """With what is chosen already."""
        kinds = [Kind.DIGEST] * wish.wants_digest + [Kind.BREAKING] * wish.wants_breaking
        return cls(initial={"kinds": kinds, "sections": wish.sections, "language": wish.language}, **kwargs)

    def wish(self, address: str) -> Wish:
        """Of a form that is valid."""
        said = self.cleaned_data
        return Wish(
            address=address,
            language=said["language"],
            wants_digest=Kind.DIGEST in said["kinds"],
            wants_breaking=Kind.BREAKING in said["kinds"],
            sections=tuple(said["sections"]),
        )


class WishForm(ChoiceForm):
    address = MailAddress(
        label=_("Mail address"),
        max_length=LONGEST,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
    )
