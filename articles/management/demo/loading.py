"""Stories from files into working copies and, through the verbs, before readers."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.management.demo.files import SEED_STORIES, StoryFile, group_of, read_stories
from articles.models import Article, Author, Byline, Place, RelatedLink, Section, User
from articles.models.article import State
from articles.publishing import catch_up, give_back, hand_in, place_on_front, publish, save_draft, withdraw

AGENCY = "Newsroom"  # the handbook speaks for the software, not for the agency that runs it
A_DAY = timedelta(days=1)
REASON = "Так показывает демонстрация."
WORDS = ("headline", "short_headline", "lead", "photo_caption", "photo_alt", "source", "editors_note")


def loaded_stories() -> QuerySet[Article]:
    return Article.objects.filter(group__in={group_of(story.key) for story in read_stories()})


def stories_of_others() -> QuerySet[Article]:
    """Working copies that neither the seed nor the demo brought."""
    return Article.objects.exclude(group__in=map(group_of, SEED_STORIES)).exclude(pk__in=loaded_stories())


@transaction.atomic
def load_stories(photos: dict[str, int], *, by: User) -> int:
    """All stories or none: first every working copy, since their cards name one another."""
    now = timezone.now()
    stories = sorted(read_stories(), key=lambda story: story.publish_at(now))
    drafts = [(story, _draft(story, photos, now, by)) for story in stories]
    ids = _ids_by_language({*SEED_STORIES, *(story.key for story in stories)})
    for story, article in drafts:
        article.body = story.body_with(stories=ids[story.language], photos=photos)
        _relate(article, [ids[story.language][key] for key in story.front.get("related", ())])
        _bring_out(story, article, now, by)
        if "on_front" in story.front:
            place_on_front(article, story.front["on_front"], until=now + A_DAY, by=by)
    _link_translations([article for _story, article in drafts], by)
    return len(drafts)


def _draft(story: StoryFile, photos: dict[str, int], now: datetime, by: User) -> Article:
    front = story.front
    place = Place.objects.get(slug=front["place"]) if "place" in front else None
    article = Article.objects.create(
        language=story.language,
        group=group_of(story.key),
        section=Section.objects.get(slug=front["section"]),
        photo_id=photos[front["photo"]],
        place=place,
        dateline_on=timezone.localdate(story.publish_at(now)) if place else None,
        dateline_agency=AGENCY if place else "",
        genre=front.get("genre", "news"),
        importance=front.get("importance", 1),
        embargo_until=story.publish_at(now) if "embargo" in front else None,
        embargo_reason=front.get("embargo", ""),
        created_by=User.objects.get(username=front["by"]) if "by" in front else by,
        **{name: front.get(name, "") for name in WORDS},
    )
    article.tags.set(front["tags"])
    for position, byline in enumerate(front["bylines"]):
        slug, _colon, role = byline.partition(":")
        author = Author.objects.get(slug=slug)
        Byline.objects.create(article=article, author=author, role=role or "author", position=position)
    return article


def _ids_by_language(keys: set[str]) -> dict[str, dict[str, int]]:
    """Which story a key means in each language: the translation, else the Russian one."""
    rows = Article.objects.filter(group__in=map(group_of, keys)).values_list("group", "language", "pk")
    ids = {(group, language): pk for group, language, pk in rows}
    return {
        language: {key: ids.get((group_of(key), language)) or ids[group_of(key), "ru"] for key in keys}
        for language, _name in settings.LANGUAGES
    }


def _relate(article: Article, targets: list[int]) -> None:
    RelatedLink.objects.bulk_create(
        RelatedLink(article=article, target_id=target, position=position) for position, target in enumerate(targets)
    )


def _bring_out(story: StoryFile, article: Article, now: datetime, by: User) -> None:
    """As the file says: left at the desk, published, corrected since, scheduled or withdrawn."""
    correction = story.front.get("correction")
    if not story.is_published:
        _leave_at_desk(article, story.front, by)
        return
    if correction:
        article.body = article.body.replace(correction["now"], correction["was"])
    publish(article, by=by, at=story.publish_at(now), imported=True)
    if correction:
        article.body = article.body.replace(correction["was"], correction["now"])
        publish(article, by=by, change=correction["change"], note=correction["note"], reason=REASON)
    if story.front.get("withdrawn"):
        withdraw(article, by=by)


def _leave_at_desk(article: Article, front: dict, by: User) -> None:
    """A draft, handed in by its writer, or returned since with a note."""
    save_draft(article, by=article.created_by)
    if front["state"] != State.DRAFT:
        hand_in(article, by=article.created_by)
    if front["state"] == State.RETURNED:
        give_back(article, by=by, note=front["return_note"])


def _link_translations(articles: list[Article], by: User) -> None:
    """Made from the Russian story's first version; the Kazakh ones have not looked since, the English ones have."""
    originals = {article.group: article for article in articles if article.language == "ru"}
    for article in articles:
        original = originals[article.group]
        if article is original:
            continue
        Article.objects.filter(pk=article.pk).update(original=original, original_version=1)
        if article.language == "en":
            catch_up(article, by=by)
