"""The library as a wall of pictures, the newest first: searched, narrowed, and nothing counted."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.narrowed_list import NarrowedList
from articles.admin.ordered import is_id
from articles.admin.paging import NearPages, Page, newest_ids
from articles.admin.photo_filters import PhotoFilters
from articles.admin.photo_marks import with_marks
from articles.admin.thumbnails import with_thumbnails
from articles.models import Photo
from articles.models.photo import PhotoQuerySet
from articles.publishing import used_in
from articles.search import search_photos

SIZE = 40
UNSEEN = ("from_file", "usage_terms", "keywords", "people", "licence_url", "licensor_url", "copyright_notice")
"""What neither the wall nor a dialog shows."""


class PhotoWall(NarrowedList):
    def get_queryset(self, request: HttpRequest, **options) -> QuerySet[Photo]:
        self.filters = PhotoFilters(request.GET)
        return self.filters.narrow(self.root_queryset)

    def get_results(self, request: HttpRequest) -> None:
        before, after = (number_in(request.GET.get(name, "")) for name in ("before", "after"))
        if self.query.strip():
            page = self.found_page(before)
        else:
            page = newest_ids(self.queryset, SIZE, before=before, after=after)
        self.show(page._replace(rows=hung(self.root_queryset, page.rows)), lambda photo: photo.pk)

    def found_page(self, before: int | None) -> Page:
        narrowed = bool(self.filters.asked)
        pks = search_photos(self.queryset, self.query, narrowed=narrowed, before=before, limit=SIZE + 1)
        return Page(pks[:SIZE], has_newer=before is not None, has_older=len(pks) > SIZE)

    @property
    def said(self) -> str:
        """What hangs on the wall, for those who hear it."""
        number = ngettext("%(number)s photo", "%(number)s photos", self.result_count) % {"number": self.result_count}
        return f"{number}, {_('the last added first')}" if self.result_count else ""


class PhotoWallAdmin(NearPages, admin.ModelAdmin):
    """For the admin class of photos."""

    change_list_template = "admin/photos/wall.html"
    search_fields = ["caption"]
    actions = None
    sortable_by = ()

    def get_changelist(self, request: HttpRequest, **options) -> type[PhotoWall]:
        return PhotoWall

    def get_search_results(self, request: HttpRequest, queryset: PhotoQuerySet, search_term: str) -> tuple:
        """For whatever of the admin asks by words; the wall itself has pages of hits."""
        found = search_photos(queryset, search_term, narrowed=False, limit=SIZE) if search_term.strip() else None
        return queryset if found is None else queryset.filter(pk__in=found), False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        may_describe = request.user.has_perm("articles.change_photo")
        return super().changelist_view(request, {"may_describe": may_describe} | (extra_context or {}))


def hung(photos: PhotoQuerySet, pks: list[int]) -> list[Photo]:
    """Those photos in that order, with their thumbnails and marks: three queries, however many."""
    rows = used_in(photos.defer(*UNSEEN), pks)
    return with_marks(with_thumbnails(rows[pk] for pk in pks if pk in rows))


def number_in(text: str) -> int | None:
    """None for nonsense: the list then begins anew."""
    return int(text) if is_id(text) else None
