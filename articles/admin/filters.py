"""What the list of stories is narrowed by: all of it in the address, each by an index of its own."""

from datetime import date, datetime, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.admin.matching import with_words
from articles.admin.standing import waiting_for
from articles.models import Article, Author, Byline, Edition, Section, User
from articles.models.article import ArticleQuerySet, State
from articles.models.edition import LARGEST_ID, EndedAs
from articles.models.names import Language
from articles.pages.addresses import midnight

FEW = 2_000
"""So many stories are read by their ids and sorted; of more, walking from the newest soon meets a page."""

MOST_PEOPLE = 50
PUT_AWAY, NO_SECTION = "put_away", "none"
READERS = {
    "live": _("live"),
    "waiting": _("scheduled"),
    "gone": _("withdrawn or ended"),
    "killed": _("killed"),
    "never": _("never published"),
}


class StoryFilters(forms.Form):
    """Nonsense in the address is said at its field, and narrows nothing."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("any")), *State.choices, (PUT_AWAY, _("put away"))]
    )
    readers = forms.ChoiceField(
        label=_("Before readers"), required=False, choices=[("", _("whatever")), *READERS.items()]
    )
    section = forms.ChoiceField(label=_("Section"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[("", _("any")), *Language.choices])
    author = forms.CharField(label=_("Author"), required=False, max_length=100)
    writer = forms.CharField(label=_("Written by"), required=False, max_length=100)
    day = forms.DateField(
        label=_("Changed on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(date(1990, 1, 1)), MaxValueValidator(date(2199, 12, 31))],
    )
    turn = forms.BooleanField(label=_("My turn"), required=False)
    mine = forms.BooleanField(label=_("Mine"), required=False)

    def __init__(self, asked: QueryDict, *, user: User):
        super().__init__(asked, auto_id="filter_%s", label_suffix="")
        self.user = user
        self.fields["section"].choices = [
            ("", _("any")),
            *((str(each.pk), str(each)) for each in Section.objects.all()),
            (NO_SECTION, _("without a section")),
        ]
        self.full_clean()
        self.asked = {name: value for name, value in self.cleaned_data.items() if value}

    def said(self) -> dict[str, tuple[str, str]]:
        """Label and value of each filter asked for, in words."""
        return {name: (self.fields[name].label, self.in_words(name)) for name in self.asked}

    def in_words(self, name: str) -> str:
        value, field = self.asked[name], self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices)[value])
        if isinstance(field, forms.BooleanField):
            return str(self.user)
        return date_format(value, "j b Y") if name == "day" else value

    def narrow(self, stories: ArticleQuerySet) -> ArticleQuerySet:
        asked = self.asked
        stories = stories.put_away() if asked.get("state") == PUT_AWAY else stories.kept()
        for name in asked:
            stories = getattr(self, f"by_{name}")(stories, asked[name])
        return stories

    def by_state(self, stories: ArticleQuerySet, state: str) -> ArticleQuerySet:
        return stories if state == PUT_AWAY else stories.filter(state=state)

    def by_section(self, stories: ArticleQuerySet, section: str) -> ArticleQuerySet:
        return stories.filter(section=None if section == NO_SECTION else section)

    def by_language(self, stories: ArticleQuerySet, language: str) -> ArticleQuerySet:
        return stories.filter(language=language)

    def by_turn(self, stories: ArticleQuerySet, turn: bool) -> ArticleQuerySet:
        return stories.filter(pk__in=waiting_for(self.user).order_by().values("pk"))

    def by_mine(self, stories: ArticleQuerySet, mine: bool) -> ArticleQuerySet:
        return stories.filter(created_by=self.user)

    def by_writer(self, stories: ArticleQuerySet, typed: str) -> ArticleQuerySet:
        people = named(User.objects.order_by(), typed, ("username", "first_name", "last_name"))
        ids = list(people.values_list("pk", flat=True)[:MOST_PEOPLE])
        return stories.filter(created_by__in=ids) if ids else self.nobody("writer", stories)

    def by_author(self, stories: ArticleQuerySet, typed: str) -> ArticleQuerySet:
        people = named(Author.objects.order_by(), typed, ("name_ru", "name_kk", "name_en", "slug"))
        bylines = Byline.objects.filter(author__in=people)
        ids = ids_of_stories(bylines)
        return among(stories, bylines, ids) if ids or people.exists() else self.nobody("author", stories)

    def nobody(self, field: str, stories: ArticleQuerySet) -> ArticleQuerySet:
        self.add_error(field, _("Nobody is called so."))
        return stories.none()

    def by_day(self, stories: ArticleQuerySet, day: date) -> ArticleQuerySet:
        begins, ends = day_and_night(day)
        return stories.filter(changed_at__gte=begins, changed_at__lt=ends)

    def by_readers(self, stories: ArticleQuerySet, standing: str) -> ArticleQuerySet:
        live = of_story(Edition.objects.live())
        match standing:
            case "live":
                return stories.filter(live)
            case "waiting":
                return among(stories, Edition.objects.waiting())
            case "never":
                return stories.exclude(of_story(Edition.objects.shown()))
        ended_as = EndedAs.KILLED if standing == "killed" else EndedAs.WITHDRAWN
        ended = Edition.objects.filter(ended_as=ended_as, visible_until__lte=timezone.now())
        return among(stories, ended).exclude(live)


def of_story(rows: QuerySet) -> Exists:
    return Exists(rows.filter(article=OuterRef("pk")))


def ids_of_stories(rows: QuerySet) -> list[int]:
    return list(rows.order_by().values_list("article_id", flat=True)[:FEW])


def among(stories: QuerySet[Article], rows: QuerySet, ids: list[int] | None = None) -> QuerySet[Article]:
    """The stories that those rows are of. How many they are decides how they are found."""
    ids = ids_of_stories(rows) if ids is None else ids
    return stories.filter(pk__in=ids) if len(ids) < FEW else stories.filter(of_story(rows))


def named(people: QuerySet, typed: str, fields: tuple[str, ...]) -> QuerySet:
    """Those whose names have the words that were typed, or the one with that number."""
    number = typed.removeprefix("#")
    if number != typed and number.isdecimal():
        return people.filter(pk=min(int(number[:19]), LARGEST_ID))
    return with_words(people, typed, fields)


def day_and_night(day: date) -> tuple[datetime, datetime]:
    """From midnight to midnight where the newsroom is."""
    return midnight(day), midnight(day + timedelta(days=1))
