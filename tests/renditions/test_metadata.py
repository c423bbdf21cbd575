"""What a file says of its picture becomes the fields of the library: XMP first, then IPTC, then EXIF."""

import io
import struct

import pytest
from PIL import Image

from articles.models import Photo
from articles.models.photo import DigitalSource
from articles.renditions.metadata import FIELDS, read_metadata
from articles.renditions.tidying import LENGTHS, SOURCES
from tests.renditions.drawing import as_file
from tests.renditions.labelling import (
    ARTIST,
    COPYRIGHT,
    DESCRIPTION,
    TAKEN,
    TITLE,
    ZONE,
    box,
    exif,
    in_languages,
    iptc,
    labelled,
    png_chunk,
    read,
    resources,
    segment,
    small,
    xmp,
)
from tests.renditions.labelling import (
    SOURCES as NEWSCODES,
)

ALL = xmp(
    f"""
    <dc:creator>{box("Seq", "Владислав Воднев", "Фотослужба")}</dc:creator>
    <dc:rights>{in_languages(x_default="© Sputnik")}</dc:rights>
    <dc:description>{in_languages(x_default="Встреча в Акорде&#10;в пятницу")}</dc:description>
    <dc:subject>{box("Bag", "визит", "президент", "визит")}</dc:subject>
    <Iptc4xmpCore:AltTextAccessibility>{in_languages(x_default="Двое жмут руки")}</Iptc4xmpCore:AltTextAccessibility>
    <Iptc4xmpExt:PersonInImage>{box("Bag", "Касым-Жомарт Токаев")}</Iptc4xmpExt:PersonInImage>
    <xmpRights:UsageTerms>{in_languages(x_default="Только для редакций")}</xmpRights:UsageTerms>
    <plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">
        <plus:LicensorURL>https://sputnik.example/buy</plus:LicensorURL>
    </rdf:li></rdf:Seq></plus:Licensor>
    """,
    f"""
    photoshop:Source="Sputnik" photoshop:Credit="Sputnik Казахстан" photoshop:Headline="Переговоры"
    photoshop:City="Нур-Султан" photoshop:DateCreated="2021-04-30T14:05:09.25+06:00"
    xmpRights:WebStatement="https://sputnik.example/terms"
    Iptc4xmpExt:DigitalSourceType="{NEWSCODES}digitalCapture"
    """,
)
SAID = {
    "creator": "Владислав Воднев, Фотослужба",
    "agency": "Sputnik",
    "credit_line": "Sputnik Казахстан",
    "copyright_notice": "© Sputnik",
    "headline": "Переговоры",
    "caption": "Встреча в Акорде в пятницу",
    "alt": "Двое жмут руки",
    "people": "Касым-Жомарт Токаев",
    "keywords": "визит, президент",
    "city": "Нур-Султан",
    "usage_terms": "Только для редакций",
    "licence_url": "https://sputnik.example/terms",
    "licensor_url": "https://sputnik.example/buy",
    "taken_at": "2021-04-30T14:05:09+06:00",
    "digital_source_type": "digitalCapture",
}
OLDER = (
    (80, "Владислав Воднев"),
    (80, "Фотослужба"),
    (115, "Sputnik"),
    (110, "Sputnik Казахстан"),
    (116, "© Sputnik"),
    (105, "Переговоры"),
    (120, "Встреча в Акорде\rв пятницу"),
    (25, "визит"),
    (25, "президент"),
    (90, "Нур-Султан"),
    (55, "20210430"),
    (60, "140509+0600"),
)


def older(encoding: str, **options: bool) -> bytes:
    return iptc(*[(number, text.encode(encoding)) for number, text in OLDER], **options)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_all_that_a_newsroom_asks_is_read_from_xmp_in_every_format(format):
    assert read(labelled(format, ALL)) == SAID
    assert set(SAID) == set(FIELDS)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize(("encoding", "declared"), [("utf-8", True), ("utf-8", False), ("cp1251", False)])
def test_the_older_standard_is_read_in_the_letters_of_its_time(format, encoding, declared):
    said = read(labelled(format, records=older(encoding, utf8=declared)))

    assert said == {field: text for field, text in SAID.items() if field in said}
    assert len(said) == 9


def test_photoshop_in_a_tiff_keeps_the_older_standard_among_its_own_resources():
    file = as_file(small(), "TIFF", tiffinfo={34377: resources(older("utf-8"))})

    assert read(file)["caption"] == SAID["caption"]


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_camera_tells_author_rights_moment_and_description(format, order):
    tags = exif(
        {
            ARTIST: "Владислав Воднев\0".encode(),
            COPYRIGHT: "© Sputnik\0".encode(),
            DESCRIPTION: "Встреча в Акорде\0".encode("cp1251"),
            TITLE: "Переговоры\0".encode("utf-16-le"),
        },
        {TAKEN: b"2021:04:30 14:05:09\0", ZONE: b"+06:00\0"},
        order,
    )

    assert read(labelled(format, tags=tags)) == {
        "creator": "Владислав Воднев",
        "copyright_notice": "© Sputnik",
        "caption": "Встреча в Акорде",
        "headline": "Переговоры",
        "taken_at": "2021-04-30T14:05:09+06:00",
    }


def test_a_tiff_keeps_what_a_camera_tells_in_its_own_tags():
    assert read(labelled("TIFF", tags="Встреча".encode("cp1251")))["caption"] == "Встреча"


def test_each_field_comes_from_the_first_standard_that_tells_it():
    packet = xmp(f"<dc:creator>{box('Seq', 'Из XMP')}</dc:creator>", 'photoshop:City=" "')
    records = iptc((80, "Из IPTC".encode()), (90, "Алматы".encode()), utf8=True)
    tags = exif({ARTIST: b"From EXIF\0", COPYRIGHT: b"(c) Sputnik\0"})

    assert read(labelled("JPEG", packet, records, tags)) == {
        "creator": "Из XMP",
        "city": "Алматы",
        "copyright_notice": "(c) Sputnik",
    }


def test_what_the_first_standard_garbled_is_taken_from_the_next():
    packet = xmp(f"<dc:creator>{box('Seq', '????????? ??????')}</dc:creator>", 'photoshop:City="Ал\ufffdаты"')
    records = iptc((80, "Владислав Воднев".encode("cp1251")), (90, "Алматы".encode("cp1251")))

    assert read(labelled("JPEG", packet, records)) == {"creator": "Владислав Воднев", "city": "Алматы"}


@pytest.mark.parametrize(
    ("texts", "chosen"),
    [
        ({"en": "Bridge", "ru": "Мост", "x_default": "Мост открыт"}, "Мост открыт"),
        ({"en": "Bridge", "ru_RU": "Мост"}, "Мост"),
        ({"kk": "Көпір", "en": "Bridge"}, "Көпір"),
        ({"x_default": " ", "en": "Bridge"}, "Bridge"),
    ],
)
def test_of_several_languages_the_one_by_default_counts_then_russian_then_the_first(texts, chosen):
    packet = xmp(f"<dc:description>{in_languages(**texts)}</dc:description>")

    assert read(labelled(packet=packet)) == {"caption": chosen}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "cp1251"])
def test_a_packet_may_be_in_other_letters_than_utf8(encoding):
    packet = xmp("", 'photoshop:City="Алматы"').decode().replace("\ufeff", "").encode(encoding)

    assert read(labelled(packet=packet)) == {"city": "Алматы"}


def test_a_packet_longer_than_a_segment_goes_on_in_others():
    name = b"0123456789ABCDEF0123456789ABCDEF"
    rest = xmp("<photoshop:City>Алматы</photoshop:City>")
    parts = [(0, rest[:100]), (100, rest[100:])]
    pieces = [
        segment(1, b"http://ns.adobe.com/xmp/extension/\0" + name + struct.pack(">II", len(rest), place) + part)
        for place, part in reversed(parts)
    ]
    first = xmp("", f'photoshop:Source="Sputnik" xmpNote:HasExtendedXMP="{name.decode()}"')

    file = as_file(small(), "JPEG", xmp=first, extra=b"".join(pieces))

    assert read(file) == {"agency": "Sputnik", "city": "Алматы"}


def test_words_behind_the_pixels_of_a_png_are_found_and_the_pixels_too():
    whole = as_file(small(), "PNG").getvalue()
    end = whole.index(b"IEND") - 4
    text = png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + ALL)
    image = Image.open(io.BytesIO(whole[:end] + text + whole[end:]))
    place = image.fp.tell()

    assert read_metadata(image) == SAID
    assert image.fp.tell() == place
    assert image.getpixel((0, 0)) == (0, 128, 128)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF"])
def test_a_file_that_says_nothing_leaves_all_fields_to_the_editor(format):
    assert read(as_file(small(), format)) == {}


@pytest.mark.parametrize(
    ("properties", "filled"),
    [
        ({"Credit": "Sputnik / Владислав Воднев"}, {"agency": "Sputnik", "creator": "Владислав Воднев"}),
        ({"Credit": "© 2021 Sputnik/Владислав Воднев"}, {"agency": "Sputnik", "creator": "Владислав Воднев"}),
        ({"Credit": "Фото: Sputnik / Владислав Воднев", "Source": "sputnik"}, {"creator": "Владислав Воднев"}),
        ({"Credit": "Sputnik / Владислав Воднев", "Source": "Фотослужба"}, {}),
        ({"Credit": "Sputnik / Фотослужба / Владислав Воднев"}, {}),
        ({"Credit": "Sputnik / Getty Images"}, {}),
        ({"Credit": "Sputnik"}, {}),
        ({"Credit": "Sputnik /"}, {}),
    ],
)
def test_a_credit_line_of_two_parts_fills_what_is_missing_if_it_can_be_read_in_one_way(properties, filled):
    attributes = " ".join(f'photoshop:{name}="{text}"' for name, text in properties.items())

    said = read(labelled(packet=xmp("", attributes)))

    given = {"credit_line": properties["Credit"]} | ({"agency": properties["Source"]} if "Source" in properties else {})
    assert said == given | filled


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        *(
            ("ТАСС", "ТАСС"),
            ("РИА Новости", "РИА Новости"),
            ("© Getty Images", "Getty Images"),
            ("AP Photo", "AP Photo"),
        ),
        *(("Владислав Воднев", ""), ("Владислав Воднев, Sputnik", ""), ("Воднев", ""), ("ТАСС / Фотослужба", "")),
        *(
            ("Handout", ""),
            ("Photo", ""),
            ("Courtesy of the museum", ""),
            ("Фото", ""),
            ("Личный архив", ""),
            ("AP pool", ""),
        ),
        *(("Фото из архива музея", ""), ("Снимок сделан в музее на открытии выставки", ""), ("2021", "")),
    ],
)
def test_a_credit_line_that_is_a_name_beside_the_photographers_is_the_agency(line, agency):
    creator = "<dc:creator><rdf:Seq><rdf:li>Владислав Воднев</rdf:li></rdf:Seq></dc:creator>"

    said = read(labelled(packet=xmp(creator, f'photoshop:Credit="{line}"')))

    assert said["creator"] == "Владислав Воднев"
    assert said.get("agency", "") == agency


def test_the_copyright_notice_may_name_both_as_well():
    packet = xmp(f"<dc:rights>{in_languages(x_default='© Sputnik / Владислав Воднев')}</dc:rights>")

    said = read(labelled(packet=packet))

    assert (said["agency"], said["creator"]) == ("Sputnik", "Владислав Воднев")


@pytest.mark.parametrize(
    ("first", "second", "moment"),
    [
        ("2021-04-30", "2021:04:30 14:05:09", "2021-04-30T14:05:09+06:00"),
        ("2021-04-30T14:05:09", "2021:04:30 14:05:09", "2021-04-30T14:05:09+06:00"),
        ("2021-04-30", "2021:05:01 14:05:09", "2021-04-30T00:00:00"),
        ("2021-04-30T10:00", "2021:04:30 14:05:09", "2021-04-30T10:00:00"),
    ],
)
def test_the_moment_is_the_closest_of_those_that_agree(first, second, moment):
    tags = exif({}, {TAKEN: second.encode() + b"\0", ZONE: b"+06:00\0"})

    assert read(labelled("JPEG", xmp("", f'photoshop:DateCreated="{first}"'), tags=tags)) == {"taken_at": moment}


def test_what_is_read_fits_into_the_library():
    columns = {field: Photo._meta.get_field(field).max_length for field in LENGTHS}

    assert {field: length for field, length in columns.items() if length} == {
        field: LENGTHS[field] for field, length in columns.items() if length
    }
    assert set(SOURCES.values()) <= set(DigitalSource.values) - {""} <= set(SOURCES)
