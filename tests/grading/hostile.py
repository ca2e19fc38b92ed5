"""What a learner might hand in to gain marks, to look around or to stop the marking.

Each case changes a folder that holds the released notebook and honest answers, and says
which automatic marks those who made it deserve. Whatever code a case brings first leaves
a file in the canary folder, so that it shows if any of it ever runs.
"""

import json
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.grading.desk_course import HONEST, RIGHT, as_json, deserved

Change = Callable[[Path, "World"], object]


@dataclass(frozen=True)
class World:
    """Where the case is played: what must not be read, run or written."""

    course: Path
    outside: Path
    canary: Path

    def tell_tale(self, name: str) -> str:
        """A line of Python that leaves a trace."""
        return f"open({str(self.canary / name)!r}, 'a').close()\n"


@dataclass(frozen=True)
class Case:
    change: Change
    answers_kept: bool | str = True  # all, none, or all but the item named

    def deserves(self) -> dict[str, float]:
        if self.answers_kept is True:
            return deserved(HONEST)
        if self.answers_kept is False:
            return deserved({})
        return deserved({name: one for name, one in HONEST.items() if name != self.answers_kept})


CASES: dict[str, Case] = {}


def case(name: str, answers_kept: bool | str = True) -> Callable[[Change], Change]:
    def keep(change: Change) -> Change:
        CASES[name] = Case(change, answers_kept)
        return change

    return keep


# --- notebooks that bring code ---

ATTACKS = {
    "rewrites": """
import ast
import alliance_lessons
from alliance_lessons.workbook import graded
class Strip(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
    def visit_Call(self, node):
        return node.keywords[1].value if getattr(node.func, "id", "") == "mark" else node
shell = get_ipython()
shell.ast_transformers.append(Strip())
shell.input_transformers_cleanup.append(lambda lines: [l.replace("assert", "0 #") for l in lines])
graded.mark = alliance_lessons.mark = mark = lambda item, key, points, because="": points
""",
    "silences": """
import sys
sys.displayhook = lambda value: None
get_ipython().kernel.session.send = lambda *a, **k: None
""",
    "stops": "import os, sys\nos.dup2(os.open(os.devnull, 1), 1)\nos._exit(0)\n",
    "never-ends": "import signal\nsignal.signal(2, lambda *a: None)\nwhile True: pass\n",
    "reads-the-keys": """
from pathlib import Path
keys = (Path("../../../source/rights/rights.ipynb")).read_text()
Path("responses.json").write_text(keys)
""",
    "writes-the-gradebook": """
import sqlite3
book = sqlite3.connect("../../../gradebook.db")
book.execute("update grade set auto_score = 100, manual_score = 100")
book.commit()
""",
}


def with_code(code: str, notebook: dict[str, Any], doubled: bool = True) -> dict[str, Any]:
    """The code in a new, a locked, a graded, a doubled and a text cell that turns into code."""
    cells = notebook["cells"]
    for cell in cells:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("grade_id") == "rights_a-start" or about.get("grade"):
            cell["cell_type"] = "code"
            cell["source"] = code + "".join(cell["source"])
            cell.setdefault("outputs", [])
            cell.setdefault("execution_count", None)
    new = {"cell_type": "code", "id": "new", "metadata": {}, "source": code, "outputs": []}
    graded = next(c for c in cells if c["metadata"].get("nbgrader", {}).get("grade"))
    cells.insert(0, {**new, "execution_count": None})
    if doubled:
        cells.append({**graded, "id": "twice"})
    return notebook


def _attack(name: str, code: str) -> None:
    @case(f"code-{name}")
    def change(folder: Path, world: World) -> None:
        _edit(folder, lambda notebook: with_code(world.tell_tale(name) + code, notebook))


for _name, _code in ATTACKS.items():
    _attack(_name, _code)


# --- notebooks that are broken ---


def _edit(folder: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    path = folder / "rights.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(change(notebook) or notebook))


def _broken(name: str, change: Callable[[dict[str, Any]], Any]) -> None:
    case(f"notebook-{name}")(lambda folder, world: _edit(folder, change))


def _schema(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 99


def _fifty_megabytes(notebook: dict[str, Any]) -> None:
    line = {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}
    next(c for c in notebook["cells"] if c["cell_type"] == "code")["outputs"] = [line]


_broken("of-version-99", lambda notebook: {**notebook, "nbformat": 99})
_broken("with-cells-twice", lambda notebook: {**notebook, "cells": notebook["cells"] * 2})
_broken("without-cells", lambda notebook: {**notebook, "cells": []})
_broken("stripped", lambda nb: [cell.update(metadata={}) for cell in nb["cells"]] and nb)
_broken("of-schema-99", _schema)
_broken("with-50-MB", _fifty_megabytes)
_broken("for-another-kernel", lambda nb: nb["metadata"]["kernelspec"].update(name="bash") or nb)


@case("notebook-no-json")
def _(folder: Path, world: World) -> None:
    (folder / "rights.ipynb").write_text("<html>Please log in</html>")


@case("notebook-empty")
def _(folder: Path, world: World) -> None:
    (folder / "rights.ipynb").write_bytes(b"")


@case("notebook-a-folder")
def _(folder: Path, world: World) -> None:
    (folder / "rights.ipynb").unlink()
    (folder / "rights.ipynb").mkdir()


# --- things beside the notebook ---

MODULES = ("pandas", "alliance_lessons", "anywidget", "ipykernel_launcher", "sitecustomize")
OTHERS = ("usercustomize", "conftest", "json", "nbgrader_config", "ipython_config", "00-startup")


@case("beside-code")
def _(folder: Path, world: World) -> None:
    for name in (*MODULES, *OTHERS):
        (folder / f"{name}.py").write_text(world.tell_tale(name))
    (folder / "a.pth").write_text("import os; " + world.tell_tale("pth"))
    (folder / "pyvenv.cfg").write_text("home = .\n")
    for package in ("alliance_lessons", "profile_default/startup", ".ipython/profile_default"):
        (folder / package).mkdir(parents=True)
        for name in ("__init__", "00-first", "ipython_config", "ipython_kernel_config"):
            (folder / package / f"{name}.py").write_text(world.tell_tale("package"))


@case("beside-links-and-pipes")
def _(folder: Path, world: World) -> None:
    links = {
        "secret.txt": world.outside / "secret.txt",
        ".hidden": world.outside / "secret.txt",
        ".hidden.ipynb": Path("/dev/zero"),
        "gradebook.db": world.course / "gradebook.db",
        "zero": Path("/dev/zero"),
        "folder": world.outside,
        "source": world.course / "source",
        "dangling": Path("nowhere"),
        "round": folder,
        "other.ipynb": world.course / "source/rights/rights.ipynb",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "pipe.ipynb")
    with suppress(OSError):  # not every system allows it
        os.mknod(folder / "socket", stat.S_IFSOCK | 0o600)
        os.mknod(folder / "device", stat.S_IFCHR | 0o600, os.makedev(1, 5))


@case("beside-depths-and-sizes", answers_kept=False)
def _(folder: Path, world: World) -> None:
    here = os.open(folder, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    for name in (
        "a\x1b[2Jb\nc.txt",
        "rights\x1b[31m.ipynb",
        b"\xff.txt".decode(errors="surrogateescape"),
    ):
        (folder / name).write_text("x")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000_000)
    with (folder / "responses.json").open("wb") as file:
        file.truncate(100_000_000)


@case("beside-broken-times")
def _(folder: Path, world: World) -> None:
    (folder / "timestamp.txt").write_text("yesterday, I think")
    (folder / "submission_secret.txt").write_bytes(b"\xff\xfe")


# --- answers by other ways ---


@case("answers-a-link", answers_kept=False)
def _(folder: Path, world: World) -> None:
    (folder / "responses.json").unlink()
    (folder / "responses.json").symlink_to(world.outside / "responses.json")


@case("answers-in-a-linked-folder", answers_kept=False)
def _(folder: Path, world: World) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.symlink_to(world.outside)


@case("answers-a-folder", answers_kept=False)
def _(folder: Path, world: World) -> None:
    (folder / "responses.json").unlink()
    (folder / "responses.json").mkdir()
    (folder / "responses.json/responses.json").write_text(as_json(RIGHT))


@case("answers-cut-off", answers_kept="rights_a.memo")
def _(folder: Path, world: World) -> None:
    text = (folder / "responses.json").read_text()
    (folder / "responses.json").write_text(text[: text.index("come back late")])


@case("answers-of-a-newer-format", answers_kept=False)
def _(folder: Path, world: World) -> None:
    text = (folder / "responses.json").read_text()
    (folder / "responses.json").write_text(text.replace('"format": 1', '"format": 2'))


@case("answers-of-wrong-types", answers_kept="rights_a.evidence")
def _(folder: Path, world: World) -> None:
    odd: list[Any] = [True, -1, [[[[[[]]]]]], {"a": {}}, "<script>alert(1)</script>"]
    strange = {f"rights_a.{n}": value for n, value in enumerate(odd)}
    wrong = {**HONEST, "rights_a.evidence": {"overtime": ["record"]}, "nonsense": 1, **strange}
    (folder / "responses.json").write_text(as_json(wrong))
