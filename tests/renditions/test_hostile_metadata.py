"""Metadata made to harm or merely broken: nothing of it is believed, nothing of it stops a good picture."""

import io
import struct
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from articles.renditions import PictureError
from articles.renditions.exif import MOST_ENTRIES, read_exif, tags_of
from articles.renditions.iptc import iptc_of, read_iptc
from articles.renditions.metadata import FIELDS, read_metadata
from articles.renditions.packets import packets_of
from articles.renditions.reading import read_header
from articles.renditions.tidying import NONSENSE
from articles.renditions.xmp import MOST_BYTES, read_xmp
from tests.renditions.drawing import from_a_phone
from tests.renditions.labelling import (
    ARTIST,
    DIRECTORY,
    TAKEN,
    exif,
    iptc,
    labelled,
    png_chunk,
    read,
    resources,
    segment,
    xmp,
)
from tests.renditions.looking import open_picture
from tests.renditions.test_metadata import ALL, older

LONGEST = 0.2  # seconds of work, however busy the machine is
WHOLE = {
    format: labelled(
        format, ALL, older("cp1251"), b"" if format == "TIFF" else exif({ARTIST: b"A\0"}, {TAKEN: b"2021\0"})
    )
    for format in ("JPEG", "PNG", "WEBP", "TIFF")
}
WHOLE = {format: file.getvalue() for format, file in WHOLE.items()}
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "head",
    [
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x SYSTEM "http://attacker.example/x.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_packet_that_defines_entities_says_nothing(head, encoding):
    packet = head + xmp("<photoshop:City>&l9;</photoshop:City>", 'photoshop:Source="Sputnik"').decode()

    assert read_xmp(packet.replace("\ufeff", "").encode(encoding)) == {}


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"<",
        ALL[:-40],
        ALL.replace(b"dc:creator", b"dc:"),
        xmp("<a>" * 5000 + "</a>" * 5000),
        xmp("<dc:creator>" + "<rdf:Seq><rdf:li>" * 200 + "</rdf:li></rdf:Seq>" * 200 + "</dc:creator>"),
        xmp("", f'photoshop:City="{"А" * MOST_BYTES}"'),
    ],
)
def test_a_packet_that_is_broken_too_deep_or_too_large_says_nothing(packet):
    started = time.process_time()

    assert read_xmp(packet) == {}
    assert time.process_time() - started < LONGEST


def test_a_compressed_text_that_would_fill_the_memory_is_read_no_further_than_the_limit():
    bomb = png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b" " * 50_000_000))
    end = WHOLE["PNG"].index(b"IEND") - 4
    image = Image.open(io.BytesIO(WHOLE["PNG"][:end] + bomb + WHOLE["PNG"][end:]))
    started = time.process_time()

    assert len(packets_of(image).xmp[0]) == MOST_BYTES
    assert read_metadata(image)["caption"], "the older standard still speaks"
    assert time.process_time() - started < LONGEST


def test_a_directory_of_countless_entries_is_read_as_far_as_a_camera_would_fill_it():
    entry = struct.pack("<HHII", ARTIST, 2, 60_000, 8)
    endless = b"II*\0" + struct.pack("<IH", 8, 65_535) + entry * 65_535
    reads = []

    class Watched(io.BytesIO):
        def read(self, size=-1):
            reads.append(size)
            return super().read(size)

    tags_of(Watched(endless))

    assert len(reads) < MOST_ENTRIES + 10


def test_a_directory_that_points_at_itself_ends():
    assert tags_of(io.BytesIO(b"II*\0" + struct.pack("<IHHHII", 8, 1, DIRECTORY, 4, 1, 8))) != {}


@given(st.binary(max_size=300))
def test_random_bytes_say_something_or_nothing_but_never_stop(data):
    for head in (
        b"",
        b"II*\0\x08\0\0\0",
        b"MM\0*\0\0\0\x08",
        b"<x",
        b"\x1c\x02\x50\0\x05",
        b"8BIM\x04\x04\0\0\0\0\0\x20",
    ):
        read_xmp(head + data)
        read_iptc(head + data)
        read_iptc(iptc_of(head + data))
        read_exif(tags_of(io.BytesIO(head + data)))


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow tells of the damage
@settings(deadline=None)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.integers(0, 6000), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8),
)
def test_a_good_file_with_some_bytes_changed_is_read_without_nonsense_and_at_once(format, damage):
    content = bytearray(WHOLE[format])
    for place, value in damage:
        start = place % len(content)
        content[start : start + len(value)] = value
    try:
        image = read_header(io.BytesIO(content)).image
    except PictureError:
        return
    started = time.process_time()

    said = read_metadata(image)

    assert time.process_time() - started < LONGEST
    assert set(said) <= set(FIELDS)
    assert all(text and not NONSENSE.search(text) for text in said.values())


@given(st.lists(st.tuples(st.integers(0, len(ALL) - 1), st.binary(min_size=1, max_size=3)), min_size=1, max_size=4))
def test_a_packet_with_some_bytes_changed_shows_no_nonsense(damage):
    content = bytearray(ALL)
    for start, value in damage:
        content[start : start + len(value)] = value

    for text in read(labelled("WEBP", bytes(content))).values():
        assert text and not NONSENSE.search(text)


BROKEN_SEGMENTS = {
    "resources cut short": segment(13, b"Photoshop 3.0\0" + b"8BIM\x04\x04"),
    "a JFIF of nothing": segment(0, b"JFIF"),
    "an Adobe of nothing": segment(14, b"Adobe"),
    "a profile in no parts": segment(2, b"ICC_PROFILE\0"),
}
BROKEN_CHUNKS = {
    "a text that fills the memory": png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b" " * 5_000_000)),
    "another checksum": png_chunk(b"tEXt", b"Comment\0words")[:-1] + b"?",
    "a resolution of nothing": png_chunk(b"pHYs", b"x"),
}


@pytest.mark.parametrize("words", BROKEN_SEGMENTS)
def test_a_photograph_with_broken_words_is_taken_and_stands_upright(words):
    whole = from_a_phone(80, 60, orientation=6).getvalue()

    picture = open_picture(io.BytesIO(whole[:2] + BROKEN_SEGMENTS[words] + whole[2:]))

    assert picture.image.size == (60, 80)
    assert picture.color == open_picture(io.BytesIO(whole)).color


@pytest.mark.parametrize("words", BROKEN_CHUNKS)
def test_a_drawing_with_broken_words_is_taken(words):
    at = WHOLE["PNG"].index(b"IDAT") - 4

    picture = open_picture(io.BytesIO(WHOLE["PNG"][:at] + BROKEN_CHUNKS[words] + WHOLE["PNG"][at:]))

    assert (picture.image.size, picture.color) == ((8, 6), "#008080")


def test_a_photograph_whose_pixels_are_broken_is_refused_with_its_words_and_without():
    whole = from_a_phone(80, 60).getvalue()

    for broken in (whole.replace(b"\xff\xc0", b"\xff\xc3"), whole[: len(whole) // 2], whole[:2]):
        with pytest.raises(PictureError):
            open_picture(io.BytesIO(broken))


def test_data_sets_cut_short_say_what_came_before():
    records = iptc((80, b"Sputnik"), (90, "Алматы".encode()))

    assert read_iptc(records[:-3]) == {"creator": ["Sputnik"]}
    assert iptc_of(resources(records)[:-3]).startswith(records[:12])


def test_a_picture_that_pillow_has_let_go_of_says_nothing_more():
    image = Image.open(labelled("TIFF", ALL))
    image.load()
    image.close()

    assert read_metadata(image) == {}
