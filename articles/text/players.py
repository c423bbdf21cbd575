"""Whose players a page may show once a reader asks for one: a short list of hosts, each known by its own addresses."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from articles.text.addresses import web_address

YOUTUBE = "https://www.youtube-nocookie.com"
VIMEO = "https://player.vimeo.com"
RUTUBE = "https://rutube.ru"
VK = "https://vkvideo.ru"
ORIGINS = (YOUTUBE, VIMEO, RUTUBE, VK)
"""What a page may frame, and nothing else: the policy of readers' pages lists these."""
_PORTS = {"http": 80, "https": 443}
_VIDEO = r"((?!videoseries|live_stream)[\w-]{11})"
"""On YouTube; these two words are a playlist's and a channel's, and as long as a video's name."""


@dataclass(frozen=True)
class Player:
    """`address` is for an `<iframe>`: made anew from what was recognised, never the one that somebody wrote."""

    host: str
    address: str
    is_upright: bool = False


def player_of(url: str) -> Player | None:
    """None for a host that is not on the list, and for what is no single video there."""
    address = web_address(url)
    if address is None:
        return None
    parts = urlsplit(address.url)
    recognise = _HOSTS.get((parts.hostname or "").removeprefix("www.").removeprefix("m."))
    if recognise is None or parts.port not in (None, _PORTS[parts.scheme]):
        return None
    return recognise(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()})


def _youtube(path: str, asked: dict[str, str]) -> Player | None:
    """https://developers.google.com/youtube/player_parameters"""
    path = f"/watch/{asked.get('v', '')}" if path in ("/watch", "/watch/") else path
    found = re.fullmatch(rf"/(watch|shorts|live|embed)/{_VIDEO}/?", path, re.ASCII)
    return _youtube_player(found[2], asked, is_upright=found[1] == "shorts") if found else None


def _youtu_be(path: str, asked: dict[str, str]) -> Player | None:
    found = re.fullmatch(rf"/{_VIDEO}/?", path, re.ASCII)
    return _youtube_player(found[1], asked) if found else None


def _youtube_player(video: str, asked: dict[str, str], *, is_upright: bool = False) -> Player:
    start = _seconds(asked.get("t") or asked.get("start", ""))
    return Player("YouTube", f"{YOUTUBE}/embed/{video}?autoplay=1" + (f"&start={start}" if start else ""), is_upright)


def _seconds(moment: str) -> int:
    """'90', '90s', '1m30s' and '1h2m3s' as seconds; 0 for anything else."""
    found = re.fullmatch(r"(?:([0-9]{1,2})h)?(?:([0-9]{1,3})m)?(?:([0-9]{1,5})s?)?", moment)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return (hours * 60 + minutes) * 60 + seconds


def _vimeo(path: str, asked: dict[str, str]) -> Player | None:
    """A video that is not listed has a second part. https://developer.vimeo.com/player/sdk/embed"""
    found = re.fullmatch(r"/(?:video/)?([0-9]{1,12})(?:/([0-9a-f]{6,16}))?/?", path)
    if found is None:
        return None
    key = found[2] or asked.get("h", "")
    unlisted = f"&h={key}" if re.fullmatch("[0-9a-f]{6,16}", key) else ""
    return Player("Vimeo", f"{VIMEO}/video/{found[1]}?autoplay=1&dnt=1{unlisted}")


def _rutube(path: str, asked: dict[str, str]) -> Player | None:
    found = re.fullmatch(r"/(video|shorts|play/embed)/([0-9a-f]{32})/?", path)
    return Player("Rutube", f"{RUTUBE}/play/embed/{found[2]}", found[1] == "shorts") if found else None


def _vk(path: str, asked: dict[str, str]) -> Player | None:
    """`oid` is negative for a community; a video seen only by its link has a `hash`."""
    path = f"/video{asked.get('oid', '')}_{asked.get('id', '')}" if path == "/video_ext.php" else path
    found = re.fullmatch(r"/(video|clip)(-?[0-9]{1,12})_([0-9]{1,12})/?", path)
    if found is None:
        return None
    key = asked.get("hash", "")
    by_link = f"&hash={key}" if re.fullmatch("[0-9a-f]{8,32}", key) else ""
    address = f"{VK}/video_ext.php?oid={found[2]}&id={found[3]}&hd=2&autoplay=1{by_link}"
    return Player("VK Video", address, found[1] == "clip")


_HOSTS: dict[str, Callable[[str, dict[str, str]], Player | None]] = {
    "youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtu_be,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
    "rutube.ru": _rutube,
    "vk.com": _vk,
    "vk.ru": _vk,
    "vkvideo.ru": _vk,
}
