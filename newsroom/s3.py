"""Where files lie when it is not the disk: private objects of an S3-compatible storage, imported only when one is set.

Readers never see its address: public pictures go through the same gate as from the disk.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from boto3.exceptions import Boto3Error
from boto3.resources.base import ServiceResource
from boto3.s3.transfer import TransferConfig
from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from newsroom.storage import Stored, exact

TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".webp": "image/webp",
}
"""What we make or take. The rest has the type of something to be saved, never shown."""
UNKNOWN_TYPE = "application/octet-stream"


@cache
def reach(endpoint: str | None, region: str, key: str | None, secret: str | None) -> ServiceResource:
    """One for all threads: making it takes a third of a second, and its client may be shared."""
    return Session(key, secret).resource(
        "s3",
        region_name=region,
        endpoint_url=endpoint,
        config=Config(
            signature_version="s3v4",
            # Only Amazon answers everywhere under a name for each bucket.
            s3={"addressing_style": "path" if endpoint else "auto"},
            # A storage that is gone costs whoever asks it a few seconds, and then they are told.
            connect_timeout=2,
            read_timeout=5,
            retries={"mode": "standard", "total_max_attempts": 2},
            # Checksums of Amazon's own kind are not understood by everyone who speaks S3.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


@contextmanager
def as_from_a_disk(name: str) -> Iterator[None]:
    """What boto3 raises, as a disk would: callers need not know which it was. ConnectionError: nobody answers."""
    try:
        yield
    except ClientError as error:
        said = error.response.get("Error", {})
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        if status == 404 and said.get("Code") != "NoSuchBucket":
            raise FileNotFoundError(f"{name} is not in the storage.") from error
        raise OSError(f"the storage refuses {error.operation_name}: {said.get('Code')} {status}") from error
    except (BotoCoreError, Boto3Error) as error:
        raise ConnectionError(f"the storage does not answer: {error}") from error


class Arriving(File):
    """An object on its way: read once, from its beginning to its end, never held whole."""

    def __init__(self, name: str, answer: dict[str, Any]) -> None:
        super().__init__(answer["Body"], name)
        self.body = answer["Body"]
        self.size = answer["ContentLength"]

    def read(self, number: int | None = None) -> bytes:
        with as_from_a_disk(str(self.name)):
            return self.body.read(None if number == -1 else number)


class Bucket(S3Storage):
    """Everything is private, under exact names; each object is whole or not there, as S3 itself promises."""

    cache_control = ""
    file_overwrite = True
    default_acl = None
    gzip = False
    querystring_auth = True

    transfer_config = TransferConfig(use_threads=False)

    @property
    def connection(self) -> ServiceResource:
        return reach(self.endpoint_url, self.region_name, self.access_key, self.secret_key)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return exact(name, max_length)

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        return {
            "ContentType": TYPES.get(PurePosixPath(name).suffix, UNKNOWN_TYPE),
            "ContentDisposition": "attachment",
            "CacheControl": self.cache_control,
        }

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError(f"{name} is written by save() alone: whole or not at all.")
        with as_from_a_disk(name):
            client = self.connection.meta.client
            return Arriving(name, client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name)))

    def _save(self, name: str, content: File) -> str:
        with as_from_a_disk(name):
            super()._save(name, content)
        return name

    def delete(self, name: str) -> None:
        with as_from_a_disk(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        with as_from_a_disk(name):
            return super().exists(name)

    def size(self, name: str) -> int:
        with as_from_a_disk(name):
            return super().size(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with as_from_a_disk(name):
            return super().listdir(name)

    def walk(self) -> Iterator[Stored]:
        """Every object of this part of the bucket, a thousand a request. Twin: `WholeFiles.walk`."""
        with as_from_a_disk(self.location):
            pages = self.connection.meta.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket_name, Prefix=f"{self.location}/"
            )
            for page in pages:
                for entry in page.get("Contents", ()):
                    name = entry["Key"].removeprefix(f"{self.location}/")
                    yield Stored(name, entry["Size"], entry["LastModified"])


class PublicPictures(Bucket):
    cache_control = f"private, max-age={365 * 24 * 3600}, immutable"

    def url(self, name: str, *_args: Any, **_options: Any) -> str:
        """The site's own address: the gate asks each time whether the picture may be shown."""
        return settings.MEDIA_URL + filepath_to_uri(name)


class PrivateOriginals(Bucket):
    cache_control = "private, no-store"

    def url(self, name: str, *_args: Any, **_options: Any) -> str:
        raise ValueError("An original has no public address.")
