"""A story in the newsroom's other languages: where they are, beginning one, and what the original says since."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.permissions import may_translate, may_write
from articles.models import Article, User
from articles.models.names import Language
from articles.publishing import PublishingError, catch_up, translate


class News(NamedTuple):
    """What the original says since the translator has seen it: `address` shows both side by side."""

    original: Article
    address: str


class Translations(NamedTuple):
    """`missing` are languages that this person may begin; `news` is None where nothing has changed."""

    stories: list[Article]
    missing: list[tuple[str, str]]
    news: News | None


class TranslatingAdmin(admin.ModelAdmin):
    """For the admin class of stories."""

    def get_urls(self) -> list[URLPattern]:
        pages = {"translate": self.translate_view, "caught-up": self.caught_up_view}
        return [
            path(
                f"<int:article_id>/{name}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"articles_article_{name.replace('-', '_')}",
            )
            for name, view in pages.items()
        ] + super().get_urls()

    def translate_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = self.story_or_404(request, article_id)
        if not may_translate(request.user, article):
            raise PermissionDenied
        try:
            draft = translate(article, language=request.POST.get("language", ""), by=request.user)
        except PublishingError as refusal:
            return self.refused(request, article, refusal)
        messages.success(request, _("Here is the draft to translate in."))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[draft.pk]))

    def caught_up_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        article = self.story_or_404(request, article_id)
        if not may_write(request.user, article):
            raise PermissionDenied
        try:
            catch_up(article, by=request.user)
        except PublishingError as refusal:
            return self.refused(request, article, refusal)
        messages.success(request, _("The translation says what the original says."))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def story_or_404(self, request: HttpRequest, article_id: int) -> Article:
        article = self.get_object(request, str(article_id))
        if article is None:
            raise Http404
        return article

    def refused(self, request: HttpRequest, article: Article, refusal: PublishingError) -> HttpResponse:
        for message in refusal.messages:
            messages.error(request, message)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue=None) -> HttpResponse:
        """A new story may begin in several languages at once."""
        for language in dict.fromkeys(request.POST.getlist("translate_to")):
            if language in Language.values and language != obj.language and may_translate(request.user, obj):
                translate(obj, language=language, by=request.user)
        return super().response_add(request, obj, post_url_continue)

    def render_change_form(self, request: HttpRequest, context: dict, *rest, obj=None, **options) -> HttpResponse:
        context["translations"] = translations_of(obj, request.user) if obj else None
        context["languages"] = Language.choices
        return super().render_change_form(request, context, *rest, obj=obj, **options)


def translations_of(article: Article, user: User) -> Translations:
    """Two queries, one for what is nobody's translation."""
    group = Article.objects.filter(group=article.group).only("language", "headline", "state", "version", "put_away_at")
    stories = sorted(group, key=lambda story: Language.values.index(story.language))
    there = {story.language for story in stories}
    missing = [each for each in Language.choices if each[0] not in there] if may_translate(user, article) else []
    others = [story for story in stories if story.pk != article.pk]
    return Translations(others, missing, news_of(article, others))


def news_of(article: Article, others: list[Article]) -> News | None:
    original = next((story for story in others if story.pk == article.original_id), None)
    changed = original and Article.objects.with_original_news().filter(pk=article.pk, has_original_news=True).first()
    if not original or not changed:
        return None
    between = f"?a=v{changed.original_version}&b=v{changed.original_now}"
    return News(original, f"{reverse('admin:articles_article_changelist')}{original.pk}/compare/{between}")
