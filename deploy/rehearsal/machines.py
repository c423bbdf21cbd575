"""Starts and ends what a newsroom on several machines is made of."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import boto3

from deploy.rehearsal.places import NAME, ROOT, Places

PROGRAMS = {
    "nginx": "nginx-light",
    "varnishd": "varnish",
    "redis-server": "redis-server",
    "openssl": "openssl",
    "setpriv": "util-linux",
}
XKEY = "varnish-modules"
SIGN_IN = ("rehearsal", "тихий-берег-1986")
PREPARED = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createsuperuser", username="rehearsal", email="", interactive=False, verbosity=0)
call_command("loaddata", "seed", verbosity=0)
call_command("reindex", verbosity=0)
"""
NGINX = """
worker_processes 2;
daemon off;
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    include {folder}/nginx/*.conf;
}}
"""
"""Twin of what Debian's own nginx.conf does around a site."""


def missing_programs() -> list[str]:
    """Debian's packages that this machine lacks."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    xkey = list(Path("/usr/lib").glob("*/varnish/vmods/libvmod_xkey.so"))
    return missing + ([] if xkey else [XKEY])


class Machines:
    def __init__(self, places: Places) -> None:
        self.places = places
        self.folder, self.port = places.folder, places.port
        self.settings = places.settings()
        self.running: dict[str, subprocess.Popen] = {}

    def __enter__(self) -> "Machines":
        return self

    def __exit__(self, *error: object) -> None:
        for name in reversed(list(self.running)):
            self.stop(name, patience=15)

    def prepare(self) -> None:
        """Files in their places, the database and the stylesheets made ready."""
        for name in ("data", "log", "tls", "nginx", "varnish", "redis"):
            (self.folder / name).mkdir()
        for conf in ("newsroom", "several-machines"):
            self.places.put(f"nginx/{conf}.conf", f"nginx/{conf}.conf")
        for vcl in ("newsroom", "machines"):
            self.places.put(f"varnish/{vcl}.vcl", f"varnish/{vcl}.vcl")
        (self.folder / "varnish" / "secret").write_text("rehearsal\n")
        (self.folder / "nginx.conf").write_text(NGINX.format(folder=self.folder))
        self.make_certificate()
        self.start_storage()
        gathered = self.begin("static", [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"])
        self.run([sys.executable, "manage.py", "shell", "-v0", "-c", PREPARED])
        if gathered.wait():
            raise SystemExit(self.said("static"))
        del self.running["static"]

    def make_certificate(self) -> None:
        """Its own authority: visitors check it, as a browser does."""
        key, certificate = self.folder / "tls" / "privkey.pem", self.folder / "tls" / "fullchain.pem"
        names = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-days", "2"]
        kind = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        self.run([*kind, "-keyout", str(key), "-out", str(certificate), *names])

    def start_storage(self) -> None:
        self.begin("s3", [sys.executable, "-m", "moto.server", "-p", str(self.port["s3"])])
        self.wait_for("s3")
        keys = {"aws_access_key_id": "desk", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
        owner = boto3.client("s3", endpoint_url=self.settings["NEWSROOM_S3_ENDPOINT"], **keys)
        owner.create_bucket(Bucket=self.settings["NEWSROOM_S3_BUCKET"])

    def start(self, *names: str) -> None:
        for name in names:
            self.begin(name, self.command(name))
        for name in names:
            self.wait_for(name)

    def command(self, name: str) -> list[str]:
        if name == "redis":
            options = ["--save", "", "--bind", "127.0.0.1", "--dir", str(self.folder / "redis")]
            return ["redis-server", "--port", str(self.port["redis"]), *options]
        if name == "nginx":
            return ["nginx", "-c", str(self.folder / "nginx.conf"), "-e", str(self.folder / "log" / "error.log")]
        if name == "varnish":
            command = self.places.command("varnish.service.d/newsroom.conf", self.settings)
            if os.geteuid():
                command[command.index("-j") + 1] = "none"  # only root can become another user
            return [*command, "-n", str(self.folder / "varnish" / "work")]
        if name == "work":
            return self.places.command("newsroom-work.service", self.settings)
        return self.places.command("newsroom-web@.service", self.settings, str(self.port[name]))

    def begin(self, name: str, command: list[str]) -> subprocess.Popen:
        """In a session of its own, which Ctrl-C does not reach; and ended with this process, however that ends."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", "--", *command],
                cwd=ROOT,
                env=self.settings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self.running[name]

    def wait_for(self, name: str, seconds: int = 60) -> None:
        port = self.port.get({"nginx": "https"}.get(name, name))
        until = time.monotonic() + seconds
        while port and not is_listening(port):
            if self.running[name].poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{name} did not come up: {self.said(name)}")
            time.sleep(0.05)

    def said(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")[-2000:]

    def stop(self, name: str, *, patience: int = 45) -> None:
        """As systemd does: a word to the first process, and an end to all that does not heed it."""
        process = self.running.pop(name)
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=patience)
        kill_all_of(process)

    def kill(self, name: str) -> None:
        """-9, to each process of it at once."""
        kill_all_of(self.running.pop(name))

    def are_ready(self) -> bool:
        """Whether Varnish finds every app so."""
        asked = self.run(["varnishadm", "-n", str(self.folder / "varnish" / "work"), "backend.list"])
        return all(" healthy " in line for line in asked.splitlines() if ".app" in line)

    def run(self, command: list[str]) -> str:
        settings = self.settings | {"DJANGO_SUPERUSER_PASSWORD": SIGN_IN[1]}
        done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(command[:3])}: {done.stderr or done.stdout}")
        return done.stdout


def kill_all_of(process: subprocess.Popen) -> None:
    """Those of its session: a server's workers may have groups of their own."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            session = stat.read_text().rpartition(")")[2].split()[3]
            if int(session) == process.pid:
                os.kill(int(stat.parent.name), signal.SIGKILL)
    process.wait()


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
