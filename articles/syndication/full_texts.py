"""A story's whole text for feed readers: what its page shows, in HTML that needs no stylesheet and no script."""

from collections.abc import Iterable
from datetime import datetime

from django.template.loader import render_to_string

from articles.models import Edition
from articles.pages.addresses import absolute
from articles.pages.blocks import shown_blocks
from articles.pages.cards import Card, card, label
from articles.pages.photographs import Album
from articles.pages.story import notes_of
from articles.text.markup import Open, Token, parse, serialise

ADDRESSES = ("href", "src")


def full_texts(editions: list[Edition], album: Album, *, at: datetime) -> dict[int, str]:
    """By the edition's id; the album holds their photos. One query, for the stories in cards."""
    cards = _cards(editions, at)
    return {edition.pk: _text(edition, album, cards) for edition in editions}


def _cards(editions: Iterable[Edition], at: datetime) -> dict[int, Card]:
    """Without pictures: a feed names them in a line."""
    blocks = [block for edition in editions for block in edition.content["blocks"]]
    ids = {block["article"] for block in blocks if block["type"] == "related"}
    nothing = Album((), at=at)
    live = Edition.objects.live(at).filter(article_id__in=ids) if ids else ()
    return {each.article_id: card(each, nothing, at=at) for each in live}


def _text(edition: Edition, album: Album, cards: dict[int, Card]) -> str:
    content = edition.content
    shown = {
        "label": label(content["genre"], edition.language),
        "lead": content["lead"],
        "figure": album.figure(content["photo"]),
        "notes": notes_of(edition),
        "blocks": shown_blocks(content, album, cards),
        "source": content["source"],
    }
    written = render_to_string("syndication/text.html", shown)
    lines = serialise([_whole(token) for token in parse(written)]).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _whole(token: Token) -> Token:
    """With addresses that stand wherever the text is read."""
    if not isinstance(token, Open):
        return token
    whole = {name: absolute(value) for name, value in token.attributes.items() if name in ADDRESSES}
    return Open(token.tag, token.attributes | whole)
