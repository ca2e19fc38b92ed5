"""Notebooks that attack whoever marks them, and notebooks that are broken.

Whatever code a case brings first leaves a file in the canary folder, so that it shows if
any of it ever runs. No notebook of a learner is to be read at all.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.grading.hostile.case import World, case

Notebook = dict[str, Any]

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
    "changes-the-marker": """
import gc, sys
from alliance_lessons.workbook import answers_file, trusted_cells
for frame in sys._current_frames().values():
    frame.f_globals.update(read_file=lambda path: answers_file.Answers())
trusted_cells._compiled.cache_clear()
trusted_cells._value = lambda code, space, name: (70.0, "")
""",
    "stays-behind": """
import os, pathlib, subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
(pathlib.Path.home() / ".ipython/profile_default/startup").mkdir(parents=True, exist_ok=True)
pathlib.Path("../../source/rights/rights.ipynb").unlink()
""",
    "never-ends": "import signal\nsignal.signal(2, lambda *a: None)\nwhile True: pass\n",
    "stops": "import os, sys\nos.dup2(os.open(os.devnull, 1), 1)\nos._exit(0)\n",
}


def with_code(code: str, notebook: Notebook, doubled: bool = True) -> Notebook:
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


@case("code-of-all", stock=True)
def _(folder: Path, world: World) -> None:
    """One after the other, the one that ends the kernel last."""
    for name, code in reversed(ATTACKS.items()):
        _edit(folder, partial(with_code, world.tell_tale(name) + code))


# --- notebooks that are broken ---


def _edit(folder: Path, change: Callable[[Notebook], Any]) -> None:
    path = folder / "rights.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(change(notebook) or notebook))


def _broken(name: str, change: Callable[[Notebook], Any], stock: bool = False) -> None:
    case(f"notebook-{name}", stock=stock)(lambda folder, world: _edit(folder, change))


def _raw(name: str, raw: Callable[[], bytes]) -> None:
    case(f"notebook-{name}")(lambda folder, world: (folder / "rights.ipynb").write_bytes(raw()))


def _of_nbgrader(notebook: Notebook) -> list[Notebook]:
    return [c["metadata"]["nbgrader"] for c in notebook["cells"] if "nbgrader" in c["metadata"]]


def _schema(notebook: Notebook) -> None:
    for about in _of_nbgrader(notebook):
        about["schema_version"] = 99


def _worth_more(notebook: Notebook) -> None:
    """Points, names and flags of cells as their owner would like them."""
    odd: list[Any] = [1e308, "inf", float("nan"), None, [70], {"points": 70}, -1, True]
    for number, about in enumerate(_of_nbgrader(notebook)):
        about["points"] = odd[number % len(odd)]
        about["locked"] = about["grade"] = not about.get("grade")
        about["grade_id"] = [about["grade_id"], "rights_a-reply", 7, "../../x"][number % 4]
    notebook["metadata"]["nbgrader"] = {"score": 70, "max_score": 70, "late_penalty": -30}


def _for_another_kernel(notebook: Notebook) -> None:
    notebook["metadata"]["kernelspec"] = {
        "name": "../../../../bin/sh",
        "display_name": "<img src=http://evil.example/k>",
        "language": "bash",
        "argv": ["/bin/sh", "-c", "exit"],
    }


def _fifty_megabytes(notebook: Notebook) -> None:
    line = {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}
    next(c for c in notebook["cells"] if c["cell_type"] == "code")["outputs"] = [line]


def _in_every_way(notebook: Notebook) -> Notebook:
    """Of another version and schema, each cell twice, and large."""
    _schema(notebook)
    large = notebook["metadata"] | {"x": "x" * 50_000_000}
    return {**notebook, "nbformat": 99, "metadata": large, "cells": notebook["cells"] * 2}


def _acting_outputs(notebook: Notebook) -> None:
    """Pages and scripts among the outputs, marks that were not given, and remote images."""
    page = "<script>alert(1)</script><img src=http://evil.example/o.png onerror=alert(1)>"
    data = {
        "text/plain": "70.0",
        "text/html": page,
        "application/javascript": "alert(1)",
        "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "application/vnd.jupyter.widget-view+json": {"model_id": "x", "version_major": 2},
    }
    shown = {"output_type": "display_data", "data": data, "metadata": {}}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [shown, {**shown, "output_type": "execute_result"}]
            cell["outputs"][1]["execution_count"] = 1
        else:
            cell["source"] = [page, "\n![](http://evil.example/m.png)\n\n{{ 7 * 7 }}\n\n"]
            cell["attachments"] = {"x.png": {"image/png": "http://evil.example/a.png"}}


def _showing_tests(notebook: Notebook) -> None:
    """The marks of nbgrader, so that something might be cut out or put in."""
    for cell in notebook["cells"]:
        for mark in ("HIDDEN TESTS", "SOLUTION", "MARK SCHEME"):
            cell["source"] = [f"### BEGIN {mark}\n", *cell["source"], f"\n=== END {mark} ==="]


_broken("of-version-99", lambda notebook: {**notebook, "nbformat": 99})
_broken("of-version-3", lambda nb: {"nbformat": 3, "worksheets": [{"cells": nb["cells"]}]})
_broken("with-cells-twice", lambda nb: {**nb, "cells": nb["cells"] * 2})
_broken("with-5000-cells", lambda nb: {**nb, "cells": nb["cells"][:1] * 5000})
_broken("without-cells", lambda notebook: {**notebook, "cells": []})
_broken("stripped", lambda nb: [cell.update(metadata={}) for cell in nb["cells"]] and nb)
_broken("of-schema-99", _schema)
_broken("worth-more", _worth_more)
_broken("with-50-MB", _fifty_megabytes)
_broken("for-another-kernel", _for_another_kernel)
_broken("with-acting-outputs", _acting_outputs)
_broken("showing-tests", _showing_tests)
_broken("broken-in-every-way", _in_every_way, stock=True)
_raw("no-json", lambda: b"<html>Please log in</html>")
_raw("empty", lambda: b"")
_raw("of-deep-lists", lambda: b'{"cells": ' + b"[" * 1_000_000)
_raw("of-zeros", lambda: bytes(1_000_000))
_raw("of-another-encoding", lambda: '{"cells": "ä"}'.encode("utf-16"))
