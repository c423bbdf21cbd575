"""Two states of a story, whatever they were read from, differ where an editor would say that they do."""

import pytest
from django.template.loader import render_to_string

from articles.admin.comparing import (
    differences,
    readout_of_article,
    readout_of_edition,
    readout_of_form,
    readout_of_version,
)
from articles.models import Byline, Edition, Version
from articles.publishing import save_draft
from articles.publishing.versions import Writing, snapshot, writing_of
from tests.factories import make_article, make_author, make_photo, make_place, make_section, publish

pytestmark = pytest.mark.django_db


def found(before, after) -> dict:
    return {each.name: each for each in differences(before, after)}


def told(difference) -> list[tuple[str, str]]:
    return [(piece.op, piece.text) for piece in difference.pieces]


def saved(article, **fields) -> Version:
    for name, value in fields.items():
        setattr(article, name, value)
    return save_draft(article, by=None)


def form_of(article, **typed) -> dict[str, list[str]]:
    """What the form of the story sends when nobody touched it, but for what a test types."""
    sent = {
        "headline": [article.headline],
        "lead": [article.lead],
        "body": [article.body],
        "section": [str(article.section_id or "")],
        "language": [article.language],
        "genre": [article.genre],
        "importance": [str(article.importance)],
        "photo": [str(article.photo_id or "")],
        "tags": [str(tag) for tag in article.tags.all()],
        "bylines_author": [str(each.author_id) for each in article.bylines.all()],
        "bylines_role": [each.role for each in article.bylines.all()],
        "related": [str(link.target_id) for link in article.related_links.all()],
        "breaking_until_0": [""],
        "breaking_until_1": [""],
    }
    return sent | typed


def test_every_state_of_an_unchanged_story_is_the_same():
    author, photo = make_author(), make_photo()
    gallery = (
        f"""<news-card data-kind="gallery" data-ids="{photo.pk}" data-alts='{{"{photo.pk}":"Фермы"}}'></news-card>"""
    )
    body = f'<p>Он сказал: "Да" - и ушёл.</p>{gallery}'
    article = make_article(tags=["мосты"], authors=[author], photo=photo, body=body)
    edition = publish(article, by=None)
    states = [
        readout_of_article(article),
        readout_of_version(edition.version),
        readout_of_edition(edition),
        readout_of_form(writing_of(edition.version), form_of(article)),
    ]

    assert [differences(before, after) for before in states for after in states] == [[]] * 16


def test_changed_words_are_marked_in_their_field():
    article = make_article(headline="Мост открыт", lead="Движение пущено.")
    before = saved(article)

    changes = found(readout_of_version(before), readout_of_version(saved(article, headline="Мост закрыт")))

    assert list(changes) == ["headline"]
    assert told(changes["headline"]) == [("same", "Мост"), ("gone", " открыт"), ("new", " закрыт")]


def test_another_photo_is_shown_beside_the_one_before_with_its_caption_and_credit():
    bridge, river = make_photo(caption="Мост", agency="Sputnik"), make_photo(caption="Река", agency="ТАСС", alt="Вода")
    article = make_article(photo=bridge)
    before = saved(article)

    changes = found(readout_of_version(before), readout_of_version(saved(article, photo=river)))

    assert changes["photo"].photos == [("gone", bridge), ("new", river)]
    assert told(changes["photo_caption"]) == [("gone", "Мост"), ("new", "Река")]
    assert ("new", " ТАСС") in told(changes["credit"])
    assert "photo_alt" in changes


def test_a_credit_put_right_in_the_library_differs_from_what_readers_see():
    photo = make_photo(creator="Воднев")
    article = make_article(photo=photo)
    edition = publish(article, by=None)
    photo.creator = "Владислав Воднев"
    photo.save()

    assert list(found(readout_of_edition(edition), readout_of_article(article))) == ["credit"]


def test_tags_come_and_go_by_name():
    article = make_article(tags=["мосты", "реки"])
    before = saved(article)
    article.tags.set(["Мосты", "паводок"])

    changes = found(readout_of_version(before), readout_of_article(article))

    assert told(changes["tags"]) == [("same", "мосты"), ("new", "паводок"), ("gone", "реки")]


def test_bylines_are_compared_with_their_roles():
    writer, editor = make_author(name_ru="Айгуль"), make_author(name_ru="Борис")
    article = make_article(authors=[writer])
    before = saved(article)
    Byline.objects.create(article=article, author=editor, role="editor", position=1)

    changes = found(readout_of_version(before), readout_of_article(article))

    assert [op for op, _name in told(changes["bylines"])] == ["same", "new"]
    assert told(changes["bylines"])[1][1].startswith("Борис (")


def test_a_choice_is_told_whole():
    article = make_article(section=make_section("politics"), genre="news")
    before = saved(article)
    after = saved(article, section=make_section("sport", name_ru="Спорт"), genre="opinion")

    changes = found(readout_of_version(before), readout_of_version(after))

    assert [op for op, _name in told(changes["section"])] == ["gone", "new"]
    assert [op for op, _name in told(changes["genre"])] == ["gone", "new"]


def test_the_dateline_is_compared_as_it_will_stand():
    article = make_article(place=make_place(ru="Астана"), dateline_agency="Sputnik")
    before = saved(article)

    changes = found(readout_of_version(before), readout_of_version(saved(article, place=make_place(ru="Алматы"))))

    assert told(changes["dateline"])[:2] == [("gone", "АСТАНА"), ("new", "АЛМАТЫ")]


def test_related_news_filled_by_tags_are_no_change_of_the_editor():
    """Of the working copy and an edition, what was chosen by hand is compared; of two editions, what readers got."""
    shown = publish(make_article(headline="Паводок", tags=["реки"]), by=None)
    article = make_article(headline="Река вышла из берегов", tags=["реки"])
    edition = publish(article, by=None)
    assert edition.content["related"] == [shown.article_id]

    assert "related" not in found(readout_of_edition(edition), readout_of_article(article))


def test_typed_text_is_compared_with_what_is_saved():
    article = make_article(tags=["мосты"])
    typed = form_of(article, body=["<p>Мост открыли вечером.</p>"], tags=[], breaking_until_0=["2026-05-01"])
    typed["breaking_until_1"] = ["12:00"]

    changes = found(readout_of_article(article), readout_of_form(Writing(snapshot(article), article.body), typed))

    assert list(changes) == ["breaking_until", "tags", "body"]
    assert changes["body"].stretches[0].blocks[0].change.op == "changed"


def test_nonsense_in_a_form_is_compared_all_the_same():
    typed = {
        "section": ["x"],
        "photo": ["9" * 30],
        "importance": ["много"],
        "dateline_on": ["2026-13-77"],
        "genre": [""],
    }
    typed |= {"breaking_until_0": ["вчера"], "bylines_author": ["-1"], "related": ["9" * 40], "language": ["xx"]}

    assert isinstance(differences(readout_of_article(make_article()), readout_of_form(None, typed)), list)


def test_what_stayed_is_folded_between_what_changed():
    paragraphs = [f"<p>Абзац о мосте номер {number}.</p>" for number in range(12)]
    article = make_article(body="".join(paragraphs))
    before = saved(article)
    paragraphs[0], paragraphs[11] = "<p>Другое начало.</p>", "<p>Другой конец.</p>"

    body = found(readout_of_version(before), readout_of_version(saved(article, body="".join(paragraphs))))["body"]

    assert [(stretch.is_folded, len(stretch.blocks)) for stretch in body.stretches if stretch.is_folded] == [(True, 8)]


def test_names_cost_as_many_queries_for_many_as_for_one(django_assert_max_num_queries):
    def version(count: int) -> Version:
        photos = [make_photo(renditions=True) for _ in range(count)]
        article = make_article(
            photo=photos[0],
            place=make_place(),
            tags=[f"тег {each.pk}" for each in photos],
            authors=[make_author() for _ in photos],
            body="".join(f'<news-card data-kind="photo" data-id="{each.pk}"></news-card>' for each in photos),
        )
        return saved(article)

    one, many = readout_of_version(version(1)), readout_of_version(version(20))
    with django_assert_max_num_queries(9):
        differences(one, many)


def test_what_was_typed_is_shown_as_text_and_never_as_markup():
    article = make_article(headline="<script>alert(1)</script>", body="<p>&lt;img src=x onerror=alert(1)&gt;</p>")

    page = render_to_string(
        "admin/compare/differences.html",
        {"differences": differences(readout_of_article(make_article()), readout_of_article(article))},
    )

    assert "<script>" not in page
    assert "<img src=x" not in page


def test_editions_can_be_compared_long_after():
    article = make_article(headline="Мост открыт")
    publish(article, by=None)
    article.headline = "Мост закрыт"
    publish(article, by=None, change="update")
    first, second = Edition.objects.filter(article=article).select_related("version").order_by("number")

    assert list(found(readout_of_edition(first), readout_of_edition(second))) == ["headline"]
