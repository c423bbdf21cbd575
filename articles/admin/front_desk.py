"""The front page as an editor arranges it: seven places, what readers see in each, and what was typed for each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.inputs import MomentField
from articles.admin.ordered import is_id
from articles.admin.standing import moment, with_standing
from articles.models import Article, Slot
from articles.models.edition import LARGEST_ID
from articles.models.slot import PLACES
from articles.pages import FrontPage, front_page
from articles.pages.cards import OUTSIDE, Card
from articles.pages.photographs import NEWSROOM
from articles.publishing import NotArranged, Placed
from articles.publishing.errors import TimeIsOver

AT = "at"
EVENING, MORNING = time(20), time(8)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def spans(now: datetime) -> dict[str, datetime]:
    """The ends that are chosen in one click: whole minutes."""
    minute = timezone.localtime(now).replace(second=0, microsecond=0)
    return {
        "hour": minute + HOUR,
        "three": minute + 3 * HOUR,
        "evening": coming(EVENING, now),
        "morning": coming(MORNING, now),
    }


def coming(clock: time, now: datetime) -> datetime:
    """When it is that time next, where the newsroom is."""
    today = timezone.make_aware(datetime.combine(timezone.localdate(now), clock))
    tomorrow = timezone.make_aware(datetime.combine(timezone.localdate(now) + DAY, clock))
    return today if today > now + MINUTE else tomorrow


class PlaceForm(forms.Form):
    story = forms.IntegerField(
        label=gettext_lazy("Story number"),
        required=False,
        min_value=1,
        max_value=LARGEST_ID,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    lasting = forms.ChoiceField(label=gettext_lazy("How long"), required=False)
    until = MomentField(label=gettext_lazy("Until"), required=False)

    def __init__(self, *args, placed: Placed | None, now: datetime, **options):
        story, until = placed or (None, None)
        initial = {"story": story, "lasting": AT if until else "", "until": until}
        super().__init__(*args, initial=initial, **options)
        self.began, self.spans = until, spans(now)
        self.fields["lasting"].choices = [
            ("", _("until it is taken out")),
            ("hour", _("for an hour")),
            ("three", _("for three hours")),
            ("evening", _("till the evening: %(time)s") % {"time": moment(self.spans["evening"])}),
            ("morning", _("till the morning: %(time)s") % {"time": moment(self.spans["morning"])}),
            (AT, _("until a time of my own")),
        ]

    @property
    def number(self) -> int | None:
        """Of the story, as it was typed; None for nonsense."""
        typed = str(self["story"].value() or "").strip()
        return int(typed) if is_id(typed) else None

    def clean(self) -> dict:
        values = super().clean() or self.cleaned_data
        if values.get("story") and values.get("lasting") == AT and not values.get("until", True):
            self.add_error("until", _("Say until when."))
        return values

    def placed(self) -> Placed | None:
        """Seconds that the fields do not show are kept where nobody touched them."""
        values = self.cleaned_data
        if not values["story"]:
            return None
        until = values["until"] if values["lasting"] == AT else self.spans.get(values["lasting"])
        if until and self.began and until == self.began.replace(second=0, microsecond=0):
            until = self.began
        return Placed(values["story"], until)


@dataclass
class Spot:
    """One place: `story` is the one typed for it; `card` what readers see there now."""

    position: int
    form: PlaceForm
    slot: Slot | None
    story: Article | None
    card: Card | None
    is_changed: bool

    @property
    def is_waiting(self) -> bool:
        """Readers do not see what was placed here: the place fills itself meanwhile."""
        return self.story is not None and self.story.timeline.live is None

    @property
    def outside(self) -> str:
        """What a story that the newsroom did not write is called; none such comes here by itself."""
        return self.story.get_genre_display() if self.story and self.story.genre in OUTSIDE else ""


class FrontDesk:
    """One language's front page as it is arranged now, and as somebody is arranging it.

    `data` is the form as it was sent; `typed` another arrangement to begin with.
    """

    def __init__(self, language: str, data: QueryDict | None = None, typed: Mapping[int, Placed] | None = None):
        self.language, self.now = language, timezone.now()
        slots = Slot.objects.on_front(language).filled(self.now).select_related("article__section", "placed_by")
        self.slots = {slot.position: slot for slot in slots.defer("article__body", "article__lead")}
        self.current = {place: Placed(slot.article_id, slot.until) for place, slot in self.slots.items()}
        self.seen = read(data.get("seen", "")) if data else self.current
        self.is_typed = data is not None or typed is not None
        begun = self.seen if data else self.current if typed is None else typed
        self.forms = {
            place: PlaceForm(data, placed=begun.get(place), now=self.now, prefix=f"place-{place}")
            for place in range(1, PLACES + 1)
        }

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.forms.values())

    def places(self) -> dict[int, Placed]:
        return {place: placed for place, form in self.forms.items() if (placed := form.placed())}

    def tell(self, refusal: NotArranged) -> None:
        for place, error in refusal.by_position.items():
            self.forms[place].add_error("until" if isinstance(error, TimeIsOver) else "story", error.messages)

    def caught_up(self) -> "FrontDesk":
        """What somebody else did, with what this person typed over it: nothing of either is lost before it is seen."""
        mine, theirs = self.places(), self.current
        changed = {place for place in {*mine, *self.seen} if mine.get(place) != self.seen.get(place)}
        kept = {place: placed for place, placed in theirs.items() if place not in changed}
        return FrontDesk(self.language, typed=kept | {place: mine[place] for place in changed & mine.keys()})

    def page(self) -> FrontPage:
        """As readers see it now."""
        by_hand = {place: placed.article_id for place, placed in self.current.items()}
        return front_page(self.language, at=self.now, viewers=NEWSROOM, by_hand=by_hand)

    def spots(self, page: FrontPage) -> list[Spot]:
        stories = self.stories()
        cards = {place.position: place.card for place in page.places}
        found = []
        for place, form in self.forms.items():
            slot, card = self.slots.get(place), cards.get(place)
            is_changed = form.number != (slot and slot.article_id)
            found.append(Spot(place, form, slot, stories.get(form.number or 0), card, is_changed))
        return found

    def stories(self) -> dict[int, Article]:
        """Those placed and those typed, with their standing."""
        known = {slot.article_id: slot.article for slot in self.slots.values()}
        typed = {form.number for form in self.forms.values() if form.number} - known.keys()
        if typed:
            known |= Article.objects.select_related("section").defer("body", "lead").in_bulk(typed)
        return {story.pk: story for story in with_standing(known.values())} if known else {}

    @property
    def ends(self) -> str:
        """Of the preview: when each span that may be chosen is over, if it began now."""
        return json.dumps({name: end.isoformat() for name, end in spans(self.now).items()})

    @property
    def seal(self) -> str:
        """What this person has seen, for `read` when the form comes back, however often it does."""
        return json.dumps({place: [story, until and until.isoformat()] for place, (story, until) in self.seen.items()})


def read(seal: str) -> dict[int, Placed]:
    """Twin: `FrontDesk.seal`. Nonsense has seen nothing, and so is told what there is."""
    try:
        seen = json.loads(seal).items()
        return {
            int(place): Placed(int(story), None if until is None else aware(until)) for place, (story, until) in seen
        }
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}


def aware(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at


def breaking(page: FrontPage) -> list[Card]:
    """All that is announced as breaking on the page, in the line or in a place of its own."""
    listed = [*page.breaking, *(place.card for place in page.places), *page.strip]
    return list({card.id: card for card in listed if card.is_breaking}.values())
