"""Pages beside the news: about the newsroom, and what stands under it. They hold no story's text."""

from dataclasses import dataclass
from textwrap import shorten

from django.shortcuts import get_object_or_404
from django.utils import timezone

from articles.models import Identity, StandingPage
from articles.pages.addresses import absolute
from articles.pages.frame import TONGUES, Page, Tongue, address, framed
from articles.text.markup import parse


@dataclass(kw_only=True)
class AboutPage(Page):
    """`spoken` is the language of the imprint: Russian where there is none in the page's own."""

    imprint: str
    spoken: str


@dataclass(kw_only=True)
class TextPage(Page):
    """`text` is clean HTML in the language `spoken`: Russian where there is none in the page's own."""

    title: str
    text: str
    spoken: str
    slug: str

    @property
    def description(self) -> str:
        """How the text begins."""
        words = "".join(token if isinstance(token, str) else " " for token in parse(self.text))
        return shorten(words, 160, placeholder="…") or self.title

    @property
    def canonical(self) -> str:
        """Read in Russian under another language's address, it is still the Russian page."""
        return absolute(address("standing", self.slug, language=self.spoken))

    @property
    def alternates(self) -> list[Tongue]:
        return super().alternates if self.spoken == self.language else []


def about_page(language: str) -> AboutPage:
    """Two queries."""
    identity = Identity.objects.first() or Identity()
    everywhere = {code: address("about", language=code) for code in TONGUES}
    return AboutPage(
        **framed(language, everywhere[language], at=timezone.now(), same=everywhere),
        names=frozenset(),
        imprint=identity.said("imprint", language),
        spoken=language if getattr(identity, f"imprint_{language}") else "ru",
    )


def text_page(slug: str, language: str) -> TextPage:
    """Two queries. 404 for what is not shown."""
    found = get_object_or_404(StandingPage.objects.shown(), slug=slug)
    spoken = found.spoken(language)
    same = {code: address("standing", slug, language=code) for code in TONGUES if found.spoken(code) == code}
    return TextPage(
        **framed(language, address("standing", slug, language=language), at=timezone.now(), same=same),
        names=frozenset(),
        title=getattr(found, f"title_{spoken}") or found.title_ru,
        text=getattr(found, f"text_{spoken}"),
        spoken=spoken,
        slug=slug,
    )
