"""A story in another language: begun from the original's words, linked to it, told when the original changes."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Byline, RelatedLink, TaggedArticle
from articles.models.article import State
from articles.models.author import Role
from articles.models.event import Action
from articles.models.names import Language
from articles.publishing.drafts import save_draft
from articles.publishing.errors import AlreadyTranslated, PutAway, WrongState
from articles.publishing.journal import note_down
from articles.publishing.timeline import held
from articles.publishing.versions import held_tags

COPIED = (
    "group",
    "headline",
    "lead",
    "body",
    "section",
    "photo",
    "photo_caption",
    "photo_alt",
    "place",
    "dateline_on",
    "dateline_agency",
    "genre",
    "importance",
    "source",
    "embargo_until",
    "embargo_reason",
)


@transaction.atomic
def translate(article: Article, *, language: str, by) -> Article:
    """A draft in that language with the story's words to start from. Related news are their own translations."""
    if language not in Language.values:
        raise WrongState(_("Choose a language."))
    # Whoever begins from another language of the group waits here; in the order of ids, so that nobody waits in a ring.
    group = list(Article.objects.filter(group=article.group).order_by("pk").select_for_update(no_key=True))
    original = next(each for each in group if each.pk == article.pk)
    if original.put_away_at:
        raise PutAway
    # Asked after the lock: the list of those locked does not know what was begun while it waited.
    if Article.objects.filter(group=original.group, language=language).exists():
        raise AlreadyTranslated
    draft = Article(language=language, original=original, original_version=original.version, created_by=by)
    draft.state = State.DRAFT
    for name in COPIED:
        setattr(draft, name, getattr(original, name))
    draft.save()
    _copy_links(original, draft, by)
    version = save_draft(draft, by=by, noted=False)
    note_down(
        Action.TRANSLATED,
        by=by,
        article=draft,
        from_version=original.version,
        to_version=version.number,
        original=original.pk,
    )
    return draft


@transaction.atomic
def catch_up(article: Article, *, by) -> int:
    """The translation says what its original says now: the number of the version that it has caught up with."""
    held(article)
    row = Article.objects.with_original_news().get(pk=article.pk)
    if row.original_id is None:
        raise WrongState(_("This story is nobody's translation."))
    seen = row.original_version
    article.original_version = row.original_version = max(seen or 0, row.original_now)
    if row.original_version == seen:
        return row.original_version
    row.save(update_fields=["original_version"])
    note_down(Action.CAUGHT_UP, by=by, article=row, from_version=seen, to_version=row.original_version)
    return row.original_version


def _copy_links(original: Article, draft: Article, by) -> None:
    """Tags and bylines, the translator among them, and those related stories that there are in the new language."""
    tags = held_tags(list(original.tagged.order_by("pk").values_list("tag_id", flat=True)))
    TaggedArticle.objects.bulk_create(TaggedArticle(content_object=draft, tag_id=tag) for tag in tags)
    bylines = [(byline.author_id, byline.role) for byline in original.bylines.all()]
    translator = getattr(by, "author", None)
    if translator and (translator.pk, Role.TRANSLATOR) not in bylines:
        bylines.append((translator.pk, Role.TRANSLATOR))
    Byline.objects.bulk_create(
        Byline(article=draft, author_id=author, role=role, position=position)
        for position, (author, role) in enumerate(bylines)
    )
    groups = original.related_links.values_list("target__group", flat=True)
    there = dict(Article.objects.filter(group__in=list(groups), language=draft.language).values_list("group", "pk"))
    RelatedLink.objects.bulk_create(
        RelatedLink(article=draft, target_id=there[group], position=position)
        for position, group in enumerate(groups)
        if group in there
    )
