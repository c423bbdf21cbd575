"""Which working copies show a photo: the lead photo, and those between the paragraphs."""

from django.db import models

from articles.models.photo import Photo


class PhotoUseManager(models.Manager):
    def of_story(self, article, before: set[int], now: set[int]) -> None:
        """What it showed when it was last saved, and shows now. An id that the library does not know is left out."""
        gone, new = before - now, now - before
        if gone:
            self.filter(article=article, photo__in=gone).delete()
        in_text = new - {article.photo_id}
        if in_text:
            new -= in_text - set(Photo.objects.filter(pk__in=in_text).values_list("pk", flat=True))
        if new:
            self.bulk_create((self.model(article=article, photo_id=pk) for pk in new), ignore_conflicts=True)


class PhotoUse(models.Model):
    """An index, rewritten whenever a working copy is saved. What editions show is on their placements' shelves."""

    photo = models.ForeignKey(Photo, models.PROTECT, related_name="uses", db_index=False)
    article = models.ForeignKey("Article", models.CASCADE, related_name="+")

    objects = PhotoUseManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["photo", "article"], name="story_uses_a_photo_once")]

    def __str__(self) -> str:
        return f"{self.photo_id}: {self.article_id}"
