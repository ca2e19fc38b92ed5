"""The workflow that publishes the site: what of it can be checked without GitHub, is.

What only GitHub can show is a run: that its machines are there, and that Pages takes the site.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

BIN = Path(sys.executable).parent
FILE = ".github/workflows/publish.yml"


@dataclass(frozen=True)
class Action:
    """An action as its `action.yml` declares it at a commit, read in a copy of its repository."""

    version: str  # the tag of that commit
    commit: str
    inputs: frozenset[str]
    outputs: frozenset[str] = frozenset()


ACTIONS = {
    "actions/checkout": Action(
        "v7.0.1",
        "3d3c42e5aac5ba805825da76410c181273ba90b1",
        frozenset({"repository", "ref", "token", "persist-credentials", "path", "fetch-depth"}),
    ),
    "actions/setup-python": Action(
        "v7.0.0",
        "5fda3b95a4ea91299a34e894583c3862153e4b97",
        frozenset({"python-version", "python-version-file", "cache", "architecture"}),
    ),
    "actions/upload-pages-artifact": Action(
        "v5.0.0",
        "fc324d3547104276b827a68afc52ff2a11cc49c9",
        frozenset({"name", "path", "retention-days", "include-hidden-files"}),
    ),
    "actions/deploy-pages": Action(
        "v5.0.0",
        "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128",
        frozenset({"token", "timeout", "error_count", "reporting_interval", "artifact_name"}),
        frozenset({"page_url"}),
    ),
}
NEEDED = {"build": {"contents": "read"}, "publish": {"pages": "write", "id-token": "write"}}


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / FILE).read_text("utf-8")


@pytest.fixture(scope="module")
def workflow(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(text, yaml.BaseLoader)  # "on" is a word here, not true
    return found


@pytest.fixture(scope="module")
def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def check_schema(path: Path) -> subprocess.CompletedProcess[str]:
    schema = "vendor.github-workflows"  # comes with the tool: nothing is fetched
    command = [BIN / "check-jsonschema", "--builtin-schema", schema, path]
    return subprocess.run(command, capture_output=True, text=True)


def test_it_is_a_workflow_as_github_describes_them(root: Path) -> None:
    done = check_schema(root / FILE)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("right", "wrong"), [("runs-on:", "run-on:"), ("pages: write", "pages: often")]
)
def test_what_is_none_is_noticed(right: str, wrong: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.yml").write_text(text.replace(right, wrong))
    assert check_schema(tmp_path / "wrong.yml").returncode == 1


def test_every_action_is_one_commit_that_was_read(text: str) -> None:
    used = re.findall(r"uses: (\S+)@(\S+) # (\S+)$", text, re.MULTILINE)
    assert len(used) == text.count("uses:")
    assert {name for name, _, _ in used} == set(ACTIONS)
    for name, commit, version in used:
        assert (commit, version) == (ACTIONS[name].commit, ACTIONS[name].version)


def test_actions_are_given_what_they_know(steps: list[dict[str, Any]]) -> None:
    for step in steps:
        if "uses" in step:
            action = ACTIONS[step["uses"].partition("@")[0]]
            assert set(step.get("with", {})) <= action.inputs, step["name"]


def test_what_is_asked_of_another_step_is_something_it_gives(
    text: str, steps: list[dict[str, Any]]
) -> None:
    by_id = {step["id"]: step for step in steps if "id" in step}
    asked = re.findall(r"\$\{\{ (.*?) \}\}", text)
    assert len(asked) == text.count("${{") == 1
    for one in asked:
        _, step, _, output = one.split(".")
        assert output in ACTIONS[by_id[step]["uses"].partition("@")[0]].outputs


def test_the_site_is_made_by_a_verb_that_there_is(steps: list[dict[str, Any]]) -> None:
    (command,) = (step["run"] for step in steps if "run" in step)
    python, start, verb, out = command.split()
    assert (python, start) == ("python3", "start.py")
    done = subprocess.run([BIN / "alliance", verb, "--help"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^usage: alliance site .*\bOUT$", done.stdout, re.MULTILINE)
    (handed_over,) = (step["with"]["path"] for step in steps if "path" in step.get("with", {}))
    assert handed_over == out


def test_it_runs_on_the_python_that_everything_is_tested_on(
    root: Path, steps: list[dict[str, Any]]
) -> None:
    environment = yaml.safe_load((root / "environment.yml").read_text())
    (python,) = (step["with"]["python-version"] for step in steps if "Python" in step["name"])
    assert f"python={python}" in environment["dependencies"]


def test_each_job_may_do_what_it_needs_and_no_more(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == NEEDED


def test_the_build_keeps_no_key_and_nobody_elses_change_starts_it(
    workflow: dict[str, Any], text: str
) -> None:
    checkout = workflow["jobs"]["build"]["steps"][0]
    assert checkout["with"]["persist-credentials"] == "false"
    assert set(workflow["on"]) == {"push", "workflow_dispatch"}
    assert workflow["on"]["push"] == {"branches": ["main"]}
    assert "secrets" not in text


def test_what_is_published_was_built_in_the_same_run(workflow: dict[str, Any]) -> None:
    build, publish = workflow["jobs"].values()
    assert publish["needs"] == "build"
    assert "upload-pages-artifact" in build["steps"][-1]["uses"]
    assert publish["environment"]["name"] == "github-pages"
