"""The verbs: the only maker of versions and editions. Each is one transaction that holds the story's row."""

from articles.publishing.arranging import Placed, arrange_front, arrangement, arrangings, place_on_front
from articles.publishing.attention import Trouble, attention
from articles.publishing.away import HasEditions, bring_back, put_away, put_away_until
from articles.publishing.describing import describe_photo
from articles.publishing.developing import make_next, make_renditions, order_renditions
from articles.publishing.discarding import discard_photo, may_be_discarded
from articles.publishing.drafts import (
    Saved,
    keep_aside,
    keep_typed,
    newest_version,
    revert_to,
    save_draft,
    save_writing,
    settle,
    unsettled,
)
from articles.publishing.ending import cancel, kill, undo, withdraw
from articles.publishing.errors import (
    AlreadyTranslated,
    FrontArrangedMeanwhile,
    KilledStory,
    NoReason,
    NotArranged,
    NothingLive,
    NothingToMerge,
    NothingToUndo,
    NothingWaiting,
    NotReady,
    NotWithdrawn,
    PublishedMeanwhile,
    PublishingError,
    PutAway,
    StaleVersion,
    TagNameTaken,
    TagsChanged,
    Unreasoned,
    WaitingEdition,
    WithdrawnAlready,
    WrongState,
)
from articles.publishing.fitness import Fitness, fitness
from articles.publishing.freezing import freeze
from articles.publishing.intake import NoCredit, RefusedPicture, put_in_place, take_in
from articles.publishing.journal import note_down
from articles.publishing.photos import Uses, live_stories_with, used_in, where_used
from articles.publishing.publish import publish
from articles.publishing.related import related_suggestions
from articles.publishing.sharing import share, shared_by, token_of, unshare
from articles.publishing.sorting import add_tag, move_to_section
from articles.publishing.states import approve, give_back, hand_in
from articles.publishing.tags import merge_tags, rename_tag
from articles.publishing.translating import catch_up, translate
from articles.publishing.versions import as_saved
from articles.publishing.withdrawal import Withdrawal, restore_photo, withdraw_photo

__all__ = [
    "AlreadyTranslated",
    "Fitness",
    "FrontArrangedMeanwhile",
    "HasEditions",
    "KilledStory",
    "NoCredit",
    "NoReason",
    "NotArranged",
    "NotReady",
    "NotWithdrawn",
    "NothingLive",
    "NothingToMerge",
    "NothingToUndo",
    "NothingWaiting",
    "Placed",
    "PublishedMeanwhile",
    "PublishingError",
    "PutAway",
    "RefusedPicture",
    "Saved",
    "StaleVersion",
    "TagNameTaken",
    "TagsChanged",
    "Trouble",
    "Unreasoned",
    "Uses",
    "WaitingEdition",
    "Withdrawal",
    "WithdrawnAlready",
    "WrongState",
    "add_tag",
    "approve",
    "arrange_front",
    "arrangement",
    "arrangings",
    "as_saved",
    "attention",
    "bring_back",
    "cancel",
    "catch_up",
    "describe_photo",
    "discard_photo",
    "fitness",
    "freeze",
    "give_back",
    "hand_in",
    "keep_aside",
    "keep_typed",
    "kill",
    "live_stories_with",
    "make_next",
    "make_renditions",
    "may_be_discarded",
    "merge_tags",
    "move_to_section",
    "newest_version",
    "note_down",
    "order_renditions",
    "place_on_front",
    "publish",
    "put_away",
    "put_away_until",
    "put_in_place",
    "related_suggestions",
    "rename_tag",
    "restore_photo",
    "revert_to",
    "save_draft",
    "save_writing",
    "settle",
    "share",
    "shared_by",
    "take_in",
    "token_of",
    "translate",
    "undo",
    "unsettled",
    "unshare",
    "used_in",
    "where_used",
    "withdraw",
    "withdraw_photo",
]
