"""The verbs: the only maker of versions and editions. Each is one transaction that holds the story's row."""

from articles.publishing.drafts import newest_version, revert_to, save_draft
from articles.publishing.ending import cancel, kill, undo, withdraw
from articles.publishing.errors import (
    KilledStory,
    NoReason,
    NothingLive,
    NothingToMerge,
    NothingToUndo,
    NothingWaiting,
    NotReady,
    PublishingError,
    PutAway,
    StaleVersion,
    TagNameTaken,
    TagsChanged,
    Unreasoned,
    WaitingEdition,
    WrongState,
)
from articles.publishing.fitness import Fitness, fitness
from articles.publishing.freezing import freeze
from articles.publishing.intake import RefusedPicture, make_renditions, put_in_place, take_in
from articles.publishing.journal import note_down
from articles.publishing.publish import publish
from articles.publishing.sharing import share, shared_by, token_of, unshare
from articles.publishing.tags import merge_tags, rename_tag
from articles.publishing.versions import as_saved

__all__ = [
    "Fitness",
    "KilledStory",
    "NoReason",
    "NotReady",
    "NothingLive",
    "NothingToMerge",
    "NothingToUndo",
    "NothingWaiting",
    "PublishingError",
    "PutAway",
    "RefusedPicture",
    "StaleVersion",
    "TagNameTaken",
    "TagsChanged",
    "Unreasoned",
    "WaitingEdition",
    "WrongState",
    "as_saved",
    "cancel",
    "fitness",
    "freeze",
    "kill",
    "make_renditions",
    "merge_tags",
    "newest_version",
    "note_down",
    "publish",
    "put_in_place",
    "rename_tag",
    "revert_to",
    "save_draft",
    "share",
    "shared_by",
    "take_in",
    "token_of",
    "undo",
    "unshare",
    "withdraw",
]
