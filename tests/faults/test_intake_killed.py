"""The server is killed while pictures come in: who was told that one is taken finds it, and nothing is half there."""

import random
from io import BytesIO
from itertools import count
from threading import Event, Thread
from time import sleep

import requests
from PIL import Image

from tests.faults.processes import wait_until
from tests.faults.site import Editor

SEND = "/admin/articles/photo/send/"

LIBRARY = """
import json, os, time
from io import StringIO
from pathlib import Path
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image
from articles.models import Photo, Rendition
from articles.models.photo import originals

def is_whole(storage, name):
    try:
        with storage.open(name) as file, Image.open(file) as image:
            image.load()
    except OSError:
        return False
    return True

def all_files():
    return [path for room in ("media", "originals") for path in (DATA / room).rglob("*") if path.is_file()]

DATA = Path(os.environ["NEWSROOM_DATA"])
photos, files = list(Photo.objects.all()), list(Rendition.objects.all())
found = {
    "photos": {photo.sha256: photo.pk for photo in photos},
    "without_original": sum(not is_whole(originals(), photo.original.name) for photo in photos),
    "half_public": sum(not is_whole(default_storage, file.name) for file in files),
    "waiting": sum(photo.renditions_due_at is not None for photo in photos),
}
an_hour_ago = time.time() - 3700
for path in all_files():
    os.utime(path, (an_hour_ago, an_hour_ago))
before = len(all_files())
call_command("sweep_media", delete=True, stdout=StringIO())
found["swept"] = before - len(all_files())
named = {photo.original.name for photo in photos} | {file.name for file in files}
to_be_made = {photo.token for photo in photos if photo.renditions_due_at}  # they are taken up again
left = [path for path in all_files() if path.parent.name not in to_be_made]
found["left"] = sum("/".join(path.parts[-2:]) not in named for path in left)
print(json.dumps(found))
"""


def test_a_picture_that_was_called_taken_is_whole_whenever_the_server_is_killed(site, kills, figures):
    editors = [Editor(site, "chief") for _sender in range(2)]
    acknowledged, numbers = [], count(1)

    for _round in range(kills):
        over = Event()
        senders = [Thread(target=send_until, args=[over, editor, numbers, acknowledged]) for editor in editors]
        for sender in senders:
            sender.start()
        enough = len(acknowledged) + random.randint(1, 4)
        wait_until(lambda enough=enough: len(acknowledged) >= enough)
        sleep(random.uniform(0, 0.3))
        site.kill()
        over.set()
        for sender in senders:
            sender.join()
        site.start()

    site.kill()
    found = site.said(LIBRARY)
    lost = sum(pk not in found["photos"].values() for pk in acknowledged)
    numbers = {name: found[name] for name in ("without_original", "half_public", "left")}
    figures(rounds=kills, acknowledged=len(acknowledged), lost=lost, **numbers, swept=found["swept"])
    assert (lost, numbers) == (0, {"without_original": 0, "half_public": 0, "left": 0})


def send_until(over, editor, numbers, acknowledged):
    token = {"csrfmiddlewaretoken": editor.form["csrfmiddlewaretoken"], "agency": "Sputnik"}
    while not over.is_set():
        file = BytesIO()
        Image.new("RGB", (400, 300), (next(numbers) % 256, random.randrange(256), random.randrange(256))).save(
            file, "PNG"
        )
        file.seek(0)
        try:
            answer = editor.post(SEND, token, files={"file": ("мост.png", file, "image/png")})
        except requests.RequestException:
            return
        if answer.status_code == 200 and answer.json()["kind"] == "taken":
            acknowledged.append(answer.json()["photo"]["id"])
