"""The normal form of a notebook: what is kept of it, and in which bytes.

Kept are its cells and outputs that a reader without a kernel can see: text, HTML, pictures.
Left out is what differs from run to run (times, versions) and what leads nowhere later: a
stored widget points into a kernel that is gone, and JupyterLab then shows "Error displaying
widget" in place of the readable output that stands beside it. Cells that were run are
numbered in their order, as if the notebook had been run once from its beginning.
The bytes are those nbformat writes, so that Jupyter's saving and ours give the same file.
"""

import hashlib
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from alliance_lessons.errors import CourseError

WIDGET = "application/vnd.jupyter.widget-view+json"
PASSING = ("execution", "ExecuteTime", "scrolled")  # a cell's metadata of one run
TRUST = "trusted"  # Jupyter tells by it, while saving, what it may sign; it is never stored
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
LARGEST = 50_000_000  # bytes of a notebook worth opening

Notebook = dict[str, Any]


class NotebookError(CourseError):
    """A notebook that can't be read."""


def read_notebook(path: Path) -> Notebook:
    """The notebook in a file, as untrusted; raises NotebookError with what is wrong."""
    try:
        if path.stat().st_size > LARGEST:
            raise NotebookError(f"{path} has more than {LARGEST // 1_000_000} MB.")
        return parse(path.read_bytes(), path)
    except OSError as error:
        raise NotebookError(f"{path} can't be read ({error.strerror or error}).") from None


def parse(raw: bytes, path: Path) -> Notebook:
    """The notebook in these bytes, its texts joined."""
    try:
        nb = json.loads(raw)
    except (ValueError, RecursionError):
        raise NotebookError(f"{path} is not readable as a notebook.") from None
    if not isinstance(nb, dict) or nb.get("nbformat") != 4 or not _has_cells(nb):
        raise NotebookError(f"{path} is not a notebook of format 4.")
    return nb


def cell_text(cell: Mapping[str, Any]) -> str:
    """What is written in a cell, which is stored as one text or as lines.

    >>> cell_text({"source": ["1 + ", "1"]}), cell_text({"source": "1 + 1"})
    ('1 + 1', '1 + 1')
    """
    return str(_joined(cell["source"]))


def normalise(nb: Notebook) -> Notebook:
    """The normal form of a notebook of format 4.

    >>> cell = {"cell_type": "code", "source": ["ask('a')"], "outputs": [], "execution_count": 7}
    >>> normalise({"nbformat": 4, "cells": [cell]})["cells"][0]["execution_count"]
    1
    """
    taken: set[str] = set()
    count = itertools.count(1)
    return {
        "cells": [_cell(cell, number, taken, count) for number, cell in enumerate(nb["cells"], 1)],
        "metadata": _notebook_metadata(nb.get("metadata", {})),
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def to_bytes(nb: Notebook) -> bytes:
    """The notebook as it is written, byte for byte the same for the same notebook."""
    cells = [_split(cell) for cell in nb["cells"]]
    text = json.dumps(
        {**nb, "cells": cells}, indent=1, sort_keys=True, ensure_ascii=False, separators=(",", ": ")
    )
    return (text + "\n").encode()


def sources(nb: Notebook) -> str:
    """A fingerprint of what a person wrote in a notebook: outputs and empty cells don't count.

    >>> ran = {"cell_type": "code", "source": "1 + 1", "outputs": [{"text": "2"}]}
    >>> fresh = {"cell_type": "code", "source": ["1 + ", "1"], "outputs": []}
    >>> empty = {"cell_type": "code", "source": "", "outputs": []}
    >>> sources({"cells": [ran, empty]}) == sources({"cells": [fresh]})
    True
    """
    written = [(cell["cell_type"], _joined(cell["source"])) for cell in nb["cells"]]
    words = json.dumps([cell for cell in written if cell[1].strip()])
    return hashlib.sha256(words.encode()).hexdigest()


def before_saving(model: dict[str, Any], **_: Any) -> None:
    """Jupyter calls this before it writes a file; it brings a notebook into its normal form."""
    content = model.get("content")
    if model.get("type") == "notebook" and isinstance(content, dict) and _has_cells(content):
        content.update(normalise(content))


def _has_cells(nb: Notebook) -> bool:
    cells = nb.get("cells")
    return isinstance(cells, list) and all(
        isinstance(cell, dict)
        and isinstance(cell.get("cell_type"), str)
        and isinstance(_joined(cell.get("source")), str)
        and isinstance(cell.get("metadata", {}), dict)
        and isinstance(cell.get("outputs", []), list)
        for cell in cells
    )


def _notebook_metadata(found: Any) -> dict[str, Any]:
    kept = dict(found) if isinstance(found, dict) else {}
    kept.pop("widgets", None)
    kept.pop("signature", None)
    kernel = kept.get("kernelspec")
    if not isinstance(kernel, dict) or kernel.get("language", "python") == "python":
        kept.update(NOTEBOOK_METADATA)
    return kept


def _cell(
    cell: dict[str, Any], number: int, taken: set[str], count: Iterator[int]
) -> dict[str, Any]:
    found = cell.get("id")
    valid = isinstance(found, str) and ID.fullmatch(found) and found not in taken
    name = str(found) if valid else f"cell-{number}"
    while name in taken:
        name += "-again"
    taken.add(name)
    metadata = {k: v for k, v in cell.get("metadata", {}).items() if k not in PASSING}
    normal = {**cell, "id": name, "metadata": metadata, "source": _joined(cell["source"])}
    if cell["cell_type"] == "code":
        place = next(count)
        outputs = _outputs(cell.get("outputs", []), place)
        was_run = outputs or cell.get("execution_count") is not None
        normal["execution_count"] = place if was_run else None
        normal["outputs"] = outputs
    return normal


def _outputs(outputs: list[dict[str, Any]], place: int) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for output in outputs:
        normal = dict(output)
        normal.pop("transient", None)
        if "execution_count" in output:
            normal["execution_count"] = place
        if "data" in output:
            normal["data"] = {k: _joined(v) for k, v in output["data"].items() if k != WIDGET}
            about = output.get("metadata", {})
            normal["metadata"] = {k: v for k, v in about.items() if k != WIDGET}
            if not normal["data"]:
                continue
        if "text" in output:
            normal["text"] = _joined(output["text"])
        before = kept[-1] if kept else {}
        if output.get("output_type") == "stream" and before.get("name") == output.get("name"):
            before["text"] += normal["text"]  # how a text arrives in pieces is chance
        else:
            kept.append(normal)
    return kept


def _joined(text: Any) -> Any:
    is_lines = isinstance(text, list) and all(isinstance(line, str) for line in text)
    return "".join(text) if is_lines else text


def _split(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell with its texts as lists of lines, as notebooks are stored."""
    metadata = {name: value for name, value in cell["metadata"].items() if name != TRUST}
    lines = {**cell, "metadata": metadata, "source": _lines(cell["source"])}
    if "outputs" in cell:
        lines["outputs"] = [_split_output(output) for output in cell["outputs"]]
    if "attachments" in cell:
        lines["attachments"] = {k: _split_data(v) for k, v in cell["attachments"].items()}
    return lines


def _split_output(output: dict[str, Any]) -> dict[str, Any]:
    lines = dict(output)
    if "data" in output:
        lines["data"] = _split_data(output["data"])
    if "text" in output:
        lines["text"] = _lines(output["text"])
    return lines


def _split_data(data: dict[str, Any]) -> dict[str, Any]:
    in_lines = ("text/", "image/svg+xml", "application/javascript")
    return {kind: _lines(v) if kind.startswith(in_lines) else v for kind, v in data.items()}


def _lines(text: Any) -> Any:
    return text.splitlines(keepends=True) if isinstance(text, str) else text
