"""A machine with nothing but the variables that a test names."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

KEY = "q7W-x_92kLm" * 6


def machine(folder: Path, **variables: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "NEWSROOM_ENV_FILE": os.devnull,
        "NEWSROOM_SECRET_KEY": KEY,
        "NEWSROOM_DATA": str(folder),
        **variables,
    }


def run_on(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def setting(environment: dict[str, str], expression: str) -> str:
    """What the settings file makes of that environment."""
    done = run_on(environment, "-c", f"from newsroom import settings; print({expression})")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
