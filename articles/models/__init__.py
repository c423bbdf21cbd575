"""The nouns: one a file, each with its queryset. No request, template or mail."""

from articles.models.article import Article
from articles.models.author import Author, Byline
from articles.models.edition import Edition
from articles.models.event import Event
from articles.models.identity import Identity
from articles.models.photo import Photo
from articles.models.photouse import PhotoUse
from articles.models.place import Place, PlaceName
from articles.models.placement import Placement
from articles.models.previewlink import PreviewLink
from articles.models.redirect import Redirect
from articles.models.related import RelatedLink
from articles.models.rendition import Rendition
from articles.models.section import Section
from articles.models.sitting import Sitting
from articles.models.slot import Slot
from articles.models.standingpage import StandingPage
from articles.models.tag import Tag, TagAlias, TaggedArticle
from articles.models.touch import Purge, Touch
from articles.models.user import User
from articles.models.version import Version

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Edition",
    "Event",
    "Identity",
    "Photo",
    "PhotoUse",
    "Place",
    "PlaceName",
    "Placement",
    "PreviewLink",
    "Purge",
    "Redirect",
    "RelatedLink",
    "Rendition",
    "Section",
    "Sitting",
    "Slot",
    "StandingPage",
    "Tag",
    "TagAlias",
    "TaggedArticle",
    "Touch",
    "User",
    "Version",
]
