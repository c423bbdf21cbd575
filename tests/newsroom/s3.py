"""A storage that speaks S3 over HTTP, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import boto3

from tests.newsroom.server import free_port, wait_until_listening

KEY = {"aws_access_key_id": "desk", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
BUCKETS = ("pictures", "originals")


@contextmanager
def s3_server() -> Iterator[str]:
    """Its address; two empty buckets are there."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_listening(server, port)
        address = f"http://127.0.0.1:{port}"
        for name in BUCKETS:
            owner(address).create_bucket(Bucket=name)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


@cache
def owner(address: str):
    """Looks into the buckets past everything of ours."""
    return boto3.client("s3", endpoint_url=address, **KEY)


def storages_at(address: str) -> dict:
    """As the settings make it of the variables: see test_s3_settings."""
    reach = {
        "endpoint_url": address,
        "region_name": KEY["region_name"],
        "access_key": KEY["aws_access_key_id"],
        "secret_key": KEY["aws_secret_access_key"],
    }
    return {
        "default": {
            "BACKEND": "newsroom.s3.PublicPictures",
            "OPTIONS": reach | {"bucket_name": "pictures", "location": "media"},
        },
        "originals": {
            "BACKEND": "newsroom.s3.PrivateOriginals",
            "OPTIONS": reach | {"bucket_name": "originals", "location": "originals"},
        },
    }
