"""What the ids in a story's states stand for: as many queries for two long states as for two short ones."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import get_language

from articles.admin.readout import Named, Readout
from articles.admin.thumbnails import with_thumbnails
from articles.models import Article, Author, Photo, Place, Section, Tag, TagAlias
from articles.models.author import Role
from articles.text.datelines import dateline
from articles.text.typography import typeset


class Names:
    """Rows by their ids; what is no longer there has no name, but for a merged tag: it is the one it went into."""

    def __init__(self, readouts: Iterable[Readout]) -> None:
        readouts = list(readouts)
        photos = {pk for each in readouts for pk in (each.photo, *_photos_in(each.blocks)) if pk}
        stories = {pk for each in readouts for pk in (*each.chosen, *(each.related or ()), *_stories_in(each.blocks))}
        self.photos = {photo.pk: photo for photo in with_thumbnails(Photo.objects.filter(pk__in=photos))}
        self.stories = dict(Article.objects.filter(pk__in=stories).values_list("pk", "headline"))
        self.sections = Section.objects.in_bulk(_unnamed(each.section for each in readouts))
        tags = _unnamed(tag for each in readouts for tag in each.tags)
        self.tags = Tag.objects.in_bulk(tags)
        heirs = TagAlias.objects.filter(was__in=tags - self.tags.keys()).select_related("tag")
        self.tags |= {each.was: each.tag for each in heirs}
        self.authors = Author.objects.in_bulk(_unnamed(byline for each in readouts for byline in each.bylines))
        places = {each.place for each in readouts if each.place}
        self.places = Place.objects.prefetch_related("names").in_bulk(places)

    def section(self, readout: Readout) -> str:
        section = readout.section
        if section is None:
            return ""
        row = self.sections.get(section.pk)
        return section.name or (row.name(get_language()) if row else f"№ {section.pk}")

    def tag(self, tag: Named) -> str:
        row = self.tags.get(tag.pk)
        return tag.name or (row.name if row else f"№ {tag.pk}")

    def byline(self, byline: Named, language: str) -> str:
        row = self.authors.get(byline.pk)
        name = byline.name or (row.name(language) if row else f"№ {byline.pk}")
        plain = byline.role in ("", Role.AUTHOR) or byline.role not in Role.values
        return name if plain else f"{name} ({Role(byline.role).label})"

    def story(self, pk: int) -> str:
        return self.stories.get(pk, f"№ {pk}")

    def dateline(self, readout: Readout) -> str:
        """Twin: `freezing._dateline`."""
        if readout.dateline is not None:
            return readout.dateline
        place, on = self.places.get(readout.place), readout.dateline_on
        name = place.name(readout.language, on or timezone.localdate()) if place else ""
        return dateline(name, on, readout.dateline_agency, readout.language) if name else ""

    def lead_words(self, readout: Readout) -> dict[str, str]:
        """Of the lead photo, as they will stand: the library's where the story gives none."""
        words = {"caption": readout.words.get("photo_caption", ""), "alt": readout.words.get("photo_alt", "")}
        if readout.photo is None:
            return words | {"credit": ""}
        use = self.filled({"photo": readout.photo, **words}, readout)
        return use | {"credit": readout.credit if readout.credit is not None else use.get("credit", "")}

    def filled(self, use: dict, readout: Readout) -> dict:
        """A use of a photo with the library's words and credit. Twin: `freezing._photo`."""
        photo = self.photos.get(use["photo"])
        if photo is None or "credit" in use:
            return use
        caption = use["caption"] or photo.caption
        caption = typeset(caption, readout.language) if readout.is_frozen else caption
        return use | {"caption": caption, "alt": use["alt"] or photo.alt, "credit": photo.credit}

    def blocks(self, readout: Readout) -> list[dict]:
        return [self._block(block, readout) for block in readout.blocks]

    def _block(self, block: dict, readout: Readout) -> dict:
        if block["type"] == "photo":
            return self.filled(block, readout)
        if block["type"] == "gallery":
            return block | {"photos": [self._of_gallery(use, readout) for use in block["photos"]]}
        return block

    def _of_gallery(self, use: dict, readout: Readout) -> dict:
        filled = self.filled({"photo": use["id"], **use}, readout)
        return {name: filled.get(name, "") for name in ("id", "caption", "alt", "credit")}


def _unnamed(named: Iterable[Named | None]) -> set[int]:
    return {each.pk for each in named if each and each.pk and not each.name}


def _photos_in(blocks: list[dict]) -> list[int]:
    uses = [block["photo"] for block in blocks if block["type"] == "photo"]
    return uses + [use["id"] for block in blocks if block["type"] == "gallery" for use in block["photos"]]


def _stories_in(blocks: list[dict]) -> list[int]:
    return [block["article"] for block in blocks if block["type"] == "related"]
