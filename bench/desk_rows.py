"""The desk's rows of a story, as saving and handing in would have written them."""

from datetime import timedelta
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from articles.models import Article, Byline, PhotoUse, RelatedLink, TaggedArticle, Version
from articles.models.article import State
from articles.models.event import Action
from articles.models.version import VersionKind
from articles.search.indexing import apart
from articles.search.layout import ARTICLES, Row
from bench.passages import Names, Pattern, as_json
from bench.sheets import Rows, Sheet, entries, identity, moment
from bench.stories import DESK, Chance, Story

A_TURN = timedelta(seconds=30)
"""Between two versions of a story."""
TURNS = {
    "draft": (State.DRAFT,),
    "put_away": (State.DRAFT,),
    "handed_in": (State.DRAFT, State.HANDED_IN),
    "returned": (State.DRAFT, State.HANDED_IN, State.RETURNED),
}
"""A version for each."""
DEEDS = {State.DRAFT: Action.SAVED, State.HANDED_IN: Action.HANDED_IN, State.RETURNED: Action.RETURNED}


class Written(NamedTuple):
    """A story with its rows' ids."""

    story: Story
    pk: int
    group: UUID
    versions: list[int]


class Desk:
    """`pattern` is the content of a version that the verb wrote."""

    def __init__(self, chance: Chance, names: Names, pattern: Pattern, events: Sheet):
        self.random, self.names, self.pattern, self.events = chance.random, names, pattern, events
        models = Article, Version, TaggedArticle, Byline, RelatedLink, PhotoUse
        self.articles, self.versions, self.tagged, self.bylines, self.related, self.photos = map(Sheet, models)
        self.entries: list[Row] = []

    def put(self, story: Story) -> Written:
        states = TURNS.get(story.kind, (State.APPROVED,) * (len(story.changes) + 1))
        pk = self.articles.last + 1
        group = UUID(int=self.random.getrandbits(128), version=4)
        self.put_article(story, group, states)
        versions = [self.put_version(story, pk, number, state) for number, state in enumerate(states, 1)]
        self.put_links(story, pk)
        self.entries.append(self.entry(story, pk))
        if story.kind in DESK:
            self.put_events(story, pk, states)
        return Written(story, pk, group, versions)

    def put_article(self, story: Story, group: UUID, states: tuple[State, ...]) -> None:
        self.articles.add(
            language=story.language,
            group=identity(group),
            headline=story.headline,
            lead=story.lead.typed,
            body="".join([each.typed for each in story.paragraphs]),
            section_id=story.section.id,
            photo_id=story.photo.id,
            state=states[-1],
            return_note=story.lead.typed if states[-1] == State.RETURNED else "",
            put_away_at=moment(story.at + A_TURN) if story.kind == "put_away" else None,
            created_by_id=story.writer.id,
            created_at=moment(story.at),
            changed_at=moment(time_of(story, len(states))),
            version=len(states),
        )

    def put_version(self, story: Story, pk: int, number: int, state: State) -> int:
        content = self.pattern.filled(
            language=as_json(story.language),
            headline=as_json(story.headline),
            lead=as_json(story.lead.typed),
            state=as_json(state),
            section=str(story.section.id),
            photo=str(story.photo.id),
            tags=str([tag.id for tag in story.tags]),
            bylines=as_json([[author.id, "author"] for author in story.authors]),
            related=str(story.related),
        )
        return self.versions.add(
            article_id=pk,
            number=number,
            kind=VersionKind.DRAFT if story.kind in DESK else VersionKind.PUBLISH,
            made_by_id=story.writer.id,
            made_at=moment(time_of(story, number)),
            content=content,
            body="".join([each.typed for each in story.paragraphs_of(number)]),
        )

    def put_links(self, story: Story, pk: int) -> None:
        for tag in story.tags:
            self.tagged.add(content_object_id=pk, tag_id=tag.id)
        for position, author in enumerate(story.authors):
            self.bylines.add(article_id=pk, author_id=author.id, position=position)
        for position, target in enumerate(story.related):
            self.related.add(article_id=pk, target_id=target, position=position)
        self.photos.add(photo_id=story.photo.id, article_id=pk)

    def entry(self, story: Story, pk: int) -> Row:
        """Twin: `article_row` of the search."""
        named = [self.names.of(row, story.language) for row in (*story.authors, *story.tags)]
        read = (story.lead, *named, *story.paragraphs)
        words = chain.from_iterable([each.desk_words for each in read])
        return Row(pk, *apart(story.opening.desk_words + story.end.desk_words, list(words)))

    def put_events(self, story: Story, pk: int, states: tuple[State, ...]) -> None:
        known = {"article_id": pk, "by_id": story.writer.id, "label": story.headline}
        for number, state in enumerate(states, 1):
            self.events.add(
                **known,
                at=moment(time_of(story, number)),
                action=DEEDS[state],
                from_version=number - 1 or None,
                to_version=number,
                note=story.lead.typed if state == State.RETURNED else "",
            )
        if story.kind == "put_away":
            at = moment(story.at + A_TURN)
            self.events.add(**known, at=at, action=Action.PUT_AWAY, from_version=1, to_version=1)

    def take(self) -> list[Rows]:
        """What was put since the last time."""
        found, self.entries = self.entries, []
        sheets = self.articles, self.versions, self.tagged, self.bylines, self.related, self.photos
        return [*(sheet.take() for sheet in sheets), entries(ARTICLES, found)]


def time_of(story: Story, number: int):
    """When that version was made, and that edition."""
    return story.at + (number - 1) * A_TURN
