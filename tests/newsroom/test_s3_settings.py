"""Where pictures lie, by the variables of a machine."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from tests.newsroom.machine import machine, run_on, setting

BY_S3 = {
    "NEWSROOM_S3_BUCKET": "pictures",
    "NEWSROOM_S3_ENDPOINT": "https://s3.example",
    "NEWSROOM_S3_KEY": "desk",
    "NEWSROOM_S3_SECRET": "between/us+two",
}


def test_pictures_lie_in_the_bucket_that_is_named_and_originals_in_a_part_of_it(tmp_path):
    stored = setting(machine(tmp_path, **BY_S3), "settings.STORAGES")

    for part in ("newsroom.s3.PublicPictures", "'location': 'media'", "'bucket_name': 'pictures'", "between/us+two"):
        assert part in stored
    for part in ("newsroom.s3.PrivateOriginals", "'location': 'originals'", "https://s3.example", "us-east-1"):
        assert part in stored


def test_originals_may_have_a_bucket_of_their_own(tmp_path):
    environment = machine(tmp_path, **BY_S3, NEWSROOM_S3_ORIGINALS="vault")

    options = "settings.STORAGES['default']['OPTIONS'], settings.STORAGES['originals']['OPTIONS']"
    assert "'bucket_name': 'vault', 'location': 'originals'" in setting(environment, options)
    assert "'bucket_name': 'pictures', 'location': 'media'" in setting(environment, options)


def test_nobody_waits_for_the_library_of_a_storage_that_is_not_used(tmp_path):
    code = "import django, sys; django.setup(); print(sorted({'boto3', 'newsroom.s3'} & set(sys.modules)))"
    environment = machine(tmp_path, DJANGO_SETTINGS_MODULE="newsroom.settings")

    assert run_on(environment, "-c", code).stdout == "[]\n"


@pytest.mark.parametrize(
    ("said", "options", "id"),
    [
        ({"NEWSROOM_S3_ORIGINALS": "vault"}, {}, "E006"),
        ({}, {"endpoint_url": "https://s3.example"}, "E006"),
        ({}, {"access_key": "desk", "secret_key": "secret"}, "E006"),
        ({"NEWSROOM_S3_BUCKET": "pictures"}, {"access_key": "desk"}, "E007"),
        ({"NEWSROOM_S3_BUCKET": "pictures"}, {"secret_key": "secret"}, "E007"),
    ],
)
def test_half_a_storage_is_refused(settings, said, options, id):
    for name, value in said.items():
        setattr(settings, name, value)
    settings.NEWSROOM_S3 = settings.NEWSROOM_S3 | options

    with pytest.raises(SystemCheckError, match=f"newsroom.{id}"):
        call_command("check")


def test_a_whole_storage_passes(settings, capsys):
    settings.NEWSROOM_S3_BUCKET = "pictures"
    settings.NEWSROOM_S3 = settings.NEWSROOM_S3 | {"access_key": "desk", "secret_key": "secret"}

    call_command("check")

    assert "no issues" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("endpoint", "is_told"),
    [("http://s3.example", True), ("https://s3.example", False), ("http://127.0.0.1:9000", False)],
)
def test_whoever_sends_originals_in_the_clear_is_told(settings, capsys, endpoint, is_told):
    settings.NEWSROOM_S3_BUCKET = "pictures"
    settings.NEWSROOM_S3 = settings.NEWSROOM_S3 | {"endpoint_url": endpoint}

    call_command("check")

    assert ("newsroom.I002" in "".join(capsys.readouterr())) == is_told
