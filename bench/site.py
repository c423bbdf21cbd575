"""What the site costs as it grows: `python -m bench.site 1000 1000000` fills, serves, asks, and draws the table.

Each size has a database of its own, made once: on SQLite in a folder (--data), on PostgreSQL as DATABASE_URL says with
{size} in it. Figures are kept as lines of JSON in one file; broken off, the same command goes on where it was. Wants
wrk, and a machine that does nothing else.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import OutputWrapper

from bench.growth import picture
from bench.report import page, read_lines, table

SECONDS, QUICK = 3, 1


def main(arguments: list[str]) -> int:
    options = read(arguments)
    if options.anew:
        options.file.unlink(missing_ok=True)
    options.file.parent.mkdir(parents=True, exist_ok=True)
    for size in options.sizes:
        environment = environment_of(size, options.data)
        prepare(size, environment)
        asked = [str(options.file), f"--size={size}", f"--port={options.port}"]
        asked += [f"--seconds={QUICK if options.quick else SECONDS}", *["--queries-only"] * options.queries_only]
        if run("-m", "bench.rounds", *asked, environment=environment):
            return 1
    if options.queries_only:
        return 0
    lines = read_lines(options.file)
    if options.report:
        command = f"python -m bench.site {' '.join(map(str, options.sizes))}"
        options.report.write_text(page("What the site costs as it grows", command, table(lines)))
        options.report.with_suffix(".svg").write_text(picture(lines))
    OutputWrapper(sys.stdout).write(table(lines))
    return 0


def read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.site", description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", help="how many stories; several, one after another")
    parser.add_argument("--data", default=f"{settings.DATA}/bench-{{size}}", help="the folder of a size on SQLite")
    parser.add_argument("--file", type=Path, default=settings.DATA / "bench-site.jsonl", help="where the figures are")
    parser.add_argument("--report", type=Path, help="a Markdown file to write the table to, a picture beside it")
    parser.add_argument("--port", type=int, default=8120)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} second for each question, not {SECONDS}")
    parser.add_argument("--queries-only", action="store_true", help="count queries, and fail where too many are made")
    parser.add_argument("--anew", action="store_true", help="forget the figures there are")
    return parser.parse_args(arguments)


def environment_of(size: int, data: str) -> dict[str, str]:
    said = {"NEWSROOM_DATA": data.format(size=size)}
    if "DATABASE_URL" in os.environ:
        said["DATABASE_URL"] = os.environ["DATABASE_URL"].format(size=size)
    return dict(os.environ) | said


def prepare(size: int, environment: dict[str, str]) -> None:
    """What there is already costs some seconds."""
    Path(environment["NEWSROOM_DATA"]).mkdir(parents=True, exist_ok=True)
    steps = (
        ("manage.py", "migrate", "-v0"),
        ("manage.py", "collectstatic", "-v0", "--noinput"),
        ("-m", "bench.fill", str(size)),
    )
    if any(run(*step, environment=environment) for step in steps):
        raise SystemExit(f"The database of {size:,} stories could not be made.")


def run(*command: str, environment: dict[str, str]) -> int:
    return subprocess.run([sys.executable, *command], cwd=settings.BASE_DIR, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
