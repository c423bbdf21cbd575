"""A news site as a good Wagtail developer writes it: front page, sections, and stories under them."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField
from wagtail.images import get_image_model
from wagtail.models import Orderable, Page
from wagtail.search import index

A_PAGE = 24
ON_FRONT, IN_THE_STRIP = 12, 12
IN_A_LIST = [f"format-{format}|fill-{size}" for format in ("webp", "jpeg") for size in ("400x225", "800x450")]
IN_A_STORY = [f"format-{format}|width-{width}" for format in ("webp", "jpeg") for width in (320, 640, 1280)]
IS_PLAIN = settings.WAY == "plain"


class Sections:
    @property
    def sections(self):
        return SectionPage.objects.live().in_menu().order_by("path")


class FrontPage(Sections, Page):
    @property
    def newest(self):
        """With pictures, the first of them."""
        return announced(ArticlePage.objects.live())[:ON_FRONT]

    @property
    def strip(self):
        newest = ArticlePage.objects.live().order_by("-first_published_at")
        return newest if IS_PLAIN else newest.only("title", "url_path", "first_published_at")


class SectionPage(Sections, Page):
    def listed(self, number: str):
        """Once asked: a fragment that is kept asks for nothing."""
        return Paginator(announced(ArticlePage.objects.child_of(self).live()), A_PAGE).get_page(number)

    def get_context(self, request):
        return super().get_context(request) | {"stories": lambda: self.listed(request.GET.get("page"))}


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("ArticlePage", related_name="tagged_items", on_delete=models.CASCADE)


class ArticlePage(Sections, Page):
    lead = models.TextField()
    dateline = models.CharField(max_length=200)
    authors = models.CharField(max_length=500)
    body = RichTextField()
    photo = models.ForeignKey("wagtailimages.Image", models.PROTECT, related_name="+")
    caption = models.TextField()
    credit = models.CharField(max_length=200)
    tags = ClusterTaggableManager(through=ArticleTag)

    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    @property
    def lead_photo(self):
        if IS_PLAIN:
            return self.photo
        return get_image_model().objects.prefetch_renditions(*IN_A_STORY).get(pk=self.photo_id)

    @property
    def related(self):
        if IS_PLAIN:
            return [link.target for link in self.related_links.all() if link.target.live]
        stories = ArticlePage.objects.live().filter(linked_from__article=self)
        return announced(stories, order="linked_from__sort_order")


class RelatedArticle(Orderable):
    article = ParentalKey(ArticlePage, related_name="related_links", on_delete=models.CASCADE)
    target = models.ForeignKey(ArticlePage, models.CASCADE, related_name="linked_from")


def announced(stories, order: str = "-first_published_at"):
    """Stories with what a list shows of them, in three queries."""
    stories = stories.order_by(order)
    if IS_PLAIN:
        return stories
    pictures = models.Prefetch("photo", queryset=get_image_model().objects.prefetch_renditions(*IN_A_LIST))
    return stories.defer("body").prefetch_related(pictures)
