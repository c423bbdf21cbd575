"""What tests are about, made in a line: each factory takes only what its test names."""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles import publishing
from articles.models import (
    Article,
    Author,
    Byline,
    Edition,
    Photo,
    Place,
    PlaceName,
    Rendition,
    Section,
    StandingPage,
    User,
)
from articles.search import index_photos
from subscriptions.models import Mailing, Subscriber

numbers = count(1)
REASON = "Так надо."


def make_user(role: str = "editor", *, username: str = "", sections=(), **fields) -> User:
    """`role` is a group of the migration: reporter, editor, photo_editor or chief; "" for a stranger at the desk."""
    user = User.objects.create_user(username or f"{role or 'stranger'}{next(numbers)}", password="pass", is_staff=True)
    for name, value in fields.items():
        setattr(user, name, value)
    user.save()
    if role:
        user.groups.add(Group.objects.get(name=role))
    user.sections.set(sections)
    return user


def make_section(slug: str = "politics", **fields) -> Section:
    names = {"name_ru": "Политика", "name_kk": "Саясат", "name_en": "Politics"}
    return Section.objects.get_or_create(slug=slug, defaults=names | fields)[0]


def make_author(slug: str = "", **fields) -> Author:
    return Author.objects.create(slug=slug or f"author-{next(numbers)}", **({"name_ru": "Отдел новостей"} | fields))


def make_place(**names) -> Place:
    """`make_place(ru="Астана", kk="Астана")`: names without dates."""
    place = Place.objects.create(slug=f"place-{next(numbers)}")
    for language, name in (names or {"ru": "Астана"}).items():
        PlaceName.objects.create(place=place, language=language, name=name)
    return place


def make_photo(*, renditions: bool = False, **fields) -> Photo:
    """A row of the library without files, unless a test asks for the rows of its renditions too."""
    number = next(numbers)
    made = {"agency": "Sputnik", "creator": "Владислав Воднев", "caption": "Мост", "alt": "Мост через реку"}
    made |= {"original": f"{number}/photo.jpg", "width": 1920, "height": 1280}
    photo = Photo.objects.create(**(made | fields))
    index_photos([photo])
    if renditions:
        Rendition.objects.bulk_create(
            Rendition(
                photo=photo,
                frame=frame,
                format=form,
                width=width,
                height=round(width * ratio),
                name=f"{photo.token}/{frame.replace(':', 'x')}-{width}-00000000.{extension}",
            )
            for frame, ratio in (("whole", 2 / 3), ("16:9", 9 / 16), ("4:3", 3 / 4), ("1:1", 1))
            for width in (320, 640, 1280)
            for form, extension in (("webp", "webp"), ("jpeg", "jpg"))
        )
    return photo


def make_file(photo: Photo, data: bytes = b"RIFF....WEBP") -> Rendition:
    """The row of a small WebP, and the file."""
    frame, width = "whole", 320
    row = {"height": 213, "name": f"{photo.token}/{frame}-{width}-0badcafe.webp"}
    default_storage.save(row["name"], ContentFile(data))
    return Rendition.objects.create(photo=photo, frame=frame, format="webp", width=width, **row)


def make_article(*, tags=(), authors=(), **fields) -> Article:
    """A working copy, fit to be published."""
    made = {"headline": "Мост открыт", "lead": "Движение пущено.", "body": "<p>Мост открыли утром.</p>"}
    if "section" not in fields:
        made["section"] = make_section()
    article = Article.objects.create(**(made | fields))
    article.tags.set(tags)
    for position, author in enumerate(authors):
        Byline.objects.create(article=article, author=author, position=position)
    return article


def publish(article: Article, *, by: User | None, **options) -> Edition:
    """The verb, with a reason for what it warns of: a test's story has neither photo nor tags."""
    return publishing.publish(article, by=by, **({"reason": REASON} | options))


def kill(article: Article, *, by: User | None) -> Edition:
    return publishing.kill(article, by=by, reason=REASON)


def make_edition(*, by: User | None = None, at=None, until=None, **fields) -> Edition:
    """A story before readers, through the verb."""
    return publish(make_article(**fields), by=by, at=at, until=until, imported=at is not None)


def make_standing_page(slug: str = "rules", **fields) -> StandingPage:
    return StandingPage.objects.create(slug=slug, **({"title_ru": "Правила", "text_ru": "<p>Так.</p>"} | fields))


def make_subscriber(address: str = "", *, sections=(), **fields) -> Subscriber:
    """Who confirmed; wants the morning digest in Russian unless told otherwise."""
    made = {"language": "ru", "wants_digest": True} | fields
    subscriber = Subscriber.objects.create(address=address or f"reader{next(numbers)}@post.example", **made)
    subscriber.sections.set(sections)
    return subscriber


def make_mailing(**fields) -> Mailing:
    """The digest of the last day, in Russian."""
    now = timezone.now()
    made = {"kind": "digest", "language": "ru", "on": now.date()} | fields
    if made["kind"] == "digest":
        made.setdefault("since", now - timedelta(days=1))
    return Mailing.objects.create(**made)
