"""Writes fixtures/seed.json from the seed's text, through the verbs, each at its own moment.

When what an edition holds changes, write it again: `.venv/bin/python -m tests.demo`
"""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import time_machine
from django.core import serializers

from articles import models
from articles.management.demo.files import SEED_STORIES, group_of
from articles.models import Article, Photo, Place, PlaceName, RelatedLink, Section, Tag, TaggedArticle
from articles.publishing import publish
from articles.renditions import sizes
from fixtures.pictures import FOCAL, SEED, encoded
from tests.demo.seed_text import CAPTION, CARDS, HEADLINE, LEAD, PARAGRAPHS
from tests.renditions.looking import open_picture

FIXTURE = Path(__file__).parents[2] / "fixtures" / "seed.json"
TOKEN = "5eed" + "20210430".zfill(28)  # the picture is public: its name need not be hard to guess

MOMENTS = {  # Almaty was at UTC+6; the source gives the days alone
    2: datetime(2021, 4, 29, 12, 0, tzinfo=UTC),
    3: datetime(2021, 4, 30, 5, 30, tzinfo=UTC),
    1: datetime(2021, 4, 30, 9, 40, tzinfo=UTC),
}
CAPITAL = (
    ("Целиноград", "Целиноград", "Tselinograd", date(1961, 3, 20), date(1992, 7, 6)),
    ("Акмола", "Ақмола", "Akmola", date(1992, 7, 6), date(1998, 5, 6)),
    ("Астана", "Астана", "Astana", date(1998, 5, 6), date(2019, 3, 23)),
    ("Нур-Султан", "Нұр-Сұлтан", "Nur-Sultan", date(2019, 3, 23), date(2022, 9, 17)),
    ("Астана", "Астана", "Astana", date(2022, 9, 17), None),
)
TAGS = (
    "Касым-Жомарт Токаев",
    "Александр Лукашенко",
    "Казахстан",
    "Беларусь",
    "ЕАЭС",
    "Нурсултан Назарбаев",
)
TAGGED = {1: (1, 2, 3, 4, 5), 2: (6, 2, 3, 4), 3: (2, 1)}
RELATED = {2: (1, 3), 3: (1, 2)}
STAND_IN = "На месте снимка стоит рисунок: сама фотография принадлежит агентству."


def make_seed() -> str:
    """The fixture's text. Versions, editions and placements count from 1 in an empty database."""
    with time_machine.travel(min(MOMENTS.values()), tick=False) as clock:
        make_surroundings()
        for pk, moment in MOMENTS.items():
            clock.move_to(moment)
            make_story(pk)
        for pk, moment in MOMENTS.items():
            clock.move_to(moment)
            make_links(pk)
            publish(Article.objects.get(pk=pk), by=None, imported=True)
    return dump()


def make_surroundings() -> None:
    Section.objects.create(pk=1, slug="politics", name_ru="Политика", name_kk="Саясат", name_en="Politics", position=1)
    place = Place.objects.create(pk=1, slug="astana")
    names = [
        (language, name, valid_from, valid_until)
        for *translations, valid_from, valid_until in CAPITAL
        for language, name in zip(("ru", "kk", "en"), translations, strict=True)
    ]
    for pk, (language, name, valid_from, valid_until) in enumerate(names, start=1):
        PlaceName.objects.create(
            pk=pk, place=place, language=language, name=name, valid_from=valid_from, valid_until=valid_until
        )
    Photo.objects.create(
        pk=1,
        original=f"{TOKEN}/{SEED}.jpg",
        token=TOKEN,
        width=1920,
        height=1280,
        agency="Sputnik",
        creator="Владислав Воднев",
        copyright_notice="© Sputnik",
        caption=CAPTION,
        alt=CAPTION,
        usage_terms=STAND_IN,
        digital_source_type="digitalCreation",
        color=open_picture(BytesIO(encoded(SEED))).color,
        focal_x=FOCAL[SEED][0],
        focal_y=FOCAL[SEED][1],
        renditions_made=len(sizes(1920, 1280)),
        renditions_wanted=len(sizes(1920, 1280)),
    )
    for pk, name in enumerate(TAGS, start=1):
        Tag.objects.create(pk=pk, name=name)


def make_story(pk: int) -> None:
    story = {
        "pk": pk,
        "group": group_of(SEED_STORIES[pk - 1]),
        "section_id": 1,
        "state": "approved",
        "headline": {1: HEADLINE, 2: CARDS[2], 3: CARDS[6]}[pk],
    }
    if pk == 1:
        story |= {
            "lead": LEAD,
            "body": body(),
            "photo_id": 1,
            "place_id": 1,
            "dateline_on": date(2021, 4, 30),
            "dateline_agency": "Sputnik",
            "source": "пресс-служба Акорды",
            "importance": 2,
        }
    Article.objects.create(**story)


def body() -> str:
    lines = []
    for number, paragraph in enumerate(PARAGRAPHS, start=1):
        lines.append(f"<p>{paragraph}</p>")
        if number in CARDS:
            target = {2: 2, 6: 3}[number]
            lines.append(f'<news-card data-kind="related" data-id="{target}"></news-card>')
    return "\n".join(lines)


def make_links(pk: int) -> None:
    for position, tag in enumerate(TAGGED[pk]):
        TaggedArticle.objects.create(pk=10 * pk + position, tag_id=tag, content_object_id=pk)
    for position, target in enumerate(RELATED.get(pk, ())):
        RelatedLink.objects.create(pk=10 * pk + position, article_id=pk, target_id=target, position=position)


def dump() -> str:
    nouns = ("Section", "Place", "PlaceName", "Photo", "Tag", "Article", "TaggedArticle", "RelatedLink", "PhotoUse")
    rows = [row for noun in (*nouns, "Version", "Edition", "Placement") for row in ordered(getattr(models, noun))]
    return serializers.serialize("json", rows, indent=2) + "\n"


def ordered(model):
    return model.objects.order_by("pk")
