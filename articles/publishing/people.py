"""Verbs on people of the newsroom: invite, change, disable, enable. Nobody is ever deleted."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import PreviewLink, Section, Sitting, User
from articles.models.event import Action
from articles.models.sitting import PRESENT
from articles.publishing.errors import PublishingError
from articles.publishing.journal import note_down

CHIEF = "chief"


class LastChief(PublishingError):
    def __init__(self):
        super().__init__(_("This is the last active chief: make another person a chief first."))


class OneselfDisabled(PublishingError):
    def __init__(self):
        super().__init__(_("Nobody disables themselves: another chief can."))


class OneselfReset(PublishingError):
    """A session left open would do to take the account over."""

    def __init__(self):
        super().__init__(_("Nobody resets their own password or second factor here: another chief can."))


@transaction.atomic
def invite(person: User, *, roles: Iterable[Group], sections: Iterable[Section], by: User) -> User:
    """Make a person of that unsaved row, with a password that nobody can sign in with."""
    person.set_unusable_password()
    person.is_staff = True
    person.save()
    person.groups.set(roles)
    person.sections.set(sections)
    note_down(Action.INVITED, by=by, subject=person, **powers(person))
    return person


@transaction.atomic
def disable(person: User, *, by: User) -> User:
    """Their next request finds them signed out; what they wrote and typed stays, previews that they opened end."""
    if person.pk == by.pk:
        raise OneselfDisabled
    keep_a_chief(without=person)  # before the person is held: a chief among them is held in the order of all
    held = User.objects.select_for_update().get(pk=person.pk)
    if not held.is_active:
        return held
    held.is_active = False
    held.save(update_fields=["is_active"])
    now = timezone.now()
    Sitting.objects.filter(person=held, seen_at__gt=now - PRESENT).update(seen_at=now - PRESENT)
    revoked = PreviewLink.objects.open(now).filter(made_by=held).update(revoked_at=now)
    note_down(Action.DISABLED, by=by, subject=held, preview_links=revoked)
    return held


@transaction.atomic
def enable(person: User, *, by: User) -> User:
    """With roles, sections and password as they were."""
    held = User.objects.select_for_update().get(pk=person.pk)
    if not held.is_active:
        held.is_active = True
        held.save(update_fields=["is_active"])
        note_down(Action.ENABLED, by=by, subject=held)
    return held


@transaction.atomic
def give_roles(person: User, *, roles: Iterable[Group], sections: Iterable[Section], by: User) -> None:
    """These roles and sections, and no others."""
    roles, before = list(roles), powers(person)
    if CHIEF not in {role.name for role in roles}:
        keep_a_chief(without=person)
    person.groups.set(roles)
    person.sections.set(sections)
    after = powers(person)
    changes = {name: [", ".join(before[name]), ", ".join(after[name])] for name in after if before[name] != after[name]}
    if changes:
        note_down(Action.ROLES, by=by, subject=person, changes=changes)


@transaction.atomic
def reset(person: User, *, by: User) -> User:
    """Before a new password link is made: one who never set a password loses the links sent earlier."""
    if person.pk == by.pk:
        raise OneselfReset
    held = User.objects.select_for_update().get(pk=person.pk)
    if not held.has_usable_password():
        held.set_unusable_password()
        held.save(update_fields=["password"])
    note_down(Action.RESET, by=by, subject=held)
    return held


@transaction.atomic
def forget_second_factor(person: User, *, by: User) -> int:
    """For one who has lost it; how many there were."""
    if person.pk == by.pk:
        raise OneselfReset
    gone, _rows = Authenticator.objects.filter(user=person).delete()
    if gone:
        note_down(Action.SECOND_FACTOR, by=by, subject=person)
    return gone


def powers(person: User) -> dict[str, Any]:
    """What was given, by the names that the audit keeps."""
    return {
        "groups": list(person.groups.order_by("name").values_list("name", flat=True)),
        "sections": [str(section) for section in person.sections.all()],
    }


def keep_a_chief(*, without: User) -> None:
    """Chiefs are held in one order, so that two who disable each other do not both succeed."""
    chiefs = User.objects.select_for_update(of=("self",)).filter(groups__name=CHIEF, is_active=True).order_by("pk")
    left = {chief.pk for chief in chiefs}
    if left == {without.pk}:
        raise LastChief
