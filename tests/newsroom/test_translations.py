"""The desk and the site speak Russian and Kazakh completely; English is in the code."""

import re
from pathlib import Path

import polib
import pytest

CATALOGUES = sorted((Path(__file__).resolve().parents[2] / "locale").glob("*/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")

catalogues = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_there_is_a_catalogue_for_pages_and_one_for_scripts_in_each_language():
    names = {(path.parts[-3], path.stem) for path in CATALOGUES}

    assert names == {("ru", "django"), ("ru", "djangojs"), ("kk", "django"), ("kk", "djangojs")}


@catalogues
def test_nothing_is_left_untranslated(path):
    left = [entry.msgid for entry in polib.pofile(str(path)) if "fuzzy" in entry.flags or not all(texts(entry))]

    assert left == []


@catalogues
def test_a_translation_names_what_the_original_names(path):
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(path))
        for text in texts(entry)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]

    assert wrong == []


@catalogues
def test_the_compiled_catalogue_is_the_written_one(path):
    written = {(entry.msgctxt, entry.msgid): texts(entry) for entry in polib.pofile(str(path)).translated_entries()}
    compiled = {(entry.msgctxt, entry.msgid): texts(entry) for entry in polib.mofile(str(path.with_suffix(".mo")))}

    assert compiled == written
