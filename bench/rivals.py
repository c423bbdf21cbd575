"""Servers beside ours, each on a port of its own for as long as it is asked: the limits, and Wagtail."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings

from bench.content import lines
from bench.load import with_children
from bench.photograph import make_photograph
from bench.pictures import wagtail
from newsroom.management.commands.serve import server_arguments
from newsroom.worker import WAITING

HERE = Path(__file__).resolve().parent
PACKAGES = {"wrk": "wrk", "nginx": "nginx", "varnishd": "varnish varnish-modules"}
WORKERS, THREADS = 2, 8
PATIENCE = 60
FIRST_PORT = 8140
NGINX = """
daemon off; pid nginx.pid; error_log stderr error; worker_processes {workers}; user {user};
events {{ worker_connections 512; }}
http {{
  access_log off; open_file_cache max=10; default_type text/html;
  client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
  server {{ listen 127.0.0.1:{port}; location / {{ root {folder}; try_files /body =404; }} }}
}}
"""
MACHINES = """
backend app {{ .host = "127.0.0.1"; .port = "{port}"; }}
sub vcl_init {{ new apps = directors.shard(); apps.add_backend(app); apps.reconfigure(); }}
acl machines {{ "localhost"; }}
"""


@dataclass(frozen=True)
class Rival:
    port: int
    process: subprocess.Popen

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pids(self) -> list[int]:
        return with_children(self.process.pid)


def refuse_what_is_missing() -> None:
    missing = [package for program, package in PACKAGES.items() if shutil.which(program) is None]
    if missing:
        raise SystemExit(f"Not installed here. On Debian: sudo apt install {' '.join(missing)}")


@contextmanager
def running(port: int, command: list, path: str, **environment: str) -> Iterator[Rival]:
    server = subprocess.Popen(
        [str(each) for each in command],
        cwd=settings.BASE_DIR,
        env=dict(os.environ) | environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(server, port, path)
        yield Rival(port, server)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def wait_for(server: subprocess.Popen, port: int, path: str) -> None:
    until = time.monotonic() + PATIENCE
    while status(port, path) != 200:
        if server.poll() is not None or time.monotonic() > until:
            raise SystemExit(f"It does not answer: {' '.join(map(str, server.args))}")
        time.sleep(0.2)


def status(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()


def ours(port: int, path: str, **environment: str):
    command = [sys.executable, "manage.py", "serve", "--port", port, "--workers", WORKERS, "--threads", THREADS]
    return running(port, [*command, "--without-work"], path, **environment)


def by_the_same_server(
    port: int,
    python,
    target: list[str],
    path: str,
    folders: list[Path],
    threads: int = THREADS + WAITING,
    **environment: str,
):
    """By the options of `serve`, but for what is served; `threads` where no seats part working from reading."""
    options = server_arguments("127.0.0.1", port, WORKERS)
    options[: options.index("--interface=wsgi")] = target
    found = {"PYTHONPATH": ":".join(map(str, folders)), "GRANIAN_BLOCKING_THREADS": str(threads)}
    return running(port, [python, "-m", "granian", *options], path, **found, **environment)


def bare_wsgi(port: int, body: Path):
    folders = [HERE / "limits"]
    return by_the_same_server(port, sys.executable, ["bare_wsgi:application"], "/", folders, BARE_BODY=str(body))


def bare_django(port: int, body: Path):
    folders = [HERE / "limits", settings.BASE_DIR]
    said = {"BARE_BODY": str(body), "DJANGO_SETTINGS_MODULE": "bare_django"}
    return by_the_same_server(port, sys.executable, DJANGO, "/", folders, **said)


DJANGO = ["newsroom.worker:application", "--factory"]


def nginx(port: int, body: Path):
    user = "root" if os.geteuid() == 0 else "nobody"
    settled = NGINX.format(workers=WORKERS, user=user, port=port, folder=body.parent)
    (body.parent / "nginx.conf").write_text(settled)
    return running(port, ["nginx", "-p", body.parent, "-c", "nginx.conf"], "/")


def varnish(port: int, folder: Path, behind: int, path: str):
    """With the configuration of `deploy/`, before one machine."""
    shutil.copy(settings.BASE_DIR / "deploy" / "varnish" / "newsroom.vcl", folder)
    (folder / "machines.vcl").write_text(MACHINES.format(port=behind))
    command = ["varnishd", "-F", "-j", "none", "-n", folder / "varnish", "-a", f"127.0.0.1:{port}"]
    return running(port, [*command, "-f", folder / "newsroom.vcl", "-s", "malloc,64m"], path)


class Wagtail:
    """The newest, with our stories, in a folder of the data."""

    def __init__(self) -> None:
        self.folder = settings.DATA / "bench" / "wagtail-site"
        self.python, self.version = wagtail()
        server = subprocess.run([self.python, "-c", "import granian"], check=False, capture_output=True)
        if server.returncode:
            subprocess.run([self.python, "-m", "pip", "install", "--quiet", "granian"], check=True)

    def fill(self) -> None:
        if (self.folder / "whole").exists():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        make_photograph(self.folder / "picture.jpg", (1280, 720))
        stories = lines(self.folder / "picture.jpg")
        with subprocess.Popen(
            self.command("load_content.py"), stdin=subprocess.PIPE, text=True, env=self.env()
        ) as load:
            load.stdin.writelines(stories)
        if load.returncode:
            raise SystemExit("Wagtail's database could not be made.")
        (self.folder / "whole").touch()

    def command(self, script: str) -> list:
        return [self.python, HERE / "wagtail" / script]

    def env(self, way: str = "tuned") -> dict[str, str]:
        said = {"WAGTAIL_DATA": str(self.folder), "WAGTAIL_WAY": way, "DJANGO_SETTINGS_MODULE": "site_settings"}
        return dict(os.environ) | said

    def queries(self, way: str, paths: list[str]) -> list[int]:
        command = self.command("count_queries.py")
        counted = subprocess.run(
            command, input=json.dumps(paths), env=self.env(way), capture_output=True, text=True, check=True
        )
        return json.loads(counted.stdout)

    def serving(self, port: int, way: str, path: str):
        folders = [HERE / "wagtail", settings.BASE_DIR]
        plain = ["django.core.wsgi:get_wsgi_application", "--factory"]
        return by_the_same_server(port, self.python, plain, path, folders, threads=THREADS, **self.env(way))
