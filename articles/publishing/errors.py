"""Why a verb refused, in the editor's words."""

from django.utils.translation import gettext as _


class PublishingError(Exception):
    """Nothing was changed. `messages` are sentences for the editor, in the editor's language."""

    def __init__(self, *messages: str):
        super().__init__(*messages)
        self.messages = list(messages)


class NotReady(PublishingError):
    """The story or its times are not fit for readers."""


class Unreasoned(PublishingError):
    """An editor may pass over these warnings, and says why: `reason` is missing."""

    def __init__(self, warnings):
        super().__init__(*(warning.sentence for warning in warnings))
        self.warnings = list(warnings)


class NoReason(PublishingError):
    def __init__(self):
        super().__init__(_("Say why."))


class WrongState(PublishingError):
    """The story stands otherwise than whoever pressed the button thought."""


class PutAway(PublishingError):
    def __init__(self):
        super().__init__(_("This draft is put away: bring it back first."))


class AlreadyTranslated(PublishingError):
    def __init__(self):
        super().__init__(_("This story has a version in that language already."))


class WaitingEdition(PublishingError):
    """An edition waits in the future: say what becomes of it (`waiting="replace"` or `"keep"`)."""

    def __init__(self, edition):
        super().__init__(_("Another edition of this story waits for its time: say what becomes of it."))
        self.edition = edition


class NothingLive(PublishingError):
    def __init__(self):
        super().__init__(_("Readers do not see this story now."))


class NothingWaiting(PublishingError):
    def __init__(self):
        super().__init__(_("No edition of this story waits for its time."))


class NothingToUndo(PublishingError):
    def __init__(self):
        super().__init__(_("This story was not killed."))


class KilledStory(PublishingError):
    def __init__(self):
        super().__init__(_("This story was killed: only a chief can bring it back."))


class PublishedMeanwhile(PublishingError):
    def __init__(self):
        super().__init__(_("Readers have got another edition since you looked: see what changes, and publish again."))


class StaleVersion(PublishingError):
    """Somebody saved meanwhile. `version` is theirs."""

    def __init__(self, version):
        super().__init__(
            _("%(person)s has saved this story since you opened it (version %(number)s).")
            % {"person": version.made_by or _("Somebody"), "number": version.number}
        )
        self.version = version


class WithdrawnAlready(PublishingError):
    def __init__(self):
        super().__init__(_("This photo is withdrawn already."))


class NotWithdrawn(PublishingError):
    def __init__(self):
        super().__init__(_("This photo was not withdrawn."))


class PhotoIsKept(PublishingError):
    def __init__(self):
        super().__init__(_("Only a photo that cannot be shown and that no story has is deleted."))


class TagNameTaken(PublishingError):
    def __init__(self, tag):
        super().__init__(_("“%(tag)s” is called so already: merge the two instead.") % {"tag": tag})


class TagsChanged(PublishingError):
    def __init__(self):
        super().__init__(_("One of these tags is no longer there: somebody has merged it meanwhile."))


class NothingToMerge(PublishingError):
    def __init__(self):
        super().__init__(_("A tag is not merged into itself: choose two."))


class NotArranged(PublishingError):
    """What cannot be placed on the front page: `by_position` says it place by place."""

    def __init__(self, by_position):
        super().__init__(
            *(
                _("Place %(number)s: %(reason)s") % {"number": position, "reason": " ".join(error.messages)}
                for position, error in by_position.items()
            )
        )
        self.by_position = by_position


class NoSuchPlace(PublishingError):
    def __init__(self):
        super().__init__(_("There is no such place."))


class UnknownStory(PublishingError):
    def __init__(self, number):
        super().__init__(_("There is no story with the number %(number)s.") % {"number": number})


class OtherLanguage(PublishingError):
    def __init__(self):
        super().__init__(_("This story is in another language."))


class PlacedTwice(PublishingError):
    def __init__(self):
        super().__init__(_("This story has a place already."))


class TakenFromReaders(PublishingError):
    def __init__(self):
        super().__init__(_("This story was withdrawn: publish it first."))


class TimeIsOver(PublishingError):
    def __init__(self):
        super().__init__(_("This time is over: choose a later one."))


class FrontArrangedMeanwhile(PublishingError):
    """`event` is what was done last, None where nobody noted it down."""

    def __init__(self, event):
        person = (event and event.by) or _("Somebody")
        super().__init__(_("%(person)s has arranged the front page since you opened it.") % {"person": person})
        self.event = event
