"""The form of a new story that is sent a second time, since the first time nobody heard whether it was saved."""

from django.http import HttpRequest

from articles.admin.rescue import token_of
from articles.models import Article, Sitting, Version
from articles.publishing.versions import writing_of


class SentTwice(Exception):
    """It has made `article` already; what has been written now is to be taken back."""

    def __init__(self, article: Article):
        self.article = article


def made_before(request: HttpRequest) -> Article | None:
    """The story that this form has made. Call inside the transaction that may make one: who sends the form again
    while the first is being saved waits here for that. Two queries; one more where there is such a story.
    """
    token = token_of(request.POST)
    if token is None:
        return None
    Sitting.objects.bulk_create([Sitting(token=token, person=request.user)], ignore_conflicts=True)
    own = Sitting.objects.select_for_update().filter(token=token, person=request.user).defer("typed")
    sitting = own.first()
    return sitting.article if sitting and sitting.saved_at else None


def refuse_same(version: Version | None, before: Article | None) -> None:
    """Another text from the same form, gone back to, is another story."""
    first = before.versions.filter(number=1).first() if before else None
    if before and first and version and _said(first) == _said(version):
        raise SentTwice(before)


def _said(version: Version) -> tuple[dict, str]:
    """Whichever button was pressed."""
    content, body = writing_of(version)
    return {name: value for name, value in content.items() if name != "state"}, body
