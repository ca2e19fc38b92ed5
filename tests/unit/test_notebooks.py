"""The normal form of a notebook keeps what a reader needs and nothing of one run."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_lessons.workbook.notebooks import (
    WIDGET,
    NotebookError,
    before_saving,
    normalise,
    parse,
    read_notebook,
    sources,
    to_bytes,
)

SHOWN = {"text/plain": ["A question\n", "in words"], "text/html": "<p>A question</p>"}


def notebook(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def code(source: str = "1", outputs: Any = (), **more: Any) -> dict[str, Any]:
    cell = {"cell_type": "code", "id": "c", "metadata": {}, "execution_count": 3}
    return {**cell, "source": source, "outputs": list(outputs), **more}


def result(data: dict[str, Any], kind: str = "execute_result") -> dict[str, Any]:
    return {"output_type": kind, "data": data, "metadata": {}, "execution_count": 3}


def stream(text: str, name: str = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def test_the_widget_goes_and_its_readable_forms_stay() -> None:
    widget = {WIDGET: {"model_id": "17", "version_major": 2}}
    svg = {"image/svg+xml": "<svg/>", "image/png": "iVBORw0KGgo="}
    nb = notebook(code(outputs=[result({**SHOWN, **svg, **widget})]), widgets={"state": {}})
    normal = normalise(nb)
    assert normal["cells"][0]["outputs"][0]["data"] == {
        **SHOWN,
        **svg,
        "text/plain": "A question\nin words",
    }
    assert "widgets" not in normal["metadata"]
    assert b"model_id" not in to_bytes(normal)


def test_an_output_that_was_a_widget_only_goes() -> None:
    assert normalise(notebook(code(outputs=[result({WIDGET: {}})])))["cells"][0]["outputs"] == []


def test_nothing_of_one_run_stays() -> None:
    times = {"execution": {"shell.execute_reply": "2026-01-01"}, "ExecuteTime": {}, "tags": ["x"]}
    nb = notebook(
        code(outputs=[result(SHOWN)], metadata=times),
        language_info={"name": "python", "version": "3.12.1"},
        kernelspec={"name": "my-kernel", "language": "python", "display_name": "Mine"},
    )
    normal = normalise(nb)
    assert normal["cells"][0]["metadata"] == {"tags": ["x"]}
    assert normal["metadata"]["kernelspec"]["name"] == "python3"
    assert normal["metadata"]["language_info"] == {"name": "python"}


def test_cells_are_counted_as_if_run_once_from_the_beginning() -> None:
    counts = [7, None, 5, None]
    outputs = [[result(SHOWN)], [], [], [stream("a")]]
    cells = [
        code(id=f"c{n}", execution_count=count, outputs=outputs[n])
        for n, count in enumerate(counts)
    ]
    normal = normalise(notebook(*cells))["cells"]
    assert [cell["execution_count"] for cell in normal] == [1, None, 3, 4]
    assert normal[0]["outputs"][0]["execution_count"] == 1


def test_nbgraders_metadata_and_attachments_stay() -> None:
    about = {"nbgrader": {"grade_id": "rights_a-memo", "points": 5}}
    cell = {
        "cell_type": "markdown",
        "id": "m",
        "metadata": about,
        "source": "![x](attachment:x.png)",
        "attachments": {"x.png": {"image/png": "iVBORw0KGgo="}},
    }
    assert normalise(notebook(cell))["cells"][0] == cell


def test_a_text_that_arrived_in_pieces_is_one() -> None:
    pieces = [stream("a\n"), stream("b\n"), stream("!", "stderr"), stream("c")]
    outputs = normalise(notebook(code(outputs=pieces)))["cells"][0]["outputs"]
    assert [(one["name"], one["text"]) for one in outputs] == [
        ("stdout", "a\nb\n"),
        ("stderr", "!"),
        ("stdout", "c"),
    ]


def test_every_cell_has_one_id_and_good_ones_stay() -> None:
    cells = [code(id="first"), code(id="first"), code(id="no good!"), code()]
    del cells[3]["id"]
    ids = [cell["id"] for cell in normalise(notebook(*cells))["cells"]]
    assert ids == ["first", "cell-2", "cell-3", "cell-4"]


def test_normalising_leaves_its_argument_alone() -> None:
    nb = notebook(code(outputs=[stream("a"), stream("b")]), widgets={})
    before = json.dumps(nb)
    normalise(nb)
    assert json.dumps(nb) == before


def test_the_bytes_are_those_that_jupyter_writes(tmp_path: Path) -> None:
    shown = result({**SHOWN, "image/svg+xml": "<svg>\n</svg>", "application/json": {"a": [1]}})
    nb = normalise(notebook(code("a\nb\u2028c\x0bd", [shown, stream("é €\n1\n")])))
    nbformat.write(nbformat.from_dict(nb), tmp_path / "theirs.ipynb")
    assert to_bytes(nb) == (tmp_path / "theirs.ipynb").read_bytes()
    nbformat.validate(nbformat.from_dict(nb))


TEXTS = st.text(max_size=30)
OUTPUTS = st.one_of(
    st.builds(stream, TEXTS, st.sampled_from(["stdout", "stderr"])),
    st.builds(
        result,
        st.dictionaries(
            st.sampled_from([WIDGET, "text/plain", "text/html", "image/svg+xml"]), TEXTS
        ),
        st.sampled_from(["execute_result", "display_data"]),
    ),
)


@settings(deadline=None)
@given(st.lists(st.builds(code, TEXTS, st.lists(OUTPUTS, max_size=4)), max_size=4))
def test_normalising_twice_or_through_a_file_changes_nothing(cells: list[dict[str, Any]]) -> None:
    once = normalise(notebook(*cells))
    assert normalise(once) == once
    read = parse(to_bytes(once), Path("x.ipynb"))
    assert to_bytes(normalise(read)) == to_bytes(once)
    assert sources(read) == sources(notebook(*cells))


def test_a_persons_words_are_told_apart_from_a_run() -> None:
    fresh = notebook(code("ask()"))
    assert sources(notebook(code("ask()", [stream("x")]), code(""))) == sources(fresh)
    assert sources(notebook(code("ask( )"))) != sources(fresh)
    assert sources(notebook({**code("ask()"), "cell_type": "markdown"})) != sources(fresh)
    assert sources(notebook(code("b"), code("a"))) != sources(notebook(code("a"), code("b")))


@pytest.mark.parametrize(
    "raw",
    [b"", b"[", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"nbformat": 3, "cells": []}']
    + [json.dumps(notebook(cell)).encode() for cell in (1, {}, {"cell_type": "code"})]
    + [json.dumps(notebook({"cell_type": "code", "source": [1]})).encode()],
)
def test_what_is_no_notebook_is_told_in_a_sentence(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.ipynb").write_bytes(raw)
    with pytest.raises(NotebookError) as told:
        read_notebook(tmp_path / "x.ipynb")
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)


def test_a_notebook_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match=r"can't be read .*\.$"):
        read_notebook(tmp_path / "x.ipynb")


# --- while Jupyter saves --------------------------------------------------------------------


def test_saving_normalises_and_keeps_what_jupyter_trusts_by() -> None:
    cell = code(outputs=[result({**SHOWN, WIDGET: {}})], metadata={"trusted": True})
    model = {"type": "notebook", "content": notebook(cell)}
    before_saving(model, path="x.ipynb", contents_manager=None)
    saved = model["content"]["cells"][0]
    assert WIDGET not in saved["outputs"][0]["data"]
    assert saved["metadata"]["trusted"]
    assert b"trusted" not in to_bytes(model["content"])


@pytest.mark.parametrize(
    "model",
    [
        {"type": "file", "content": "text"},
        {"type": "directory"},
        {"type": "notebook"},
        {"type": "notebook", "content": None},
        {"type": "notebook", "content": {"cells": 3}},
    ],
)
def test_what_is_no_notebook_is_saved_as_it_is(model: dict[str, Any]) -> None:
    before = json.dumps(model)
    before_saving(model, path="x", contents_manager=None)
    assert json.dumps(model) == before


def test_jupyters_own_saving_gives_our_bytes_and_trusts_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jupyter_server.services.contents.filemanager import FileContentsManager
    from traitlets.config import Config

    config = json.loads(
        (Path(normalise.__code__.co_filename).parents[1] / "jupyter_config")
        .joinpath("jupyter_server_config.json")
        .read_text()
    )
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    (tmp_path / "root").mkdir()
    manager = FileContentsManager(root_dir=str(tmp_path / "root"), config=Config(config))
    nb = notebook(code(outputs=[result({**SHOWN, WIDGET: {}})], metadata={"trusted": True}))
    expected = to_bytes(normalise(nb))
    manager.save({"type": "notebook", "content": nb}, "x.ipynb")
    assert (tmp_path / "root" / "x.ipynb").read_bytes() == expected
    opened = manager.get("x.ipynb")["content"]
    assert opened["cells"][0]["metadata"]["trusted"]
