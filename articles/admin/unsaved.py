"""What stands in an open form, beside the version that it was opened with: is there anything to lose?"""

from collections.abc import Mapping
from typing import NamedTuple

from articles.admin.comparing import Difference, differences
from articles.admin.readout import SENT, Readout, readout_of_form, readout_of_writing
from articles.models import Sitting, Version
from articles.publishing.versions import Writing, snapshot, writing_of


class Unsaved(NamedTuple):
    """`base` is the version that the form was opened with; a new story has none."""

    base: Version | None
    before: Readout
    after: Readout

    @property
    def is_news(self) -> bool:
        """What is typed most often is asked first: no query. Days and times of a publication are no text."""
        return (
            self.before.words != self.after.words
            or self.before.blocks != self.after.blocks
            or _of_the_dateline(self.before) != _of_the_dateline(self.after)
            or bool(self.differences())
        )

    def differences(self) -> list[Difference]:
        return differences(self.before, self.after)


def unsaved(sitting: Sitting, typed: Mapping[str, list[str]]) -> Unsaved:
    """One query, where the story has that version."""
    article = sitting.article
    if article is None:
        untouched = {name: values if name in SENT else [] for name, values in typed.items()}
        return Unsaved(None, readout_of_form(None, untouched), readout_of_form(None, typed))
    base = Version.objects.filter(article=article, number=sitting.base).first()
    over = writing_of(base) if base else Writing(snapshot(article), article.body)
    return Unsaved(base, readout_of_writing(over), readout_of_form(over, typed))


def _of_the_dateline(readout: Readout) -> tuple:
    """Parts of one that is not whole yet are not shown, and were typed all the same."""
    return readout.place, readout.dateline_on, readout.dateline_agency
