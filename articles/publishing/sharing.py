"""Previews for people without an account: an address that ends by itself and can be taken back."""

from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition, PreviewLink
from articles.models.edition import LARGEST_ID, EndedAs
from articles.models.event import Action
from articles.publishing.errors import KilledStory, NotReady, PutAway
from articles.publishing.journal import note_down

LONGEST = timedelta(days=30)
LONGEST_TOKEN = 100
_signer = Signer(salt="articles.preview", sep=".")


@transaction.atomic
def share(article: Article, *, by, lasting: timedelta, edition: Edition | None = None) -> PreviewLink:
    """Open a preview of that edition, or of the working copy as it is whenever somebody looks."""
    article = Article.objects.locked(article.pk)
    if not timedelta() < lasting <= LONGEST:
        raise NotReady(_("A preview link lasts at most %(days)s days.") % {"days": LONGEST.days})
    if article.put_away_at:
        raise PutAway
    if is_killed(article):
        raise KilledStory
    link = PreviewLink.objects.create(article=article, edition=edition, made_by=by, expires_at=timezone.now() + lasting)
    note_down(Action.SHARED, by=by, article=article, edition=edition.number if edition else None, **told(link))
    return link


@transaction.atomic
def unshare(link: PreviewLink, *, by) -> PreviewLink:
    """Take a preview back; one that has ended already stays as it is."""
    link = PreviewLink.objects.select_for_update(of=("self",)).select_related("edition", "article").get(pk=link.pk)
    if link.is_open():
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        number = link.edition.number if link.edition else None
        note_down(Action.UNSHARED, by=by, article=link.article, edition=number, **told(link))
    return link


def told(link: PreviewLink) -> dict:
    return {"link": link.pk, "until": link.expires_at.isoformat(timespec="seconds")}


def token_of(link: PreviewLink) -> str:
    """For the address. Twin: `shared_by`."""
    return _signer.sign(str(link.pk))


def shared_by(token: str) -> PreviewLink | None:
    """The open link of that token; None for what was never given, has ended, was revoked, killed or put away."""
    try:
        number = int(_signer.unsign(token[:LONGEST_TOKEN]))
    except (BadSignature, ValueError):
        return None
    rows = PreviewLink.objects.open().filter(article__put_away_at=None)
    link = rows.select_related("article", "edition").filter(pk=min(number, LARGEST_ID)).first()
    return None if link is None or is_killed(link.article) else link


def is_killed(article: Article) -> bool:
    """Twin: `Timeline.is_killed`, for who holds no lock."""
    shown = Edition.objects.shown().of_story(article.pk).order_by("-visible_from")
    return shown.values_list("ended_as", flat=True).first() == EndedAs.KILLED
