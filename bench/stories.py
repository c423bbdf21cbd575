"""Stories by the thousand: the rows that the verbs would have written, without their one by one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from articles.models import Article, Byline, Edition, Event, Placement, RelatedLink, Tag, TaggedArticle, Version
from articles.models.article import State
from articles.models.edition import Change, EndedAs
from articles.models.event import Action
from articles.models.placement import shelves
from articles.models.version import VersionKind
from articles.publishing.versions import FIELDS, LINKS
from articles.search.entries import put
from articles.search.indexing import apart, as_written_and_first_forms, first_forms, marks, place
from articles.search.layout import ARTICLES, EDITIONS, Row
from articles.text.blocks import prepare
from articles.text.slugs import slug
from bench.cast import Cast
from bench.words import Writer

PARAGRAPHS_OF_A_STORY = (5, 9)
POOL = 5_000
A_DAY = 300

KINDS = {  # of a thousand stories
    "live": 865,
    "corrected": 50,
    "draft": 25,
    "handed_in": 8,
    "returned": 4,
    "put_away": 10,
    "waiting": 3,
    "ending": 5,
    "withdrawn": 28,
    "killed": 2,
}
DESK = ("draft", "handed_in", "returned", "put_away")
LANGUAGES = {"ru": 70, "kk": 20, "en": 10}


class Paragraph(NamedTuple):
    """Made ready once for all the stories that have it: typography and word forms are what takes time."""

    html: str
    blocks: list[dict]
    desk_words: list[str]
    public_words: list[str]

    @classmethod
    def of(cls, text: str) -> "Paragraph":
        html = f"<p>{text}</p>"
        return cls(html, prepare(html, "ru"), as_written_and_first_forms([text], "ru"), first_forms([text], "ru"))


@dataclass
class Story:
    kind: str
    at: datetime
    article: Article
    tags: list
    authors: list
    paragraphs: list["Paragraph"]
    related: list[int]

    @property
    def names(self) -> list[str]:
        return [row.name if isinstance(row, Tag) else row.name_ru for row in (*self.authors, *self.tags)]


class Maker:
    """Writes batches of stories; `shape` is the content of an edition that the verb froze."""

    def __init__(self, writer: Writer, cast: Cast, shape: dict, *, now: datetime):
        self.writer, self.cast, self.shape, self.now = writer, cast, shape, now
        self.random: Random = writer.random
        self.paragraphs = [Paragraph.of(writer.paragraph()) for _ in range(POOL)]
        self.recent: list[int] = []

    def make(self, first: int, number: int, total: int) -> None:
        """Stories `first` and on, of so many in all: the last of them is of today."""
        stories = [self.story(each, total) for each in range(first, first + number)]
        Article.objects.bulk_create(story.article for story in stories)
        for story in stories:
            story.related = self.random.sample(self.recent, min(3, len(self.recent)))
        self.recent = [story.article.pk for story in stories if story.kind == "live"][-200:]
        self.write_links(stories)
        versions = Version.objects.bulk_create(self.version(story) for story in stories)
        self.write_editions(stories, versions)
        put(ARTICLES, map(self.desk_entry, stories))

    def story(self, number: int, total: int) -> Story:
        random, cast = self.random, self.cast
        kind = random.choices(list(KINDS), list(KINDS.values()))[0]
        at = self.now - timedelta(days=(total - number) / A_DAY)
        chosen = random.sample(self.paragraphs, random.randint(*PARAGRAPHS_OF_A_STORY))
        article = Article(
            language=random.choices(list(LANGUAGES), list(LANGUAGES.values()))[0],
            headline=self.writer.phrase(random.randint(5, 11)),
            lead=self.writer.sentence(),
            body="".join(each.html for each in chosen),
            section=random.choices(cast.sections, range(len(cast.sections), 0, -1))[0],
            photo=random.choice(cast.photos),
            place=cast.place,
            dateline_on=at.date() if cast.place else None,
            state=kind if kind in DESK[:3] else State.DRAFT if kind == "put_away" else State.APPROVED,
            put_away_at=at + timedelta(hours=1) if kind == "put_away" else None,
            created_by=cast.some(random, cast.people, 1)[0],
            created_at=at,
            changed_at=at + timedelta(minutes=random.randint(1, 600)),
            version=1,
        )
        names = (
            cast.some(random, cast.tags, random.randint(1, 5)),
            cast.some(random, cast.authors, random.randint(1, 2)),
        )
        return Story(kind, at, article, *names, chosen, [])

    def write_links(self, stories: list[Story]) -> None:
        TaggedArticle.objects.bulk_create(
            TaggedArticle(content_object=story.article, tag=tag) for story in stories for tag in story.tags
        )
        Byline.objects.bulk_create(
            Byline(article=story.article, author=author, position=position)
            for story in stories
            for position, author in enumerate(story.authors)
        )
        RelatedLink.objects.bulk_create(
            RelatedLink(article=story.article, target_id=target, position=position)
            for story in stories
            for position, target in enumerate(story.related)
        )

    def desk_entry(self, story: Story) -> Row:
        """Twin: `article_row` of the search."""
        words = as_written_and_first_forms([story.article.lead, *story.names], "ru")
        words += [word for each in story.paragraphs for word in each.desk_words]
        return Row(story.article.pk, *apart(as_written_and_first_forms([story.article.headline], "ru"), words))

    def public_entry(self, story: Story, edition: Edition) -> Row:
        """Twin: `edition_row` of the search."""
        words = [*marks(edition), *first_forms([story.article.lead, *story.names], "ru")]
        words += [word for each in story.paragraphs for word in each.public_words]
        headline = first_forms([story.article.headline], "ru")
        return Row(place(edition.first_published_at, edition.pk), *apart(headline, words))

    def version(self, story: Story) -> Version:
        article = story.article
        content = {name: getattr(article, name) for name in FIELDS} | {
            "tags": [tag.pk for tag in story.tags],
            "bylines": [[author.pk, "author"] for author in story.authors],
            "related": story.related,
        }
        content |= {name: getattr(article, f"{name}_id") for name in LINKS}
        content = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in content.items()}
        kind = VersionKind.DRAFT if story.kind in DESK else VersionKind.PUBLISH
        return Version(
            article=article,
            number=1,
            kind=kind,
            made_by=article.created_by,
            made_at=story.at,
            content=content,
            body=article.body,
        )

    def write_editions(self, stories: list[Story], versions: list[Version]) -> None:
        made = [
            edition
            for story, version in zip(stories, versions, strict=True)
            if story.kind not in DESK
            for edition in self.editions(story, version)
        ]
        Edition.objects.bulk_create(made)
        open_ones = [each for each in made if each.visible_until is None or each.visible_until > self.now]
        Placement.objects.bulk_create(
            Placement(shelf=name, first_published_at=each.first_published_at, article_id=each.article_id, edition=each)
            for each in open_ones
            for name in sorted(shelves(each.language, each.content))
        )
        by_article = {story.article.pk: story for story in stories}
        put(EDITIONS, [self.public_entry(by_article[each.article_id], each) for each in open_ones])
        Event.objects.bulk_create(
            Event(
                at=each.made_at,
                by=each.published_by,
                action=Action.PUBLISHED,
                article_id=each.article_id,
                label=each.headline,
                to_version=1,
                edition=each.number,
            )
            for each in made
        )

    def editions(self, story: Story, version: Version) -> list[Edition]:
        begins = self.now + timedelta(hours=self.random.randint(1, 72)) if story.kind == "waiting" else story.at
        first = Edition(
            article=story.article,
            number=1,
            version=version,
            language=story.article.language,
            group=story.article.group,
            visible_from=begins,
            first_published_at=begins,
            slug=slug(story.article.headline),
            changed_at=begins,
            change=Change.FIRST,
            published_by=story.article.created_by,
            made_at=story.at,
            content=self.content(story),
        )
        match story.kind:
            case "withdrawn" | "killed":
                first.visible_until, first.ended_as = begins + timedelta(seconds=60), EndedAs(story.kind)
            case "ending":
                first.visible_until, first.ended_as = self.now + timedelta(days=2), EndedAs.WITHDRAWN
            case "corrected":
                return [first, self.correction(first)]
        return [first]

    def correction(self, first: Edition) -> Edition:
        """Ends the first one."""
        second = Edition(**{field.attname: getattr(first, field.attname) for field in Edition._meta.concrete_fields})
        second.pk, second.number, second.change = None, 2, Change.CORRECTION
        second.visible_from = second.changed_at = first.visible_from + timedelta(seconds=30)
        second.public_note = self.writer.sentence()
        first.visible_until, first.ended_as = second.visible_from, EndedAs.REPLACED
        return second

    def content(self, story: Story) -> dict:
        article = story.article
        photo = article.photo
        return self.shape | {
            "headline": article.headline,
            "lead": article.lead,
            "section": named(article.section, article.language),
            "bylines": [named(author, article.language) | {"role": "author"} for author in story.authors],
            "tags": [{"id": tag.pk, "slug": tag.slug, "name": tag.name} for tag in story.tags],
            "photo": {"id": photo.pk, "caption": photo.caption, "alt": photo.alt, "credit": photo.credit},
            "genre": article.genre,
            "blocks": [block for each in story.paragraphs for block in each.blocks],
            "related": story.related,
        }


def named(row, language: str) -> dict:
    return {"id": row.pk, "slug": row.slug, "name": row.name(language)}
