"""What an editor does to many stories at once: into a section, under a tag. Of the working copy alone."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Section, Tag, TaggedArticle, Version
from articles.models.event import Action
from articles.models.tag import parse_tags
from articles.publishing.drafts import save_draft
from articles.publishing.errors import NotReady, WrongState
from articles.publishing.journal import note_down
from articles.publishing.timeline import held
from articles.publishing.versions import held_tags


@transaction.atomic
def move_to_section(article: Article, *, section: Section, by) -> Version:
    """Readers find it there after the next publication."""
    row = held(article)
    if row.section_id == section.pk:
        raise WrongState(_("This story is in that section already."))
    was, before, row.section = row.section_id, row.version, section
    version = save_draft(row, by=by, noted=False)
    article.section, article.version = section, row.version
    note_down(
        Action.MOVED,
        by=by,
        article=row,
        from_version=before,
        to_version=version.number,
        touched=(),
        section=section.pk,
        was=was,
    )
    return version


@transaction.atomic
def add_tag(article: Article, *, name: str, by) -> Version:
    """One tag, by its name; a new one is made."""
    names = parse_tags(name)
    if len(names) != 1:
        raise NotReady(_("Name one tag."))
    row = held(article)
    found, _made = Tag.objects.get_or_create(name=names[0])
    (tag,) = held_tags([found.pk])
    if TaggedArticle.objects.filter(content_object=row, tag_id=tag).exists():
        raise WrongState(_("This story has that tag already."))
    TaggedArticle.objects.create(content_object=row, tag_id=tag)
    before = row.version
    version = save_draft(row, by=by, noted=False)
    article.version = row.version
    note_down(Action.TAGGED, by=by, article=row, from_version=before, to_version=version.number, touched=(), tag=tag)
    return version
