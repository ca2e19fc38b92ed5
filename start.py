#!/usr/bin/env python3
"""Sets the course up (once), then opens it.

python3 start.py               opens the course in the browser
python3 start.py --no-browser  only shows its address; --port N chooses the port
python3 start.py test          runs all tests; what follows goes to pytest
python3 start.py submit rights --as YOUR-ID, and every other verb of `alliance`, works too
"""

# This file has to be readable by Python 3.6, so that an old Python can be refused in a sentence.
import sys

if sys.version_info < (3, 11):
    sys.exit(
        "The course needs Python 3.11 or newer and this is Python %d.%d: "
        "install a newer one from https://www.python.org, then start again." % sys.version_info[:2]
    )

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
PYPROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
ALLIANCE = BIN / ("alliance.exe" if os.name == "nt" else "alliance")
STAMP = VENV / "set-up-done"  # written last, so an interrupted set-up leaves none
AGAIN = " then start again."

# What an installer says when it fails, and what that means; the first that fits is told.
MEANINGS = {
    "no space left|errno 28|os error 28|not enough space": "The disk is full: free 2 GB,",
    "not match the hashes|hash mismatch": "A fetched part is not as it should be (hash):",
    "certificate": "The connection is not trusted: ask your IT how Python may install packages,",
    "connect|name resolution|dns error|getaddrinfo|timed out|unreachable|proxy": (
        "The course's parts could not be fetched: connect to the internet,"
    ),
    "no matching distribution|no usable wheels|no solution found|no wheels": (
        "A part does not exist for this Python: install Python 3.12 from https://www.python.org,"
    ),
}


class Trouble(Exception):
    """What went wrong and how to mend it, in one sentence."""


def fingerprint():
    """Changes when .venv has to be made anew; scripts in .venv hold their folder's full name."""
    parts = [LOCK.read_bytes(), PYPROJECT.read_bytes(), sys.version.encode(), bytes(ROOT)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_ready(wanted):
    try:
        runs = subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode == 0
        return runs and ALLIANCE.exists() and STAMP.read_text() == wanted
    except OSError:
        return False


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def environment():
    """The course's own programs come first: nbgrader calls alembic by name.

    Compiled files are kept, whatever holds elsewhere: without them each start takes seconds more.
    """
    others = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    kept = {k: v for k, v in os.environ.items() if k not in others}
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])
    return {**kept, "PATH": path, "VIRTUAL_ENV": str(VENV)}


def step(title, command):
    """Runs a command out of sight, with a dot every few seconds as a sign of life."""
    print("  " + title + " ", end="", flush=True)
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            while child.poll() is None:
                try:
                    child.wait(timeout=3)
                except subprocess.TimeoutExpired:
                    print(".", end="", flush=True)
        finally:
            child.kill()  # does nothing when it has ended
            print(flush=True)
        log.seek(0)
        said = log.read().decode(errors="replace")
    if child.returncode:
        raise Trouble(explain(said))


def explain(said):
    """One sentence for all that an installer said."""
    lines = said.split("\n")
    last = next((line for line in reversed(lines) if "error" in line.lower()), "no reason given")
    means = (m for signs, m in MEANINGS.items() if re.search(signs, said, re.IGNORECASE))
    return next(means, f"Setting up failed ({last}): tell the authors if it does so again;") + AGAIN


def set_up():
    wanted = fingerprint()
    if is_ready(wanted):
        return
    uv = shutil.which("uv")
    if not importlib.util.find_spec("venv") or not (uv or importlib.util.find_spec("ensurepip")):
        raise Trouble(
            "A part of Python is missing: install it (on Debian and Ubuntu: sudo apt install "
            f"python{sys.version_info.major}.{sys.version_info.minor}-venv)," + AGAIN
        )
    print("Setting up the course (a minute or two, once)...", flush=True)
    remove(VENV)  # what an interrupted set-up or another Python left is not worth mending
    base = getattr(sys, "_base_executable", None) or sys.executable  # not the .venv just removed
    install = [uv, "pip", "install", "--python", PYTHON]
    if not uv:
        install = [PYTHON, "-m", "pip", "install", "--no-input", "--no-compile"]
    without_pip = ["--without-pip"] if uv else []
    step("1 of 3: making a folder of its own, .venv", [base, "-m", "venv", *without_pip, VENV])
    exactly = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    step("2 of 3: fetching JupyterLab and what the lessons use", [*install, *exactly, "-r", LOCK])
    step("3 of 3: adding the course", [*install, "--no-deps", "--no-build-isolation", "-e", ROOT])
    STAMP.write_text(wanted)
    print("Ready.", flush=True)


def run(command):
    """Hands over to the command, so that Ctrl-C and its questions are its own."""
    os.chdir(ROOT)
    if os.name == "posix":
        os.execve(command[0], command, environment())
    child = subprocess.Popen(command, env=environment())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            pass  # the command was told as well and ends by itself


def main(arguments):
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    try:
        set_up()
        if not arguments or arguments[0].startswith("-"):
            return run([ALLIANCE, "lab", "workbook", *arguments])
        if arguments[0] != "test":
            return run([ALLIANCE, *arguments])
        if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))):
            print("Tests in a browser need Chromium: on Debian, sudo apt install chromium.")
        return run([PYTHON, "-m", "pytest", *arguments[1:]])
    except Trouble as trouble:
        return str(trouble)
    except OSError as error:  # such as a full disk, or a folder that may not be written to
        place = error.filename or ROOT
        return f"{place} cannot be used ({error.strerror}): free it,{AGAIN}"
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
