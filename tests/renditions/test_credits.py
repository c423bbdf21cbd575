"""The credit in a file of ours: as other programs read it, and nothing besides."""

import io
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, IptcImagePlugin

from articles.renditions import Credit
from tests.renditions.drawing import as_file, gradient

TERMS = "https://news.example/licence?kind=one&for=all"
SALES = "https://photos.example/buy"
VODNEV = Credit("Владислав Воднев", "Sputnik", "© Sputnik & друзья <2021>", TERMS, SALES)
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
BOUNDS = {(2, 80): 32, (2, 110): 32, (2, 116): 128}


def jpeg_with(credit: Credit) -> Image.Image:
    file = as_file(gradient(40, 30), extra=credit.iptc(), xmp=credit.xmp())
    return Image.open(io.BytesIO(file.getvalue()))


def properties(packet: bytes) -> list[tuple[str, str]]:
    """What the packet says, in its order: the property's own name and its text."""
    description = ElementTree.fromstring(packet).find(f"{RDF}RDF/{RDF}Description")
    return [(each.tag.partition("}")[2], "".join(each.itertext())) for each in description]


def test_other_programs_read_the_credit_by_both_standards():
    image = jpeg_with(VODNEV)

    assert IptcImagePlugin.getiptcinfo(image) == {
        (1, 90): b"\x1b%G",
        (2, 0): b"\x00\x04",
        (2, 80): "Владислав Воднев".encode(),
        (2, 110): b"Sputnik",
        (2, 116): "© Sputnik & друзья <2021>".encode(),
    }
    assert properties(image.info["xmp"]) == [
        ("creator", "Владислав Воднев"),
        ("Credit", "Sputnik"),
        ("rights", "© Sputnik & друзья <2021>"),
        ("WebStatement", TERMS),
        ("Licensor", SALES),
    ]


def test_the_licensor_is_named_within_a_list_as_the_standard_has_it():
    packet = ElementTree.fromstring(VODNEV.xmp())

    assert packet.find(f".//{RDF}Seq/{RDF}li/{{http://ns.useplus.org/ldf/xmp/1.0/}}LicensorURL").text == SALES


def test_a_credit_of_nothing_leaves_no_trace():
    assert Credit().iptc() == b""
    assert properties(Credit().xmp()) == []


@pytest.mark.parametrize(
    ("name", "kept"), [("Щ" * 17, "Щ" * 16), ("a" + "Щ" * 17, "a" + "Щ" * 15), ("x" * 40, "x" * 32)]
)
def test_a_name_longer_than_the_old_standard_allows_is_cut_between_letters(name, kept):
    assert IptcImagePlugin.getiptcinfo(jpeg_with(Credit(name)))[2, 80].decode() == kept


def test_the_longest_credit_of_the_library_fits_into_one_segment():
    longest = Credit(
        "&" * 200, "🙂" * 300, "<" * 300, "https://a.example/?" + "&" * 481, "https://b.example/" + "&" * 482
    )

    assert jpeg_with(longest).info["xmp"] == longest.xmp()


@given(st.builds(Credit, *[st.text()] * 5))
def test_any_text_makes_files_that_open(credit):
    image = jpeg_with(credit)

    assert [name for name, _text in properties(image.info["xmp"])] == [
        name
        for name, text in zip(
            ("creator", "Credit", "rights", "WebStatement", "Licensor"), vars(credit).values(), strict=True
        )
        if text
    ]
    said = IptcImagePlugin.getiptcinfo(image) or {}
    assert all(len(said[key]) <= most for key, most in BOUNDS.items() if key in said)
    assert all(min(content.decode()) >= " " for key, content in said.items() if key in BOUNDS)
