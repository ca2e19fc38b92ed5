"""Style, types and the direction of imports, checked by the tools of the project's own venv."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

BIN = Path(sys.executable).parent
HEAVY = {"IPython", "anywidget", "ipywidgets", "matplotlib", "nbgrader", "numpy", "pandas"}


def check(root: Path, tool: str, *arguments: str) -> None:
    done = subprocess.run([BIN / tool, *arguments], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, f"{tool} says:\n{done.stdout}{done.stderr}"


def test_ruff_finds_nothing(root):
    check(root, "ruff", "check")


def test_code_is_formatted(root):
    check(root, "ruff", "format", "--check")


def test_types_fit(root):
    check(root, "mypy")


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
