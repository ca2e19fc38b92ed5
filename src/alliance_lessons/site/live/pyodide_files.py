"""Pyodide, fetched from its registry by deno, which checks it against the committed deno.lock."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from alliance_lessons.errors import CourseError

LOCKED = Path(__file__).with_name("pyodide")  # deno.json and deno.lock


def fetch_pyodide(cache: Path) -> Path:
    """The folder of Pyodide's files; fetched once, then from `cache` without a network.

    Raises CourseError where deno is missing or can't fetch it.
    """
    folder = cache / "pyodide"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("deno.json", "deno.lock"):
        shutil.copyfile(LOCKED / name, folder / name)
    done = run_deno(["install", "--frozen", "--quiet"], folder, cache)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise CourseError(f"Pyodide could not be fetched ({said}); connect to the internet.")
    return folder / "node_modules" / "pyodide"


def run_deno(arguments: list[str], folder: Path, cache: Path) -> "subprocess.CompletedProcess[str]":
    """Runs deno in a folder, with a store of its own."""
    if find_spec("deno") is None:
        raise CourseError("deno is missing; install the course with its extra `site`.")
    import deno  # type: ignore[import-untyped]

    environment = {**os.environ, "DENO_DIR": str(cache / "deno"), "NO_COLOR": "1"}
    command = [deno.find_deno_bin(), *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
