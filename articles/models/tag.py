"""Tags: people, countries, subjects. Commas alone part them; case and ё do not tell them apart."""

from collections import Counter
from collections.abc import Iterable
from functools import reduce
from itertools import chain, count
from operator import or_

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles.text.cleaning import strip_control
from articles.text.folding import fold
from articles.text.slugs import slug

BEFORE_A_WORD = ' -«"('


def parse_tags(text: str) -> list[str]:
    """'Касым-Жомарт Токаев, ЕАЭС' -> both, in order, each once. For TAGGIT_TAGS_FROM_STRING."""
    names: dict[str, str] = {}
    for part in strip_control(text).split(","):
        name = " ".join(part.strip().strip('"').split())
        if name:
            names.setdefault(fold(name), name)
    return list(names.values())


def join_tags(tags) -> str:
    """Twin of `parse_tags`. For TAGGIT_STRING_FROM_TAGS."""
    return ", ".join(tag.name for tag in tags)


class TagQuerySet(models.QuerySet["Tag"]):
    def get_or_create(self, defaults=None, **kwargs):
        """taggit asks by name; a name that differs by case or ё is the same tag, and another name leads to its tag."""
        if "name" in kwargs:
            kwargs["folded"] = fold(kwargs["name"])
            known = self.called([kwargs["name"]]).get(kwargs["folded"])
            if known:
                return known, False
            defaults = {"name": kwargs.pop("name")} | (defaults or {})
        return super().get_or_create(defaults, **kwargs)

    def called(self, names: Iterable[str]) -> dict[str, "Tag"]:
        """By each folded name, the tag whose name, or other name, it is. Two queries."""
        folded = {fold(name) for name in names}
        tags = {tag.folded: tag for tag in self.filter(folded__in=folded)}
        others = TagAlias.objects.filter(folded__in=folded - tags.keys()).select_related("tag")
        return tags | {other.folded: other.tag for other in others}

    def moved(self, ids: Iterable[int]) -> dict[int, int]:
        """Where the ids of merged tags lead now; an id that still stands is not among them. One query."""
        return {alias.was: alias.tag_id for alias in TagAlias.objects.filter(was__in=ids) if alias.was is not None}

    def hold(self, ids: Iterable[int]) -> dict[int, int]:
        """As `moved`; those that stand are held in the order of their ids: none is merged until the transaction ends.

        A story that is to bear a tag, or to be listed under it, locks its own row first, and its places on lists last.
        """
        wanted = set(ids)
        standing = self.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")
        gone = wanted - set(standing.values_list("pk", flat=True))
        heirs = self.moved(gone) if gone else {}
        later = self.hold(heirs.values()) if heirs else {}
        return {tag: later.get(heir, heir) for tag, heir in heirs.items()}

    def free_slug(self, name: str) -> str:
        """An address that no tag has and that does not lead to one from of old. Two queries."""
        base = slug(name, fallback="tag")
        taken = set(self.filter(slug__startswith=base).values_list("slug", flat=True))
        taken |= set(TagAlias.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        tries = chain([base], (f"{base}-{number}" for number in count(1)))
        return next(each for each in tries if each not in taken)

    def like(self, q: str):
        """Any word of the name, or of another name, begins so; then the alphabet. Case and ё do not matter."""
        term = fold(q)
        others = TagAlias.objects.filter(begins("folded", term)).values("tag")
        return self.filter(begins("folded", term) | Q(pk__in=others)).order_by("name")

    def used_lately(self, uses: int) -> Counter[int]:
        """How often each stands among the newest uses, by its id. One query, whatever the size of the table."""
        return Counter(TaggedArticle.objects.order_by("-pk").values_list("tag_id", flat=True)[:uses])


def begins(field: str, term: str) -> Q:
    """The field begins with the term, or one of its words does. Most rows fall at the first comparison."""
    if not term:
        return Q(**{f"{field}__isnull": False})
    inside = [Q(**{f"{field}__contains": f"{mark}{term}"}) for mark in BEFORE_A_WORD]
    has = Q(GreaterThan(StrIndex(field, Value(term)), 0))
    return has & reduce(or_, inside, Q(**{f"{field}__startswith": term}))


class Tag(TagBase):
    name: str
    slug: str
    folded = models.CharField(max_length=100, unique=True, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        permissions = [("merge_tag", _("Can merge and rename tags"))]

    def save(self, *args, **kwargs):
        self.name = strip_control(self.name)
        self.folded = fold(self.name)
        if not self.slug:
            self.slug = Tag.objects.free_slug(self.name)
        super().save(*args, **kwargs)


class TagAlias(models.Model):
    """Another name that leads to a tag: given by hand, or left behind by a merge or a new name."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases", verbose_name=_("tag"))
    name = models.CharField(_("name"), max_length=100)
    folded = models.CharField(max_length=100, unique=True, editable=False)
    slug = models.SlugField(
        max_length=100, unique=True, null=True, editable=False, help_text=_("An old address that leads to the tag.")
    )
    was = models.BigIntegerField(
        null=True, editable=False, db_index=True, help_text=_("The id of the tag that was merged away.")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("other name of a tag")
        verbose_name_plural = _("other names of tags")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.folded = fold(self.name)
        super().save(*args, **kwargs)


class TaggedArticle(ItemBase):
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="uses")
    content_object = models.ForeignKey("Article", models.CASCADE, related_name="tagged")

    class Meta:
        verbose_name = _("tag of a story")
        verbose_name_plural = _("tags of stories")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="story_has_a_tag_once")]

    def __str__(self) -> str:
        return str(self.tag)
