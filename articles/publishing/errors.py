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
