"""Whose players a page may show, by the address that a journalist pasted."""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.text.players import ORIGINS, player_of
from tests.text import patient

RUTUBE_ID = "10b3a03fc01d5bbcc632a2f3514e8aab"
YOUTUBE = "https://www.youtube-nocookie.com/embed/a-b_c1D2e3F?autoplay=1"
VIMEO = "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"
RUTUBE = f"https://rutube.ru/play/embed/{RUTUBE_ID}"
VK = "https://vkvideo.ru/video_ext.php?oid=-22822305&id=456241864&hd=2&autoplay=1"
KNOWN = {
    "https://www.youtube.com/watch?v=a-b_c1D2e3F": YOUTUBE,
    "http://youtube.com/watch?list=PL1&v=a-b_c1D2e3F&t=42s": f"{YOUTUBE}&start=42",
    "https://youtu.be/a-b_c1D2e3F?t=1h2m3s": f"{YOUTUBE}&start=3723",
    "https://www.youtube.com/embed/a-b_c1D2e3F?start=90": f"{YOUTUBE}&start=90",
    "https://youtu.be/a-b_c1D2e3F?t=noon": YOUTUBE,
    "https://m.youtube.com/live/a-b_c1D2e3F?feature=share": YOUTUBE,
    "https://youtu.be/a-b_c1D2e3F?si=xyz": YOUTUBE,
    "https://www.youtube-nocookie.com/embed/a-b_c1D2e3F": YOUTUBE,
    "https://www.youtube.com:443/watch/?v=a-b_c1D2e3F": YOUTUBE,
    "http://youtu.be:80/a-b_c1D2e3F": YOUTUBE,
    "https://vimeo.com/76979871": VIMEO,
    "https://vimeo.com/76979871/8272103f6e": f"{VIMEO}&h=8272103f6e",
    "https://player.vimeo.com/video/76979871?h=8272103f6e&title=0": f"{VIMEO}&h=8272103f6e",
    f"https://rutube.ru/video/{RUTUBE_ID}/?r=wd": RUTUBE,
    f"https://rutube.ru/play/embed/{RUTUBE_ID}": RUTUBE,
    "https://vk.com/video-22822305_456241864": VK,
    "https://vk.ru/video-22822305_456241864": VK,
    "https://vkvideo.ru/video-22822305_456241864?list=ln-1": VK,
    "https://vk.com/video_ext.php?oid=-22822305&id=456241864&hash=0123456789abcdef": f"{VK}&hash=0123456789abcdef",
}
UPRIGHT = [
    "https://www.youtube.com/shorts/a-b_c1D2e3F",
    f"https://rutube.ru/shorts/{RUTUBE_ID}/",
    "https://vk.com/clip-22822305_456241864",
]


@pytest.mark.parametrize("url", KNOWN)
def test_a_video_of_a_known_host_has_a_player(url):
    player = player_of(url)

    assert player
    assert player.address == KNOWN[url]
    assert not player.is_upright


@pytest.mark.parametrize("url", UPRIGHT)
def test_a_short_video_stands_upright(url):
    player = player_of(url)

    assert player
    assert player.is_upright


def test_every_host_that_may_be_framed_has_a_player():
    reached = {origin for origin in ORIGINS for address in KNOWN.values() if address.startswith(f"{origin}/")}

    assert reached == set(ORIGINS)


@pytest.mark.parametrize(
    "url",
    [
        *("", "youtube.com/watch?v=a-b_c1D2e3F", "javascript:alert(1)", "//youtu.be/a-b_c1D2e3F"),
        *("https://youtube.com.evil.example/watch?v=a-b_c1D2e3F", "https://notyoutube.com/watch?v=a-b_c1D2e3F"),
        *("https://youtube.com@evil.example/watch?v=a-b_c1D2e3F", "https://youtube.com:444/watch?v=a-b_c1D2e3F"),
        *("https://www.youtube.com/", "https://www.youtube.com/@newsroom", "https://www.youtube.com/watch?v=short"),
        *("https://www.youtube.com/watch?v=a-b_c1D2e3F%22", "https://youtu.be/a-b_c1D2e3F/../../evil"),
        *("https://www.youtube.com/embed/videoseries?list=PL1", "https://youtube.com/embed/live_stream?channel=UC1"),
        *("https://youtu.be/videoseries", "https://www.youtube.com:80/watch?v=a-b_c1D2e3F"),
        *("https://vimeo.com/showcase/1", "https://rutube.ru/channel/1/", "https://rutube.ru/video/short/"),
        *("https://vk.com/wall-1_2", "https://vk.com/video_ext.php?oid=-1", "https://vk.com/video-1_2/../../evil"),
        *("https://t.me/newsroom/1", "https://video.example/embed/1"),
    ],
)
def test_whatever_else_stays_a_link(url):
    assert player_of(url) is None


genuine = st.sampled_from([*KNOWN, *UPRIGHT])
foreign = st.text("a9-_.%/?&=#\"'<>\\@: \n", min_size=1, max_size=8)


@patient
@given(genuine, foreign, st.integers(0, 90))
@example("https://youtu.be/a-b_c1D2e3F", '"onload="x', 28)
@example("https://vimeo.com/76979871", "@evil.example/", 9)
def test_no_address_leads_off_the_list_whatever_is_put_into_it(url, junk, place):
    player = player_of(url[:place] + junk + url[place:])
    if player is None:
        return

    parts = urlsplit(player.address)
    assert f"{parts.scheme}://{parts.netloc}" in ORIGINS
    assert re.fullmatch(r"https://[\w./?=&-]+", player.address, re.ASCII)
    assert ".." not in player.address
