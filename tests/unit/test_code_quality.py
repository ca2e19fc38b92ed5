"""Style, types and the direction of imports, checked by the tools of the project's own venv."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

BIN = Path(sys.executable).parent
HEAVY = {"IPython", "anywidget", "ipywidgets", "matplotlib", "nbgrader", "numpy", "pandas"}
JAVASCRIPT = "src/alliance_lessons/jupyter_config"
OF_THE_SITE = "src/alliance_lessons/site/live/opening"
WRONG = """const untyped = (panel) => panel;
document.querySelector("p").focus();  // there may be none
Deno.exit();  // no browser has it
/** @param {import("../types/jupyterlab.d.ts").NotebookPanel} panel */
const misspelt = (panel) => panel.contents;
"""
QUIET = {**os.environ, "DENO_DIR": ".cache/deno", "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}


def check(root: Path, tool: str, *arguments: str) -> None:
    command = [BIN / tool, *arguments]
    done = subprocess.run(command, cwd=root, env=QUIET, capture_output=True, text=True)
    assert done.returncode == 0, f"{tool} says:\n{done.stdout}{done.stderr}"


def check_javascript(root: Path, *folders: str) -> None:
    check(root, "deno", "check", "--config=tsconfig.json", *folders)


def test_ruff_finds_nothing(root):
    check(root, "ruff", "check")


def test_code_is_formatted(root):
    check(root, "ruff", "format", "--check")


def test_types_fit(root):
    check(root, "mypy")


def test_types_of_the_javascript_fit(root):
    check_javascript(root, JAVASCRIPT, OF_THE_SITE)


def test_wrong_types_in_the_javascript_are_found(root, tmp_path):
    shutil.copy(root / "tsconfig.json", tmp_path)
    (types,) = (root / JAVASCRIPT).rglob("types")
    wrong = tmp_path / types.parent.relative_to(root) / "static" / "wrong.js"
    wrong.parent.mkdir(parents=True)
    shutil.copytree(types, wrong.parent.with_name("types"))
    wrong.write_text(WRONG, "utf-8")
    with pytest.raises(AssertionError, match="Found 4 errors") as told:
        check_javascript(tmp_path, JAVASCRIPT)
    assert [line for line in range(1, 6) if f"wrong.js:{line}:" in str(told.value)] == [1, 2, 3, 5]


def test_imports_run_one_way(root):
    check(root, "lint-imports")


@pytest.mark.parametrize("part", ["", ".items", ".models", ".cases", ".workbook", ".cli"])
def test_heavy_libraries_wait_until_they_are_wanted(part):
    code = f"import sys, alliance_lessons{part}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert HEAVY & set(done.stdout.split()) == set()


def test_hooks_before_a_commit_run_the_same_tools(root):
    config = yaml.safe_load((root / ".pre-commit-config.yaml").read_text())
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    for hook in config["repos"][0]["hooks"]:
        program = hook["entry"].split()[0]
        assert program.startswith(".venv/bin/")
        assert shutil.which(Path(program).name, path=BIN), f"{program} is not installed"
    check(root, "pre-commit", "validate-config")
