"""The forms of people: whom to invite, and what may be changed of them later."""

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from articles.admin.audit import role_called
from articles.admin.permissions import may_give
from articles.models import Section, User
from articles.publishing.journal import one_line
from articles.publishing.people import CHIEF, LastChief, keep_a_chief
from articles.text.slugs import slug


class RolesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row: Group) -> str:
        return role_name(row)


class PersonForm(forms.ModelForm):
    """`giver` is set by the admin class: who sends the form gives no more than they have."""

    giver: User

    username = forms.CharField(
        label=_("Name to sign in with"), max_length=150, validators=[UnicodeUsernameValidator()], strip=True
    )
    groups = RolesField(Group.objects.order_by("pk"), label=_("Roles"), required=False)
    sections = forms.ModelMultipleChoiceField(
        Section.objects.all(),
        label=_("Sections"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those that an editor answers for; a chief answers for all."),
    )

    class Meta:
        model = User
        fields = ("last_name", "first_name", "email", "username", "desk_language", "groups", "sections")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk and self.instance.pk == self.giver.pk:
            for name in ("groups", "sections"):
                self.fields[name].disabled = True
            self.fields["groups"].help_text = _("Your own roles another chief changes.")

    def clean_first_name(self) -> str:
        return one_line(self.cleaned_data["first_name"], 150)

    def clean_last_name(self) -> str:
        return one_line(self.cleaned_data["last_name"], 150)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if email and self.taken("email", email):
            raise forms.ValidationError(_("Another person has this address already."))
        return email

    def clean_username(self) -> str:
        username = User.normalize_username(self.cleaned_data["username"])
        if self.taken("username", username):
            raise forms.ValidationError(_("Another person signs in with this name already."))
        return username

    def clean_groups(self) -> list[Group]:
        roles = self.cleaned_data["groups"]
        if not may_give(self.giver, roles):
            raise forms.ValidationError(_("Nobody gives roles that may do more than they may themselves."))
        if self.instance.pk and CHIEF not in {role.name for role in roles}:
            try:
                keep_a_chief(without=self.instance)
            except LastChief as refusal:
                raise forms.ValidationError(refusal.messages) from refusal
        return roles

    def taken(self, field: str, value: str) -> bool:
        """Case does not tell people apart; the database folds no Cyrillic, and a newsroom is some hundreds."""
        others = User.objects.exclude(pk=self.instance.pk).values_list(field, flat=True)
        return value.casefold() in {other.casefold() for other in others}


class InvitationForm(PersonForm):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    username = forms.CharField(
        label=_("Name to sign in with"),
        max_length=150,
        required=False,
        validators=[UnicodeUsernameValidator()],
        help_text=_("Empty: made of the e-mail address."),
    )

    def clean_username(self) -> str:
        return super().clean_username() if self.cleaned_data["username"] else self.made_of_the_address()

    def made_of_the_address(self) -> str:
        wanted = slug(self.cleaned_data.get("email", "").partition("@")[0], length=40) or "person"
        names = (wanted if number == 1 else f"{wanted}{number}" for number in range(1, 10_000))
        return next(name for name in names if not self.taken("username", name))


def role_name(role: Group) -> str:
    return role_called(role.name)
