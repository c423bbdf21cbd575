"""The files of deploy/ as they are, but for where things lie and which ports are free on this machine."""

import os
import re
import shlex
import socket
from pathlib import Path
from secrets import token_urlsafe

DEPLOY = Path(__file__).resolve().parent.parent
ROOT = DEPLOY.parent
NAME = "news.example"
PORTS = {"https": 443, "http": 80, "varnish": 6081, "varnishadm": 6082, "app1": 8001, "app2": 8002, "redis": 6379}


class Places:
    """`port["app1"]` is where an app listens here, `read("nginx/newsroom.conf")` a file that says so."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = dict(zip([*PORTS, "s3"], free_ports(len(PORTS) + 1), strict=True))
        self.paths = {
            "/srv/newsroom/current": str(ROOT),
            "/var/lib/newsroom": str(folder / "data"),
            f"/etc/letsencrypt/live/{NAME}": str(folder / "tls"),
            "/var/log/nginx": str(folder / "log"),
            "/etc/varnish": str(folder / "varnish"),
        }

    def read(self, name: str) -> str:
        """On the loopback alone, whatever the file says."""
        text = re.sub(r"\n *listen \[::\].*", "", (DEPLOY / name).read_text())
        text = re.sub(r"(?<=\n)( *)listen (\d)", r"\1listen 127.0.0.1:\2", text)
        for path, here in self.paths.items():
            text = text.replace(path, here)
        ports = {str(port): str(self.port[name]) for name, port in PORTS.items()}
        return re.sub(rf"\b({'|'.join(ports)})\b", lambda found: ports[found[0]], text)

    def put(self, name: str, here: str) -> None:
        path = self.folder / here
        path.parent.mkdir(exist_ok=True)
        path.write_text(self.read(name))

    def settings(self) -> dict[str, str]:
        """The example, with what it leaves to the reader filled in."""
        said = dict(re.findall(r"^(\w+)=(.*)$", self.read("env.example"), re.MULTILINE))
        said |= {
            "NEWSROOM_SECRET_KEY": token_urlsafe(60),
            "NEWSROOM_S3_ENDPOINT": f"http://127.0.0.1:{self.port['s3']}",
            "NEWSROOM_S3_KEY": "desk",
            "NEWSROOM_S3_SECRET": "secret",
            "DATABASE_URL": os.environ["DATABASE_URL"],
        }
        return said | {"PATH": os.environ["PATH"], "NEWSROOM_ENV_FILE": os.devnull}

    def command(self, unit: str, settings: dict[str, str], instance: str = "") -> list[str]:
        """What systemd would run."""
        line = re.findall(r"^ExecStart=(.+)$", self.read(f"systemd/{unit}"), re.MULTILINE)[-1]
        line = re.sub(r"\$\{(\w+)\}", lambda found: settings[found[1]], line.replace("%i", instance))
        return shlex.split(line)


def free_ports(number: int) -> list[int]:
    """Held together, so that no two are the same."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports
