"""Pages beside the news: about us, contacts, rules, policies."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from js_asset import Media

from articles.admin.body import EXTENSIONS, BodyWidget
from articles.admin.noting import Noted
from articles.admin.site import site
from articles.models import StandingPage
from articles.text.cleaning import clean_page
from articles.text.slugs import slug

LANGUAGES = ("ru", "kk", "en")


class PageWidget(BodyWidget):
    """The story's editor without what stands in stories alone."""

    def get_config(self) -> dict:
        config = super().get_config()
        unwanted = ("NewsCard", "Placeholder")
        kept = {name: options for name, options in config["extensions"].items() if name not in unwanted}
        label = {"label": str(self.attrs.get("aria-label", _("Text")))}
        return config | {"extensions": kept | {"Toolbar": label}}


def page_field(language: str, label: str) -> ProseEditorFormField:
    widget = PageWidget({"lang": language, "aria-label": label})
    return ProseEditorFormField(
        label=capfirst(label),
        widget=widget,
        config={"extensions": EXTENSIONS},
        sanitize=clean_page,
        required=language == "ru",
    )


class StandingPageForm(forms.ModelForm):
    slug = forms.SlugField(
        label=capfirst(_("address")), required=False, help_text=_("Empty: made of the Russian title.")
    )
    text_ru = page_field("ru", _("text in Russian"))
    text_kk = page_field("kk", _("text in Kazakh"))
    text_en = page_field("en", _("text in English"))

    def clean(self) -> dict:
        values = super().clean() or self.cleaned_data
        if "slug" in self.fields and not values.get("slug") and "slug" not in self.errors:
            values["slug"] = slug(values.get("title_ru", ""), length=50)
        return values


@admin.register(StandingPage, site=site)
class StandingPageAdmin(Noted):
    form = StandingPageForm
    list_display = ["title_ru", "slug", "position", "is_shown"]
    list_editable = ["position"]
    change_list_template = "admin/identity/change_list.html"
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["title_ru", "text_ru"]}),
        (_("In Kazakh"), {"fields": ["title_kk", "text_kk"]}),
        (_("In English"), {"fields": ["title_en", "text_en"]}),
        (_("Where it stands"), {"fields": ["slug", "position", "is_shown", "policy"]}),
    ]

    class Media:
        css = {"all": ["desk/site.css"]}

    def get_readonly_fields(self, request: HttpRequest, obj: StandingPage | None = None) -> list[str]:
        """Readers' links keep the address."""
        return ["slug"] if obj else []

    def render_change_form(self, request: HttpRequest, context: dict, *rest, **options) -> HttpResponse:
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *rest, **options)
