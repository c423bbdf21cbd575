"""What of a story or a photo is indexed, and when: in the transaction that changes it."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from articles.models import Article, Byline, Edition, Photo, TaggedArticle
from articles.models.placement import photo_uses
from articles.search.entries import drop, put
from articles.search.layout import ARTICLES, EDITION_ID, EDITIONS, MARK, PHOTOS, Row
from articles.text.blocks import cut, plain_text
from articles.text.words import compounds, forms, split

ENDING = re.compile(r"\.(?:jpe?g|png|webp|avif|tiff?|gif)(?!\w)", re.IGNORECASE)


def index_edition(edition: Edition) -> None:
    """As it is published: no photo of it is withdrawn."""
    put(EDITIONS, [edition_row(edition)])


def index_editions(editions: Iterable[Edition]) -> None:
    put(EDITIONS, edition_rows(editions))


def forget_editions(edition_ids: Iterable[int]) -> None:
    """For what is over. Forgotten late or never, an edition that is not live is still not found."""
    times = Edition.objects.filter(pk__in=edition_ids).order_by().values_list("first_published_at", "pk")
    drop(EDITIONS, [place(first_published_at, pk) for first_published_at, pk in times])


def index_article(article: Article) -> None:
    put(ARTICLES, article_rows([article]))


def index_photos(photos: Iterable[Photo]) -> None:
    put(PHOTOS, map(photo_row, photos))


def forget_photos(photo_ids: Iterable[int]) -> None:
    drop(PHOTOS, photo_ids)


def place(first_published_at, edition_id: int) -> int:
    """Where an edition stands in its index: by the second of first publication, then by its id."""
    return int(first_published_at.timestamp()) << EDITION_ID.bit_length() | edition_id & EDITION_ID


def edition_rows(editions: Iterable[Edition]) -> list[Row]:
    """A photo that was withdrawn is found by its caption no more. One query where there are photos."""
    listed = list(editions)
    hidden = withdrawn_photos(listed)
    return [edition_row(edition, hidden) for edition in listed]


def withdrawn_photos(editions: Iterable[Edition]) -> set[int]:
    used = {use["id"] for edition in editions for use in photo_uses(edition.content)}
    return set(Photo.objects.withdrawn().filter(pk__in=used).values_list("pk", flat=True)) if used else set()


def edition_row(edition: Edition, hidden: Container[int] = ()) -> Row:
    content, language = edition.content, edition.language
    headline = first_forms(headlines(content), language)
    words = [*marks(edition), *first_forms(texts(content, hidden), language)]
    return Row(place(edition.first_published_at, edition.pk), *apart(headline, words))


def marks(edition: Edition) -> list[str]:
    """What a search can be narrowed to. A tag that was merged away keeps its mark: the search asks for both."""
    content = edition.content
    kinds = [("section", content["section"]), *(("tag", tag) for tag in content["tags"])]
    kinds += [("author", byline) for byline in content["bylines"]]
    return [MARK + edition.language, *(f"{MARK}{kind}{named['id']}" for kind, named in kinds if named)]


def headlines(content: dict) -> list[str]:
    return [content["headline"], content["short_headline"]]


def texts(content: dict, hidden: Container[int] = ()) -> list[str]:
    """Of a frozen content, all that is read beside the headline: a phrase stands in one of them."""
    lead_photo = content["photo"]
    return [
        content["lead"],
        content["dateline"],
        lead_photo["caption"] if lead_photo and lead_photo["id"] not in hidden else "",
        *(named["name"] for named in [*content["bylines"], *content["tags"]]),
        *plain_text([shown(block, hidden) for block in content["blocks"]]).split("\n"),
    ]


def shown(block: dict, hidden: Container[int]) -> dict:
    """Without the captions of photos that may not be shown."""
    if block["type"] == "photo" and block["photo"] in hidden:
        return block | {"caption": ""}
    return block


def article_rows(articles: Sequence[Article]) -> list[Row]:
    """Two queries, however many stories."""
    languages = {article.pk: article.language for article in articles}
    names = defaultdict(list)
    for byline in Byline.objects.filter(article__in=articles).select_related("author"):
        names[byline.article_id].append(byline.author.name(languages[byline.article_id]))
    for tagged in TaggedArticle.objects.filter(content_object__in=articles).select_related("tag"):
        names[tagged.content_object_id].append(tagged.tag.name)
    return [article_row(article, names[article.pk]) for article in articles]


def article_row(article: Article, names: list[str]) -> Row:
    texts = [article.lead, article.photo_caption, *names, plain_text(cut(article.body))]
    headline = as_written_and_first_forms([article.headline, article.short_headline], article.language)
    return Row(article.pk, *apart(headline, as_written_and_first_forms(texts, article.language)))


def photo_row(photo: Photo) -> Row:
    """In any language: a photo does not say which its words are in."""
    texts = [photo.headline, photo.caption, photo.alt, photo.people, photo.keywords, photo.city]
    texts += [photo.creator, photo.agency, photo.credit_line, without_ending(photo.filename)]
    return Row(photo.pk, *apart([], as_written_and_first_forms(texts, "")))


def without_ending(name: str) -> str:
    """Of a picture's file: every photo would be found by it. Asked for and indexed alike."""
    return ENDING.sub("", name)


def first_forms(texts: Iterable[str], language: str) -> list[str]:
    return [form for text in texts for word in words_of(text) for form in forms(word, language)]


def as_written_and_first_forms(texts: Iterable[str], language: str) -> list[str]:
    """Journalists type a part of a word and expect it found: 'Казахстано' for «Казахстаном»."""
    return [form for text in texts for word in words_of(text) for form in (word, *forms(word, language))]


def words_of(text: str) -> list[str]:
    """«Нур-Султан» is indexed as two words and as one."""
    return split(text) + [word for _start, _end, word in compounds(text)]


def apart(headline: list[str], words: list[str]) -> tuple[list[str], list[str]]:
    """Each word once; those of the headline only there."""
    once = dict.fromkeys(headline)
    return list(once), [word for word in dict.fromkeys(words) if word not in once]
