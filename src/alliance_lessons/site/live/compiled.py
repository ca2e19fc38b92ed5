"""Python archives made ready to run: compiled by the Python of the browser, here by deno."""

import hashlib
import shutil
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.site.live.pyodide_files import LOCKED, run_deno

SCRIPT = LOCKED / "compile.mjs"


def compile_archives(archives: list[Path], pyodide: Path, cache: Path) -> None:
    """Puts compiled archives in the place of these, of the same names.

    `pyodide` is the folder of Pyodide's own files. What was compiled before comes from `cache`.
    Raises CourseError where a file is no Python of that version.
    """
    kept = {one: cache / "compiled" / f"{_fingerprint(one, pyodide)}.zip" for one in archives}
    missing = [one for one in archives if not kept[one].is_file()]
    if missing:
        (cache / "compiled").mkdir(parents=True, exist_ok=True)
        _compile(missing, pyodide, cache)
        for one in missing:
            shutil.move(f"{one}.compiled", kept[one])
    for one in archives:
        shutil.copyfile(kept[one], one)


def _compile(archives: list[Path], pyodide: Path, cache: Path) -> None:
    shutil.copyfile(SCRIPT, cache / "pyodide" / SCRIPT.name)
    allowed = ["--allow-read", "--allow-env", "--allow-sys", f"--allow-write={archives[0].parent}"]
    places = [str(pyodide), str(archives[0].parent), *(one.name for one in archives)]
    done = run_deno(["run", *allowed, SCRIPT.name, *places], cache / "pyodide", cache)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if "Error" in line] or ["no reason given"]
        raise CourseError(f"The Python of the live edition can't be compiled: {said[-1].strip()}.")


def _fingerprint(archive: Path, pyodide: Path) -> str:
    parts = [SCRIPT, pyodide / "package.json", archive]
    whole = b"".join(hashlib.sha256(one.read_bytes()).digest() for one in parts)
    return hashlib.sha256(archive.name.encode() + whole).hexdigest()[:32]
