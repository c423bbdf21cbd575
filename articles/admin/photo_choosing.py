"""What the dialogs offer for a story: photos that may be used, found in the whole library."""

from django import forms
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.admin.choosing import MOST, Chosen
from articles.admin.photo_wall import hung
from articles.admin.standing import moment
from articles.models import Article, Photo, PhotoUse
from articles.models.photo import PhotoQuerySet
from articles.search import search_photos

OWN_STORIES, OWN_PHOTOS = 10, 6
"""One's latest stories, and how many of their photos stand after the newest where nothing is typed."""


class PhotoChoosing(Chosen):
    """For the admin class of photos: `?q=` and, for those that no story has shown yet, `?unused=1`."""

    choice_template = "admin/photos/choice.html"
    choose_permission = "articles.view_photo"

    def choices(self, request: HttpRequest, q: str) -> list[Photo]:
        photos, narrowed = Photo.objects.usable(), "unused" in request.GET
        if narrowed:
            photos = photos.filter(used_at=None)
        if q:
            return hung(photos, search_photos(photos, q, narrowed=narrowed, limit=MOST + 1))
        newest = list(photos.order_by("-pk").values_list("pk", flat=True)[: MOST + 1])
        own = [] if narrowed else used_lately(photos, request.user)
        offered = dict.fromkeys([*newest[: MOST - OWN_PHOTOS], *own, *newest])
        return hung(photos, list(offered)[: MOST + 1])


def used_lately(photos: PhotoQuerySet, user: AbstractUser) -> list[int]:
    """Those in the latest stories that this person began, the last taken first: one query."""
    stories = Article.objects.filter(created_by=user).order_by("-changed_at", "-pk").values("pk")[:OWN_STORIES]
    uses = PhotoUse.objects.filter(article__in=stories, photo__in=photos.values("pk")).order_by("-pk")
    return list(dict.fromkeys(uses.values_list("photo_id", flat=True)[: 3 * OWN_PHOTOS]))[:OWN_PHOTOS]


def refuse_unusable(photo: Photo) -> None:
    """Twin: `PhotoQuerySet.usable`."""
    if photo.is_usable():
        return
    if photo.is_withdrawn():
        raise forms.ValidationError(_("This photo was withdrawn: choose another."))
    if photo.failure:
        raise forms.ValidationError(_("This photo has no files for readers: choose another."))
    ended = {"time": moment(photo.usage_until)}
    raise forms.ValidationError(_("The rights to this photo ended (%(time)s): choose another.") % ended)
