"""No mojibake, no leavings of cameras, nothing too long: what a file says is either fit to be shown or dropped."""

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from hypothesis import given
from hypothesis import strategies as st

from articles.renditions.decoding import decoded, mended
from articles.renditions.tidying import LENGTHS, NONSENSE, SOURCES, is_address, moment, tidied

WESTERN = [
    "Müller",
    "Öö Jõgeva kohal",
    "Señor à Paris où il a été",
    "Élysée Palace",
    "Århus, Malmö, Tromsø",
    "© Agence",
    "Mayor’s “visit”",
]
CYRILLIC = ["Владислав Воднев", "Я и он", "Sputnik / Воднев", "«Ёлка» в Щучинске", "фото: РИА", "Мост № 5"]


@pytest.mark.parametrize("text", WESTERN)
def test_western_letters_do_not_become_cyrillic(text):
    assert decoded(text.encode("cp1252")) == text


@pytest.mark.parametrize("text", CYRILLIC)
def test_cyrillic_letters_do_not_become_western(text):
    assert decoded(text.encode("cp1251")) == text


@pytest.mark.parametrize("text", [*WESTERN, *CYRILLIC, "Қазақстан", "日本"])
def test_utf8_is_seen_to_be_utf8(text):
    assert decoded(text.encode()) == text


def test_a_letter_that_a_limit_in_bytes_cut_in_two_is_left_out():
    assert decoded("Мост через Ишим".encode()[:-1]) == "Мост через Иши"
    assert decoded("café".encode("latin-1")) == "café"


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252", "cp1251"])
@pytest.mark.parametrize("text", ["Мост через Ишим", "Рим и Шымкент", "Müller", "Қазақстан", "Эрмитаж: «да»"])
def test_text_that_another_program_took_for_other_letters_is_mended(text, wrong):
    through = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode())
    if wrong == "cp1251" and "\x98" in through:
        assert tidied("caption", [through]) == ""
    else:
        assert mended(through) == text


@pytest.mark.parametrize("text", CYRILLIC[:4])
def test_cyrillic_that_another_program_took_for_western_is_mended(text):
    assert mended(text.encode("cp1251").decode("cp1252")) == text


@pytest.mark.parametrize("text", [*WESTERN, *CYRILLIC, "СССР, РСФСР: «Ѐ»", "Қазақстан — РЌ", "naïve № 5"])
def test_text_that_is_right_is_left_alone(text):
    assert tidied("caption", [text]) == text


@pytest.mark.parametrize(
    "text",
    [
        "???????? ??????",
        "Sputnik / ????????",
        "Встреча \ufffd\ufffd Акорде",
        "Встреча \x81 Акорде",
        "Ð’Ð»Ð°Ð´Ð¸ÑÐ»Ð°Ð² №",
        "Р’Р»Р°РґРёСЃР»Р°РІ ü",
        "\ue000\ue001 Акорда",
        "  - / . ",
        "\0\0\0",
    ],
)
def test_text_that_cannot_be_mended_is_dropped(text):
    assert tidied("caption", [text]) == ""


def test_a_question_is_no_lost_text():
    assert tidied("caption", ["Что дальше?? Кто знает?"]) == "Что дальше?? Кто знает?"


@pytest.mark.parametrize(
    "text",
    [
        "OLYMPUS DIGITAL CAMERA",
        "SONY DSC",
        "DCIM",
        "Untitled",
        "untitled-3",
        "SAMSUNG CAMERA PICTURES",
        "Exif_JPEG_PICTURE",
        "<Samsung Digimax>",
        "Created with GIMP",
        "IMG_1234",
        "DSC0001.JPG",
        "Без имени-1",
    ],
)
def test_what_cameras_and_programs_write_is_no_caption(text):
    assert tidied("caption", [text]) == tidied("headline", [text]) == ""
    assert tidied("caption", [f"Мост: {text}"]) == f"Мост: {text}"
    assert tidied("caption", ["Samsung открыл завод"])


def test_text_stands_in_one_line_of_composed_letters():
    assert (
        tidied("caption", ["Первый\r\n\r\nвторой\t и\x07 трети\u0438\u0306\u200b\ufeff \0"]) == "Первый второй и третий"
    )


def test_long_text_is_cut_at_a_word_and_a_long_list_at_an_item():
    headline, keywords = tidied("headline", ["слово " * 100]), tidied("keywords", [f"ключ {n}" for n in range(400)])

    assert len(headline) <= LENGTHS["headline"] and headline.endswith("слово")
    assert len(keywords) <= LENGTHS["keywords"] and keywords.split(", ")[-1].startswith("ключ ")
    assert tidied("creator", ["Щ" * 900]) == "Щ" * 200


def test_a_list_in_one_line_is_taken_apart_and_says_each_once():
    assert tidied("keywords", ["визит; президент,визит", " Акорда"]) == "визит, президент, Акорда"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021-04-30T14:05:09.25+06:00", "2021-04-30T14:05:09+06:00"),
        ("2021-04-30T14:05Z", "2021-04-30T14:05:00+00:00"),
        ("2021:04:30 14:05:09", "2021-04-30T14:05:09"),
        ("20210430 140509+0600", "2021-04-30T14:05:09+06:00"),
        ("20210430 140509", "2021-04-30T14:05:09"),
        ("2021-04-30", "2021-04-30T00:00:00"),
        ("0000:00:00 00:00:00", ""),
        ("2021:02:30 14:05:09", ""),
        ("2021-04", ""),
        ("9999-12-31T23:59:59", ""),
        ("1700-01-01", ""),
        ("вчера", ""),
    ],
)
def test_a_moment_is_told_as_iso_8601_or_not_at_all(text, iso):
    assert moment(text) == iso


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
        ("https://cv.iptc.org/newscodes/digitalsourcetype/negativeFilm/", "negativeFilm"),
        ("digsrctype:compositeSynthetic", "compositeWithTrainedAlgorithmicMedia"),
        ("algorithmicMedia", "trainedAlgorithmicMedia"),
        ("http://cv.iptc.org/newscodes/digitalsourcetype/unheardOf", ""),
    ],
)
def test_the_source_is_one_that_the_library_knows(value, kind):
    assert tidied("digital_source_type", [value]) == kind
    assert kind in {"", *SOURCES.values()}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://sputnik.example/",
        "https://",
        "https://sputnik",
        "https://10.0.0.1/",
        "https://user:secret@sputnik.example/",
        "https://sputnik.example:99999/",
        "https://[::1/",
        "www.sputnik.example",
        "https://sputnik.example/" + "a" * 500,
    ],
)
def test_an_address_that_leads_nowhere_is_dropped(address):
    assert tidied("licence_url", [address]) == ""


@given(st.from_regex(r"https?://[a-z0-9.-]{1,80}(:[0-9]{0,6})?([/?#].{0,20})?", fullmatch=True))
def test_an_address_that_is_taken_is_one_for_the_library_too(address):
    try:
        URLValidator(["http", "https"])(address)
    except ValidationError:
        assert not is_address(address)


@given(st.sampled_from(sorted(LENGTHS)), st.text(st.characters(), max_size=60) | st.binary(max_size=60).map(decoded))
def test_whatever_is_said_the_field_holds_it_and_shows_no_nonsense(field, text):
    line = tidied(field, [text])

    assert len(line) <= LENGTHS[field]
    assert not NONSENSE.search(line)
    assert line.isprintable() or not line.isascii()
