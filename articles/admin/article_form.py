"""The form of a story: one page to write on, and beside it all that the page needs to be published."""

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles.admin.body import BodyField
from articles.admin.inputs import MomentField, NamedField, NumberField, PhotoField
from articles.admin.ordered import BylinesField, RelatedField
from articles.admin.photo_choosing import refuse_unusable
from articles.admin.rescue import put_into
from articles.admin.tag_input import TagsField
from articles.models import Article, Photo, Place, Section, Sitting, Version
from articles.models.edition import Change
from articles.publishing import PublishingError, Unreasoned
from articles.publishing.findings import LONG_HEADLINE, LONGEST_HEADLINE

LATER = [(value, label) for value, label in Change.choices if value != Change.FIRST]
WAITING = [("replace", _("put this text out instead of it")), ("keep", _("show this text until its time"))]

LONGEST_LEAD = 3_000
LONGEST_BODY = 500_000
"""Of its markup: a hundred pages in print."""


def textarea(rows: int = 1, **attrs) -> forms.Textarea:
    return forms.Textarea({"rows": rows, **attrs})


def counted(most: int | None = None, *, warns: int) -> dict:
    """A field whose letters are counted: from `warns` on it is long, beyond `most` it is refused."""
    return {"data-warns": warns} | ({"data-counts": most} if most else {})


class ArticleForm(forms.ModelForm):
    """Set by the admin class: `user`, whose form it is; `refusal`, why a verb has just refused; `rescued`, text that
    was typed and not saved."""

    user = None
    refusal: PublishingError | None = None
    rescued: Sitting | None = None

    version = NumberField(required=False, widget=forms.HiddenInput)
    headline = forms.CharField(
        label=_("Headline"),
        max_length=LONGEST_HEADLINE,
        error_messages={"required": _("Write a headline: what happened, in one line.")},
        widget=textarea(placeholder=_("Headline"), **counted(LONGEST_HEADLINE, warns=LONG_HEADLINE)),
    )
    lead = forms.CharField(
        label=_("Lead"),
        required=False,
        max_length=LONGEST_LEAD,
        widget=textarea(2, placeholder=_("The lead: what happened, in a sentence or two"), **counted(warns=300)),
    )
    body = BodyField(label=_("Text of the story"), required=False, max_length=LONGEST_BODY)
    section = NamedField(Section.objects.all(), label=_("Section"), required=False)
    tags = TagsField(label=_("Tags"), required=False, help_text=_("Parted by commas."))
    photo = PhotoField(Photo.objects.all(), label=_("Lead photo"), required=False)
    place = forms.ModelChoiceField(Place.objects.prefetch_related("names"), label=_("Place"), required=False)
    breaking_until = MomentField(label=_("Breaking until"), required=False)
    bylines = BylinesField(label=_("Bylines"), required=False)
    related = RelatedField(
        label=_("Related news"), required=False, help_text=_("Empty places are filled by the closest stories.")
    )
    publish_at = MomentField(label=_("Publish at"), required=False, help_text=_("Empty: now."))
    until = MomentField(label=_("Show until"), required=False, help_text=_("Empty: for good."))
    embargo_until = MomentField(label=_("Embargo until"), required=False)
    change = forms.ChoiceField(label=_("What has changed"), choices=LATER, required=False, initial=Change.UPDATE)
    note = forms.CharField(
        label=_("Note to readers"),
        required=False,
        widget=textarea(2),
        help_text=_("What was corrected, in public words."),
    )
    reason = forms.CharField(
        label=_("Why the warnings are passed over"),
        required=False,
        widget=textarea(2),
        help_text=_("For the newsroom alone: it stands in the story's history."),
    )
    waiting = forms.ChoiceField(
        label=_("Another edition waits. Publishing now, this text shall"),
        choices=WAITING,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Article
        fields = ()  # the admin class names them, for each person
        widgets = {
            "short_headline": textarea(**counted(110, warns=70)),
            "seo_title": textarea(**counted(110, warns=70)),
            "photo_caption": textarea(2, **counted(warns=300)),
            "photo_alt": textarea(2, **counted(warns=150)),
            "source": textarea(),
            "editors_note": textarea(3),
            "embargo_reason": textarea(),
            "dateline_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.order_fields(["version"])  # text and photo are judged by the version that the form began with
        for name in ("headline", "lead", "body"):
            self.fields[name].widget.attrs.pop("maxlength", None)  # a browser would cut a longer one without a word
        for name in ("photo", "body"):
            self.fields[name].widget.may_upload = self.user.has_perm("articles.add_photo")
        article = self.instance
        if article.pk:
            self.initial |= {
                "version": article.version,
                "bylines": [(byline.author_id, byline.role) for byline in article.bylines.all()],
                "related": [link.target_id for link in article.related_links.all()],
            }
            self.initial |= asked_before(self.asked)
        else:
            self.initial |= {"bylines": [], "related": []}
            self.initial.setdefault("language", self.user.desk_language)
            self.initial.setdefault("dateline_agency", settings.NEWSROOM_AGENCY)
            self.fields["headline"].widget.attrs["autofocus"] = True
        if self.rescued:
            put_into(self, self.rescued)

    def _get_validation_exclusions(self) -> set[str]:
        """What was chosen from rows of the database was found there: the model need not look again."""
        return super()._get_validation_exclusions() | {"section", "photo", "place"}

    def _post_clean(self) -> None:
        """Where it comes back, whose story it is stays as saved: who moves it away still has it open."""
        section = self.instance.section_id
        super()._post_clean()
        if self.errors:
            self.instance.section_id = section

    def clean_photo(self) -> Photo | None:
        """One that may not be used is no choice; a story that has it already is told when it is to be published."""
        photo = self.cleaned_data["photo"]
        if photo and photo.pk not in (self.initial.get("photo"), self.photo_began_with()):
            refuse_unusable(photo)
        return photo

    def clean_body(self) -> str:
        """A text that nobody touched stays as it is, byte by byte."""
        sent = self.data.get(self.add_prefix("body"), "").replace("\r\n", "\n")
        return sent if sent in (self.instance.body, self.body_began_with()) else self.cleaned_data["body"]

    def body_began_with(self) -> str | None:
        """Of the version that the form started from, where it is not the newest any more."""
        began = self.version_began_with()
        return began.values_list("body", flat=True).first() if began is not None else None

    def version_began_with(self) -> QuerySet[Version] | None:
        number = self.cleaned_data.get("version")
        if not self.instance.pk or number is None or number == self.instance.version:
            return None
        return self.instance.versions.filter(number=number)

    def photo_began_with(self) -> int | None:
        began = self.version_began_with()
        return began.values_list("content__photo", flat=True).first() if began is not None else None

    def clean_language(self) -> str:
        language = self.cleaned_data["language"]
        if "language" not in self.changed_data:
            return language
        others = Article.objects.filter(group=self.instance.group, language=language).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(_("This story has a version in that language already."))
        return language

    def clean(self) -> dict:
        for message in self.refusal.messages if self.refusal else ():
            self.add_error(None, message)
        if isinstance(self.refusal, Unreasoned) and "reason" in self.fields:
            self.add_error("reason", _("You may pass over this, and say why:"))
        cleaned = super().clean()
        if cleaned.get("embargo_until") and not cleaned.get("embargo_reason", "").strip():
            self.add_error("embargo_reason", _("Say who asked for the embargo, or why."))
        return cleaned


def asked_before(typed: QueryDict) -> dict:
    """What was typed for the publication before saving or previewing. Twin: `saving.asked`."""
    moments = {name: [typed.get(f"{name}_0", ""), typed.get(f"{name}_1", "")] for name in ("publish_at", "until")}
    words = {name: typed[name] for name in ("change", "note", "waiting", "reason") if typed.get(name)}
    return {name: moment for name, moment in moments.items() if any(moment)} | words
