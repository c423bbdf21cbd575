"""A person who lost the telephone and the recovery codes is let in again by a chief."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from articles.models import User
from articles.models.event import Action
from articles.publishing import note_down


@transaction.atomic
def reset_second_factor(person: User, *, by: User) -> int:
    """Take all of it away, recovery codes too; at the next sign-in the password is enough. Answers how many."""
    removed, _rows = Authenticator.objects.filter(user_id=person.pk).delete()
    if removed:
        note_down(Action.SECOND_FACTOR, by=by, subject=person)
    return removed
