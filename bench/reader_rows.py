"""What readers get of a story, as publishing and withdrawing would have written it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain

from articles.models import Edition, Placement
from articles.models.edition import TELLING, Change, EndedAs
from articles.models.event import Action
from articles.models.placement import shelves
from articles.search.indexing import apart, marks, place
from articles.search.layout import EDITIONS, Row
from articles.text.slugs import slug
from bench.desk_rows import A_TURN, Written, time_of
from bench.passages import Names, Pattern, as_json
from bench.sheets import Rows, Sheet, entries, identity, moment
from bench.stories import Chance, Story

TAKEN_AWAY = {"withdrawn": EndedAs.WITHDRAWN, "killed": EndedAs.KILLED}


class Readers:
    """`pattern` is the content of an edition that the verb froze."""

    def __init__(self, chance: Chance, names: Names, pattern: Pattern, events: Sheet):
        self.chance, self.names, self.pattern, self.events = chance, names, pattern, events
        self.editions, self.placements = Sheet(Edition), Sheet(Placement)
        self.entries: list[Row] = []
        self.shown = Edition()

    def put(self, written: Written) -> None:
        story = written.story
        begins = self.chance.now + story.waits if story.kind == "waiting" else story.at
        changed, notes, address = begins, [], slug(story.headline)
        for number, version in enumerate(written.versions, 1):
            change, note = story.changes[number - 2] if number > 1 else (Change.FIRST, None)
            said = note.frozen if note and change in TELLING else ""
            shown = time_of(story, number) if number > 1 else begins
            changed = changed if change == Change.TYPO else shown
            last = self.editions.add(
                article_id=written.pk,
                number=number,
                version_id=version,
                language=story.language,
                group=identity(written.group),
                visible_from=moment(shown),
                **self.end(story, number, len(written.versions)),
                first_published_at=moment(begins),
                slug=address,
                changed_at=moment(changed),
                change=change,
                public_note=said,
                earlier_notes=as_json(notes),
                published_by_id=story.writer.id,
                made_at=moment(time_of(story, number)),
                content=self.content(story, number),
            )
            if said:
                notes = [*notes, {"at": shown.isoformat(), "change": change, "note": said}]
            self.put_published(written, number, change)
        if story.kind in TAKEN_AWAY:
            self.put_taken_away(written)
        else:
            self.place(story, written.pk, last, begins)

    def end(self, story: Story, number: int, numbers: int) -> dict:
        if number < numbers:
            return {"visible_until": moment(time_of(story, number + 1)), "ended_as": EndedAs.REPLACED}
        if story.kind in TAKEN_AWAY:
            return {"visible_until": moment(story.at + A_TURN), "ended_as": TAKEN_AWAY[story.kind]}
        if story.kind == "ending":
            ends = self.chance.now + timedelta(days=2)
            return {"visible_until": moment(ends), "ended_as": EndedAs.WITHDRAWN}
        return {}

    def content(self, story: Story, number: int) -> str:
        def named(*rows):
            return [self.names.of(row, story.language).frozen for row in rows]

        return self.pattern.filled(
            headline=as_json(story.frozen_headline),
            lead=as_json(story.lead.frozen),
            section=named(story.section)[0],
            bylines=as_list(named(*story.authors)),
            tags=as_list(named(*story.tags)),
            photo=named(story.photo)[0],
            blocks=as_list(each.frozen for each in story.paragraphs_of(number)),
            related=str(story.related),
        )

    def place(self, story: Story, article: int, edition: int, first_published_at: datetime) -> None:
        """Where it is listed, and found. Twins: `insert` of publishing, `edition_row` of the search."""
        shown, at = self.shown, moment(first_published_at)
        shown.language, shown.content = story.language, ids_of(story)
        for name in sorted(shelves(story.language, shown.content)):
            self.placements.add(shelf=name, first_published_at=at, article_id=article, edition_id=edition)
        named = [self.names.of(row, story.language) for row in (story.photo, *story.authors, *story.tags)]
        words = chain.from_iterable([each.public_words for each in (story.lead, *named, *story.paragraphs)])
        headline = story.opening.public_words + story.end.public_words
        self.entries.append(Row(place(first_published_at, edition), *apart(headline, [*marks(shown), *words])))

    def put_published(self, written: Written, number: int, change: Change) -> None:
        story = written.story
        self.events.add(
            at=moment(time_of(story, number)),
            by_id=story.writer.id,
            action=Action.SCHEDULED if story.kind == "waiting" else Action.PUBLISHED,
            article_id=written.pk,
            label=story.headline,
            from_version=number - 1 or None,
            to_version=number,
            edition=number,
            details=as_json({"change": change, "warnings": []}),
        )

    def put_taken_away(self, written: Written) -> None:
        story, ends = written.story, written.story.at + A_TURN
        killed = story.kind == "killed"
        self.events.add(
            at=moment(ends),
            by_id=story.writer.id,
            action=Action.KILLED if killed else Action.WITHDRAWN,
            article_id=written.pk,
            label=story.headline,
            from_version=1,
            edition=1,
            note=story.lead.typed if killed else "",
            details=as_json({} if killed else {"ends": ends.isoformat()}),
        )

    def take(self) -> list[Rows]:
        """What was put since the last time."""
        found, self.entries = self.entries, []
        return [self.editions.take(), self.placements.take(), entries(EDITIONS, found)]


def as_list(texts: Iterable[str]) -> str:
    return f"[{', '.join(texts)}]"


def ids_of(story: Story) -> dict:
    """Of a frozen content, what says where it belongs."""
    return {
        "section": {"id": story.section.id},
        "tags": [{"id": tag.id} for tag in story.tags],
        "bylines": [{"id": author.id} for author in story.authors],
        "photo": {"id": story.photo.id},
        "breaking_until": None,
        "blocks": [],
    }
