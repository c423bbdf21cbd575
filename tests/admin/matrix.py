"""Who gets in where: a row for each address of the desk, a column for each kind of person.

An address may have several rows, told apart by a query.
`+` a page, `=` done or led on within the desk, `>` led to the door, `-` refused (403), `0` no such page, `x` not by
this method, `!` told what is wrong. A story stands before each person as its column says.
"""

from collections.abc import Callable
from typing import NamedTuple
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.admin.stage import Stage
from tests.renditions.drawing import as_file, gradient

PEOPLE = (
    "stranger",
    "outsider",  # signed in, and not of the newsroom
    "disabled",
    "nobody",  # of the newsroom, without a role
    "photographer",
    "reporter, story of another",
    "reporter, own story",
    "editor, section of others",
    "editor, own section",
    "chief",
)
NO_METHOD = ">>> xx xx xx x"
NO_METHOD_AT_ALL = "xxx xx xx xx x"
ANYBODY = "+++ ++ ++ ++ +"
NOBODY = ">>> -- -- -- -"
WITHIN = ">>> ++ ++ ++ +"
READERS = ">>> -+ ++ ++ +"
WRITERS = ">>> -- ++ ++ +"
WRITING = ">>> -- -+ -+ +"  # in this story
WRITER = ">>> -- -+ -0 0"  # who typed the text; to others it is not there
LIBRARY = ">>> -+ -- ++ +"
EDITORS = ">>> -- -- ++ +"
EDITING = ">>> -- -- -+ +"  # this story
CHIEFS = ">>> -- -- -- +"
OWN = ">+> ++ ++ ++ +"
OWN_READ = ">x> xx xx xx x"
OWN_CONFIRMED = ">=> == == == ="
OWN_NONE = ">0> 00 00 00 0"


class Row(NamedTuple):
    """What a GET and a POST answer, the story's standing before, and what a POST sends from the stage."""

    get: str
    post: str = NO_METHOD
    standing: str = "draft"
    sends: Callable[[Stage], dict] = lambda stage: {}
    acts: bool = True  # who is led on by a POST has changed something


def done(grid: str) -> str:
    """Whoever may does it, and is led on."""
    return grid.replace("+", "=")


def story(stage: Stage) -> dict:
    kept = {"headline": "Мост открыт вечером", "language": "ru", "genre": "news", "importance": "1", "state": "draft"}
    return kept | {"version": stage.story.version, "section": stage.story.section_id or "", "_save": "1"}


def new_story(stage: Stage) -> dict:
    return story(stage) | {"version": ""}


def bulk(stage: Stage) -> dict:
    return {"deed": "handin", "story": [stage.story.pk], "step": "do"}


def choice(stage: Stage) -> dict:
    return {"seen": stage.story.version, "asks": "headline", "all": "mine"}


NAMES = {"name_ru": "Наука", "name_kk": "", "name_en": "", "slug": "", "position": "7"}
PLACE = {
    "slug": "almaty",
    "names-TOTAL_FORMS": "1",
    "names-INITIAL_FORMS": "0",
    "names-0-name": "Алматы",
    "names-0-language": "ru",
}
PHOTO = {
    "agency": "Sputnik",
    "creator": "Владислав Воднев",
    "caption": "Мост вечером",
    "alt": "Мост через реку",
    "focal_x": "0.5",
    "focal_y": "0.5",
    "digital_source_type": "digitalCapture",
}
PERSON = {"last_name": "Нурланова", "email": "aigul@news.example", "username": "aigul", "desk_language": "kk"}
FACTORS = {
    "": Row(OWN, OWN_READ),
    "authenticate/": Row(OWN_CONFIRMED, OWN_CONFIRMED, acts=False),
    "reauthenticate/": Row(OWN_CONFIRMED, OWN_CONFIRMED, acts=False),
    "totp/activate/": Row(OWN_CONFIRMED, OWN_CONFIRMED, acts=False),
    "totp/deactivate/": Row(OWN_NONE, OWN_NONE),
    "recovery-codes/": Row(OWN_NONE, OWN_READ),
    "recovery-codes/generate/": Row(OWN_CONFIRMED, OWN_CONFIRMED, acts=False),
    "recovery-codes/download/": Row(OWN_NONE, OWN_NONE),
    "webauthn/": Row(OWN, OWN_READ),
    "webauthn/add/": Row(OWN_CONFIRMED, OWN_CONFIRMED, acts=False),
    "webauthn/reauthenticate/": Row(OWN_CONFIRMED, OWN_CONFIRMED, acts=False),
    "webauthn/keys/<int:pk>/edit/": Row(OWN_CONFIRMED, OWN_CONFIRMED, acts=False),
    "webauthn/keys/<int:pk>/remove/": Row("000 00 00 00 0", "000 00 00 00 0"),
}
"""One's own second factor, for who has none yet: led to confirm who one is before anything is shown or changed."""
PAGE = {"title_ru": "Условия", "text_ru": "<p>Так.</p>", "position": "3", "is_shown": "on"}
BREAKING = {"subject": "Мост открыт", "_confirmed": "1"}
REDIRECT = {"old": "/news/15.html", "new": "/about/"}
PASTED = {"lines": "/news/16.html /about/", "_save": "1"}


def open_form(stage: Stage) -> dict:
    form = {"sitting": uuid4(), "person": getattr(stage.person, "pk", ""), "article": stage.story.pk, "version": 1}
    return form | {"typed": '{"headline": ["Мост"]}'}


YES = {"post": "yes"}
NO_ALIASES = {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
REASON = {"reason": "по решению суда"}


def two_tags(stage: Stage) -> dict:
    tag = stage.nouns["tag"].pk
    return {"tag": [tag, stage.other_tag.pk], "into": tag}


def new_photo(stage: Stage) -> dict:
    return PHOTO | {"file": SimpleUploadedFile("bridge.jpg", as_file(gradient(240, 160)).getvalue())}


def terms_of_photo(stage: Stage) -> dict:
    return {"photo": [stage.nouns["photo"].pk], "usage_terms": "Без обрезки", "step": "do"}


def front_page(stage: Stage) -> dict:
    return {"seen": "{}", "place-1-story": stage.story.pk}


def noun(
    name: str, *, sees: str, adds: str, changes: str, deletes: str, sends: dict, app: str = "articles"
) -> dict[str, Row]:
    """The addresses that the admin gives to each noun."""
    one = f"admin/{app}/{name}/<path:object_id>/"
    return {
        f"admin/{app}/{name}/": Row(sees, sees),
        f"admin/{app}/{name}/add/": Row(adds, done(adds), sends=lambda stage: sends),
        f"{one}change/": Row(sees, done(changes), sends=lambda stage: sends),
        f"{one}history/": Row(sees, sees),
        f"{one}delete/": Row(deletes, done(deletes), sends=lambda stage: YES),
        one: Row(done(WITHIN), done(WITHIN), acts=False),
    }


STORY = "admin/articles/article/"
ONE_STORY = f"{STORY}<int:article_id>/"
SAME_STORY = f"{STORY}<path:object_id>/"
ONE_PHOTO = "admin/articles/photo/<int:photo_id>/"
MAILING = "admin/subscriptions/mailing/"

MATRIX = {
    # the door
    "admin/login/": Row(">-> == == == =", ">-> == == == =", acts=False),
    "admin/logout/": Row("=== xx xx xx x", "=== >> >> >> >", acts=False),
    "admin/password_change/": Row("=== == == == =", "=== == == == =", acts=False),
    "admin/password_change/done/": Row(WITHIN),
    "accounts/login/": Row("+=+ == == == =", "+=+ == == == =", acts=False),
    "accounts/logout/": Row(">+> ++ ++ ++ +", ">>> >> >> >> >", acts=False),
    "accounts/password/change/": Row(">+> ++ ++ ++ +", ">+> ++ ++ ++ +"),
    "accounts/confirm/": Row(OWN, OWN),
    **{f"accounts/second-factor/{each}": row for each, row in FACTORS.items()},
    # what belongs to no noun
    "admin/palette/": Row(WITHIN),
    "admin/autocomplete/": Row(NOBODY),
    "admin/autocomplete/?app_label=articles&model_name=article&field_name=photo": Row(READERS),
    "admin/autocomplete/?app_label=articles&model_name=article&field_name=section": Row(CHIEFS),
    "admin/autocomplete/?app_label=articles&model_name=author&field_name=user": Row(CHIEFS),
    "admin/jsi18n/": Row(WITHIN),
    "admin/^(?P<app_label>articles|subscriptions)/$": Row(WITHIN.replace("+", "0", 1), WITHIN.replace("+", "0", 1)),
    "admin/(?P<url>.*)$": Row(">>> 00 00 00 0", ">>> 00 00 00 0"),
    # the first page
    "admin/": Row(WITHIN, WITHIN),
    # stories
    STORY: Row(READERS, READERS),
    f"{STORY}add/": Row(WRITERS, done(WRITERS), sends=new_story),
    f"{SAME_STORY}change/": Row(">>> -= =+ =+ +", done(WRITING), sends=story),
    f"{SAME_STORY}history/": Row(READERS, READERS),
    f"{SAME_STORY}delete/": Row(NOBODY, NOBODY, sends=lambda stage: YES),
    SAME_STORY: Row(done(WITHIN), done(WITHIN), acts=False),
    f"{ONE_STORY}publish/": Row(EDITING, done(EDITING), sends=lambda stage: REASON),
    f"{ONE_STORY}withdraw/": Row(EDITING, done(EDITING), standing="live"),
    f"{ONE_STORY}cancel/": Row(EDITING, done(EDITING), standing="waiting"),
    f"{ONE_STORY}kill/": Row(CHIEFS, done(CHIEFS), "live", lambda stage: REASON),
    f"{ONE_STORY}undo/": Row(CHIEFS, done(CHIEFS), standing="killed"),
    f"{ONE_STORY}conflict/<int:number>/": Row(WRITER, done(WRITER), "kept_aside", choice),
    f"{ONE_STORY}revert/<int:number>/": Row(NO_METHOD, done(WRITING), standing="rewritten"),
    f"{ONE_STORY}suggestions/": Row(READERS),
    f"{ONE_STORY}translate/": Row(NO_METHOD, done(WRITERS), sends=lambda stage: {"language": "kk"}),
    f"{ONE_STORY}caught-up/": Row(NO_METHOD, done(WRITING), acts=False),
    f"{STORY}away/": Row(READERS),
    f"{ONE_STORY}away/": Row(READERS, standing="away"),
    f"{ONE_STORY}put-away/": Row(NO_METHOD, done(WRITING)),
    f"{ONE_STORY}bring-back/": Row(NO_METHOD, done(WRITING), standing="away"),
    f"{ONE_STORY}preview/": Row(READERS, NO_METHOD_AT_ALL),
    f"{ONE_STORY}preview/<int:number>/": Row(READERS, NO_METHOD_AT_ALL, standing="live"),
    f"{ONE_STORY}preview/version/<int:number>/": Row(READERS, NO_METHOD_AT_ALL),
    f"{ONE_STORY}share/": Row(EDITING, done(EDITING), sends=lambda stage: {"edition": "", "lasting": "day"}),
    f"{ONE_STORY}share/<int:link_id>/revoke/": Row(NO_METHOD, done(EDITING)),
    "preview/<str:token>/": Row(ANYBODY, NO_METHOD_AT_ALL),
    "preview/picture/<str:signature>/<path:name>": Row(ANYBODY, NO_METHOD_AT_ALL),
    f"{ONE_STORY}publication/": Row(NO_METHOD, EDITING, sends=story),
    f"{STORY}publication/": Row(NO_METHOD, EDITORS, sends=new_story),
    f"{ONE_STORY}compare/": Row(READERS),
    f"{STORY}sitting/": Row(NO_METHOD, WRITING, sends=open_form),
    f"{STORY}sitting/<uuid:draft>/": Row(WRITING),
    f"{STORY}sitting/<uuid:draft>/take/": Row(NO_METHOD, done(WRITING), acts=False),
    f"{STORY}sitting/<uuid:draft>/drop/": Row(NO_METHOD, done(WRITING), acts=False),
    f"{STORY}cards/": Row(READERS),
    f"{STORY}dateline/": Row(WITHIN),
    f"{STORY}choose/": Row(READERS),
    f"{STORY}bulk/": Row(NO_METHOD, WRITERS, sends=bulk),  # each story of it is judged by itself: test_bulk.py
    # the front page
    "admin/articles/slot/": Row(EDITORS, done(EDITORS), sends=front_page),
    "admin/articles/slot/choose/": Row(EDITORS),
    "admin/articles/slot/place/": Row(
        NO_METHOD, done(EDITORS), sends=lambda stage: {"story": stage.story.pk, "place": "1"}
    ),
    "admin/articles/slot/preview/": Row(READERS, NO_METHOD_AT_ALL),
    # other nouns
    **noun("section", sees=CHIEFS, adds=CHIEFS, changes=CHIEFS, deletes=CHIEFS, sends=NAMES),
    **noun("author", sees=EDITORS, adds=CHIEFS, changes=CHIEFS, deletes=CHIEFS, sends=NAMES),
    "admin/articles/author/choose/": Row(WRITERS),
    **noun("place", sees=EDITORS, adds=CHIEFS, changes=CHIEFS, deletes=CHIEFS, sends=PLACE),
    **noun("tag", sees=READERS, adds=WRITERS, changes=CHIEFS, deletes=CHIEFS, sends={"name": "Наука"} | NO_ALIASES),
    "admin/articles/tag/merge/": Row(CHIEFS, done(CHIEFS), sends=two_tags),
    "admin/articles/tag/complete/": Row(READERS),
    **noun("photo", sees=READERS, adds=LIBRARY, changes=LIBRARY, deletes=NOBODY, sends=PHOTO),
    "admin/articles/photo/add/": Row(LIBRARY, LIBRARY, sends=new_photo),
    "admin/articles/photo/send/": Row(NO_METHOD, LIBRARY, sends=new_photo),
    "admin/articles/photo/progress/": Row(READERS),
    f"{ONE_PHOTO}original/": Row(done(READERS), acts=False),
    f"{ONE_PHOTO}withdraw/": Row(LIBRARY, done(LIBRARY), sends=lambda stage: REASON),
    f"{ONE_PHOTO}restore/": Row(NO_METHOD, done(CHIEFS), "photo_withdrawn"),
    f"{ONE_PHOTO}develop/": Row(NO_METHOD, done(LIBRARY)),
    f"{ONE_PHOTO}discard/": Row(NO_METHOD, done(LIBRARY), "photo_failed"),
    "admin/articles/photo/choose/": Row(READERS),
    "admin/articles/photo/describe/": Row(NO_METHOD, done(LIBRARY), sends=terms_of_photo),
    "admin/language/": Row(NO_METHOD, done(WITHIN), sends=lambda stage: {"language": "kk"}),
    **noun("identity", sees=CHIEFS, adds=NOBODY, changes=CHIEFS, deletes=NOBODY, sends={"name_ru": "Вестник"}),
    "admin/articles/identity/": Row(done(CHIEFS), done(CHIEFS), acts=False),
    **noun("standingpage", sees=CHIEFS, adds=CHIEFS, changes=CHIEFS, deletes=CHIEFS, sends=PAGE),
    **noun("redirect", sees=CHIEFS, adds=CHIEFS, changes=CHIEFS, deletes=CHIEFS, sends=REDIRECT),
    "admin/articles/redirect/paste/": Row(CHIEFS, done(CHIEFS), sends=lambda stage: PASTED),
    **noun("mailing", sees=EDITORS, adds=EDITORS, changes=NOBODY, deletes=NOBODY, sends={}, app="subscriptions"),
    f"{MAILING}add/": Row(EDITORS, EDITORS),
    f"{MAILING}add/?article=<int:article_id>": Row(EDITING, done(EDITING), "live", lambda stage: BREAKING),
    f"{MAILING}<int:mailing_id>/stop/": Row(NO_METHOD, done(CHIEFS)),
    **noun("subscriber", sees=CHIEFS, adds=NOBODY, changes=NOBODY, deletes=CHIEFS, sends={}, app="subscriptions"),
    **noun("event", sees=CHIEFS, adds=NOBODY, changes=NOBODY, deletes=NOBODY, sends=YES),
    **noun("user", sees=CHIEFS, adds=CHIEFS, changes=CHIEFS, deletes=NOBODY, sends=PERSON),
    "admin/articles/user/add/": Row(CHIEFS, CHIEFS, sends=lambda stage: PERSON),
    "admin/articles/user/<int:person_id>/link/": Row(NO_METHOD, CHIEFS),
    "admin/articles/user/<int:person_id>/disable/": Row(NO_METHOD, done(CHIEFS)),
    "admin/articles/user/<int:person_id>/enable/": Row(NO_METHOD, done(CHIEFS), acts=False),
    "admin/articles/user/<int:person_id>/second-factor/": Row(NO_METHOD, done(CHIEFS), acts=False),
    "accounts/password/set/<str:uidb64>/<str:token>/": Row("000 00 00 00 0", "000 00 00 00 0"),
}

DEEDS = {
    "section": Row("", ">>> -- .+ .+ +", sends=lambda stage: {"section": stage.nouns["section"].pk}),
    "tag": Row("", ">>> -- .+ .+ +", sends=lambda stage: {"name": "Мосты"}),
    "handin": Row("", ">>> -- .+ .+ +"),
    "withdraw": Row("", ">>> -- .. .+ +", standing="live"),
}
"""What is done with many stories at once, for the story of each column: `.` is answered, and nothing is done."""

BUTTONS = {
    "_handin": Row("", ">>> -- -+ -+ +", sends=story),
    "_approve": Row("", ">>> -- -- -+ +", "handed_in", story),
    "_return": Row(
        "", ">>> -- -- -+ +", "handed_in", lambda stage: story(stage) | {"return_note": "Добавьте источник."}
    ),
    "_publish": Row("", ">>> -- -. -+ +", sends=lambda stage: story(stage) | REASON),
}
"""The buttons of a story's form that do more than save, on the story of each column."""
