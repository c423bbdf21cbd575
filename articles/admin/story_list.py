"""The list of stories: last changed first, or last written first where words are looked for; nothing is counted."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.filters import StoryFilters
from articles.admin.narrowed_list import NarrowedList
from articles.admin.paging import Cursor, Page, newest_page
from articles.admin.standing import moment, whose_turn, with_standing
from articles.models import Article, Byline
from articles.models.prepared import AnyOf, Prepared
from articles.search import search_among

WIDE = ("body", "lead", "editors_note", "return_note", "photo_caption", "photo_alt")
SIZE = 30


class StoryList(NarrowedList):
    def get_queryset(self, request: HttpRequest, **options) -> QuerySet[Article]:
        self.filters = StoryFilters(request.GET, user=request.user)
        return self.filters.narrow(self.root_queryset)

    def get_results(self, request: HttpRequest) -> None:
        # `url_for_result` puts it on itself: the admin would resolve the address of each row to learn that it may.
        self.way_back, self.preserved_filters = f"?{self.preserved_filters}".rstrip("?"), ""
        before, after = (Cursor.read(request.GET.get(name)) for name in ("before", "after"))
        if self.query.strip():
            page = self.found_page(before)
        else:
            page = newest_page(whole(self.queryset), SIZE, before=before, after=after)
        prefetch_related_objects(page.rows, Prefetch("bylines", Byline.objects.select_related("author")))
        self.show(page._replace(rows=with_news(with_standing(page.rows))), Cursor.of)

    def find(self, **limits) -> list[int]:
        return search_among(self.queryset, self.query, narrowed=bool(self.filters.asked), **limits)

    def found_page(self, before: Cursor | None) -> Page:
        pks = self.find(before=before and before.pk, limit=SIZE + 1)
        found = whole(self.root_queryset).in_bulk(pks[:SIZE])
        stories = [found[pk] for pk in pks[:SIZE] if pk in found]
        return Page(stories, has_newer=before is not None, has_older=len(pks) > SIZE)

    def first(self, number: int) -> list[int]:
        """Ids of what is found, from its first page on."""
        if self.query.strip():
            return self.find(limit=number)
        return list(self.queryset.order_by("-changed_at", "-pk").values_list("pk", flat=True)[:number])

    def url_for_result(self, result: Article) -> str:
        """With what narrows the list, for the way back."""
        return f"{super().url_for_result(result)}{self.way_back}"

    @property
    def sorted_by(self) -> str:
        """The column that an ear is told of; hits are in the order of writing, which no column shows."""
        return "" if self.query.strip() else _("changed")

    @property
    def said(self) -> str:
        """What stands in the list, for those who hear it."""
        number = ngettext("%(number)s story", "%(number)s stories", self.result_count) % {"number": self.result_count}
        order = _("the last written first") if self.query.strip() else _("the last changed first")
        return f"{number}, {order}" if self.result_count else ""


class StoryListAdmin(admin.ModelAdmin):
    """For the admin class of stories: what its list shows of each."""

    list_display = ["tick", "headline", "standing", "section", "names", "language", "changed"]
    list_display_links = ["headline"]
    list_per_page = SIZE
    empty_value_display = ""
    sortable_by = ()
    search_fields = ["headline"]
    show_full_result_count = False

    def get_list_display(self, request: HttpRequest) -> list[str]:
        return self.list_display[0 if request.user.has_perm("articles.change_article") else 1 :]

    @admin.display(description=_("choose"))
    def tick(self, obj: Article) -> SafeString:
        # Django's templates: else readers' are looked through first, for each cell.
        return render_to_string("admin/articles/article/tick.html", {"story": obj}, using="django")

    @admin.display(description=_("standing"))
    def standing(self, obj: Article) -> SafeString:
        said = {"story": obj, "turn": whose_turn(obj)}
        return render_to_string("admin/articles/article/list_standing.html", said, using="django")

    @admin.display(description=_("authors"))
    def names(self, obj: Article) -> str:
        return ", ".join(byline.author.name(obj.language) for byline in obj.bylines.all())

    @admin.display(description=_("changed"))
    def changed(self, obj: Article) -> str:
        return moment(obj.changed_at)

    def get_changelist(self, request: HttpRequest, **options) -> type[ChangeList]:
        return StoryList


def whole(stories: QuerySet[Article]) -> QuerySet[Article]:
    """With all of a story's row that the list shows, and none of its text."""
    return stories.select_related("section", "created_by").defer(*WIDE)


def with_news(stories: list[Article]) -> list[Article]:
    """Each with `has_original_news`; one query where translations are among them."""
    translations = [story.pk for story in stories if story.original_id]
    behind = _behind(at=timezone.now(), articles=translations) if translations else []
    for story in stories:
        story.has_original_news = (story.pk,) in behind
    return stories


@Prepared
def _behind(*, at, articles) -> QuerySet:
    stories = Article.objects.with_original_news(at).filter(AnyOf("pk", articles), has_original_news=True)
    return stories.order_by().values_list("pk")
