"""The body's field: one list of extensions says what the editor offers and what the server keeps of what it gets."""

import json
import re

import nh3
from django.urls import reverse
from django.utils.translation import gettext as _
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget, importmap
from js_asset import ImportMap, Media, Script

from articles.text.addresses import link, web_address
from articles.text.cards import words_by_photo
from articles.text.cleaning import UNSEEN, strip_control

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Link": {"enableTarget": False},
    "Menu": False,  # the toolbar is ours
    "NoSpellCheck": False,
}
CARD_DATA = ("kind", "id", "ids", "url", "caption", "alt", "captions", "alts", "title")

MODULES = (
    "chooser",
    "dialog",
    "dom",
    "editor/arrangement",
    "editor/card",
    "editor/cardpreviews",
    "editor/cardview",
    "editor/extensions",
    "editor/links",
    "editor/lists",
    "editor/pasting",
    "editor/quotation",
    "editor/toolbar",
    "editor/tools",
    "editor/wordlists",
    "icons",
    "words",
)
"""In the import map, so that each is loaded under the name that the static storage gave it."""


def desk_modules(*names: str) -> ImportMap:
    return ImportMap({f"desk/{name}": f"desk/{name}.js" for name in names})


TAG = re.compile("<[a-zA-Z/!]")


class BodyWidget(AdminProseEditorWidget):
    """`may_upload`: the wall of photos has a way to where they come in."""

    may_upload = False

    @property
    def media(self) -> Media:
        """The library's own, without its icons and its dress for the admin."""
        return Media(
            importmap=importmap | desk_modules(*MODULES),
            css={"all": ["django_prose_editor/editor.css", "desk/editor.css", "desk/dialog.css", "desk/wall.css"]},
            js=[Script("django_prose_editor/configurable.js", type="module")],
        )

    def get_config(self) -> dict:
        stories, photos = reverse("admin:articles_article_choose"), reverse("admin:articles_photo_choose")
        extensions = expand_extensions(EXTENSIONS)
        extensions |= {
            "Link": {"enableTarget": False, "stories": stories},
            "NewsCard": {
                "photos": photos,
                "stories": stories,
                "previews": reverse("admin:articles_article_cards"),
                "upload": reverse("admin:articles_photo_add") if self.may_upload else "",
            },
            "Arrangement": True,
            "Pasting": True,
            "Placeholder": {"placeholder": _("The story. Photos and cards stand between its paragraphs.")},
            "Toolbar": {"label": _("Text of the story")},
        }
        return {"extensions": extensions, "js_modules": ["desk/editor/extensions"]}


class BodyField(ProseEditorFormField):
    def __init__(self, **options):
        config = {"extensions": EXTENSIONS}
        super().__init__(widget=BodyWidget, config=config, sanitize=clean_body, strip=False, **options)


def clean_body(html: str) -> str:
    """What the editor could have made, and no more. Freezing cleans once more, to what readers may get.

    Without scripts a text comes without markup: its empty lines part its paragraphs.
    """
    cleaned = _cleaner.clean(strip_control(html.replace("\r\n", "\n"))).replace("&nbsp;", "\u00a0")
    if not TAG.search(cleaned):
        cleaned = "".join(f"<p>{part}</p>" for part in re.split(r"(?:\n[ \t]*){2,}", cleaned.strip()) if part)
    return _without_empty_ends(cleaned)


def _without_empty_ends(html: str) -> str:
    """The editor keeps an empty paragraph under a card that ends the text."""
    html = html.strip()
    while html.endswith("<p></p>"):
        html = html.removesuffix("<p></p>").rstrip()
    return html


def _kept(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return link(value)
    if name == "data-url":
        address = web_address(value)
        return address.url if address else None
    if name in ("data-id", "data-ids"):
        return value if all(part.isdecimal() and part.isascii() for part in value.split(",")) else None
    if name in ("data-captions", "data-alts"):
        words = words_by_photo(value)
        return json.dumps(words, ensure_ascii=False, separators=(",", ":")) if words else None
    return value


def _make_cleaner() -> nh3.Cleaner:
    rules = allowlist_from_extensions(EXTENSIONS)
    attributes = rules["attributes"] | {
        "a": {"href"},
        "ol": set(),
        "blockquote": {"data-speaker", "data-source"},
        "news-card": {f"data-{name}" for name in CARD_DATA},
    }
    return nh3.Cleaner(
        tags=rules["tags"] | {"news-card"},
        attributes=attributes,
        attribute_filter=_kept,
        clean_content_tags=set(UNSEEN),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


_cleaner = _make_cleaner()
