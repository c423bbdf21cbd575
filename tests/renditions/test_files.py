"""What a reader's browser receives: looked at as bytes."""

import io

import pytest
from PIL import Image

from articles.renditions import Credit, Size, new_token, parse_name, sizes
from articles.renditions.files import encode_all
from tests.renditions.drawing import SECRETS, as_file, from_a_phone, gradient, with_secrets
from tests.renditions.looking import CREDIT_LINE, LI, open_picture, parts_of, xmp_of

VODNEV = Credit("Владислав Воднев", "Sputnik", "© Sputnik & друзья <2021>", "https://sputnik.kz/licence/")
FORMATS = ("avif", "jpeg", "webp")
# What each format cannot do without, and the credit. XMP of an AVIF stands in "mdat" and is named by an "infe".
ALLOWED = {
    "jpeg": {"D8", "E0", "ED", "E1", "DB", "C2", "C4", "DA", "D9"},
    "webp": {"VP8X", "VP8 ", "XMP "},
    "avif": {
        *("ftyp", "meta", "meta/hdlr", "meta/pitm", "meta/iloc", "meta/iinf", "meta/iinf/infe", "meta/iref", "mdat"),
        *("meta/iref/cdsc", "meta/iprp", "meta/iprp/ipco", "meta/iprp/ipma"),
        *(f"meta/iprp/ipco/{name}" for name in ("ispe", "pixi", "av1C", "colr")),
    },
}


def made_of(file, wanted=None, **changes):
    picture = open_picture(file)
    given = {"token": new_token(), "credit": VODNEV} | changes
    return list(encode_all(picture, wanted or sizes(picture.width, picture.height), **given))


@pytest.fixture(scope="module")
def made():
    """The ladder of a picture that brings along everything that must not reach a reader."""
    return made_of(with_secrets())


def test_the_picture_that_is_looked_for_secrets_has_them_all():
    original = with_secrets().getvalue()

    assert [secret for secret in SECRETS if secret not in original] == []


@pytest.mark.parametrize("format", FORMATS)
def test_no_public_file_holds_any_part_but_the_pixels_and_the_credit(made, format):
    files = [each for each in made if each.size.format == format]

    assert len(files) == 4
    for each in files:
        names = [name for name, _ in parts_of(format, each.data)]
        assert set(names) == ALLOWED[format]
        assert [name for name in ("E0", "E1", "ED", "XMP ", "meta/iref/cdsc") if names.count(name) > 1] == []
        assert [secret for secret in SECRETS if secret in each.data] == []


@pytest.mark.parametrize("format", FORMATS)
def test_the_only_words_of_a_public_file_are_those_of_the_credit(made, format):
    parts = [parts_of(format, each.data) for each in made if each.size.format == format]

    for named in map(dict, parts):
        match format:
            case "jpeg":
                assert named["E0"] == b"JFIF\0\1\1\0\0\1\0\1\0\0", "no thumbnail"
                assert named["E1"] == b"http://ns.adobe.com/xap/1.0/\0" + VODNEV.xmp()
                assert b"\xff\xed" + (len(named["ED"]) + 2).to_bytes(2, "big") + named["ED"] == VODNEV.iptc()
            case "webp":
                assert named["XMP "] == VODNEV.xmp()
                assert named["VP8X"][0] == 0b100, "XMP, and neither EXIF nor a profile nor transparency nor a film"
            case "avif":
                assert named["mdat"].startswith(VODNEV.xmp()) or named["mdat"].endswith(VODNEV.xmp())
                assert named["meta/iprp/ipco/colr"].startswith(b"nclx"), "no profile"
    if format == "avif":
        kinds = [[content[8:12] for name, content in each if name == "meta/iinf/infe"] for each in parts]
        assert kinds == [[b"av01", b"mime"]] * len(parts), "one picture and its XMP"


@pytest.mark.parametrize("format", FORMATS)
def test_every_file_says_who_made_the_picture(made, format):
    for each in made:
        if each.size.format == format:
            xmp = xmp_of(each.data)
            assert xmp.find(LI % "creator").text == "Владислав Воднев"
            assert xmp.find(CREDIT_LINE).text == "Sputnik"
            assert xmp.find(LI % "rights").text == "© Sputnik & друзья <2021>"


def test_files_have_the_size_and_format_of_their_name():
    token = new_token()

    files = made_of(as_file(gradient(700, 500)), token=token)

    assert [each.size for each in files] == sizes(700, 500)
    for each in files:
        opened = Image.open(io.BytesIO(each.data))
        assert (opened.format, opened.mode, opened.size) == (each.size.format.upper(), "RGB", each.size[2:])
        assert parse_name(each.name) == (token, each.size.frame, each.size.width, each.size.format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("frame", "height"), [("16:9", 180), ("4:3", 240), ("1:1", 320)])
def test_the_crop_shows_the_focal_point(format, frame, height):
    tall = Image.new("RGB", (320, 900), "white")
    tall.paste("black", (0, 850, 320, 900))

    files = made_of(as_file(tall), [Size(frame, format, 320, height)], focal=(0.5, 0.99))

    cut = Image.open(io.BytesIO(files[0].data)).convert("L")
    assert cut.getpixel((160, height - 25)) < 20
    assert cut.getpixel((160, height - 75)) > 235


def test_a_changed_crop_gets_another_name_and_the_same_crop_the_same():
    picture, token = from_a_phone(400, 400), new_token()
    wanted = [size for size in sizes(400, 400) if size.frame == "16:9"]

    above, again, below = (
        {each.name for each in made_of(picture, wanted, token=token, focal=(0.5, y))} for y in (0.1, 0.1, 0.9)
    )

    assert above == again
    assert not above & below


def test_files_made_several_at_once_do_not_take_on_settings_of_each_other():
    wanted = [Size("whole", format, 320, 240) for format in FORMATS] * 30

    made = made_of(as_file(gradient(320, 240)), wanted, token=new_token())

    assert len({each.name for each in made}) == len(FORMATS)


@pytest.mark.parametrize("name", ["", "../settings.py", "token/whole-320.webp", f"{'a' * 32}/whole-320-0123abcd.exe"])
def test_a_name_we_never_gave_means_nothing(name):
    assert parse_name(name) is None


def test_two_photographs_never_share_a_token():
    assert len({new_token() for _ in range(1000)}) == 1000


def test_the_placeholder_is_the_average_colour():
    halves = Image.new("RGB", (100, 100), (200, 100, 0))
    halves.paste((100, 100, 200), (0, 0, 100, 50))

    assert open_picture(as_file(halves, "PNG")).color == "#966464"
