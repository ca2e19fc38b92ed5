"""Binder installs what the lock holds, and editing a lesson rebuilds none of it."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from rattler import MatchSpec

# Beside what the project itself needs: what checks the lessons, and what builds the project.
ROOTS = ["nbval", "pytest", "hatchling"]
NAMED = {"jupyterlab", "nbgrader", "ipywidgets", "pandas", "nbval", "pytest"}


@pytest.fixture(scope="module")
def environment(root):
    return yaml.safe_load((root / "environment.yml").read_text())


@pytest.fixture(scope="module")
def pins(environment):
    (pip,) = (entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    return pip


@pytest.fixture(scope="module")
def python(environment):
    (spec,) = (s for s in environment["dependencies"] if str(s).startswith("python="))
    return spec.removeprefix("python=")


@pytest.fixture(scope="module")
def on_binder(python):
    """The values that markers like `python_version < "3.12"` have there."""
    full = f"{python}.0"
    versions = {"python_version": python, "python_full_version": full}
    platform = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
    return {**default_environment(), **versions, **platform, "extra": ""}


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def locked(root, on_binder):
    """The lock's version of each part, as it applies on Binder."""
    lines = re.findall(r"^(\w.*?) \\$", (root / "requirements.lock").read_text(), re.MULTILINE)
    parts = [Requirement(line) for line in lines]
    return {
        canonicalize_name(part.name): str(part.specifier).removeprefix("==")
        for part in parts
        if not part.marker or part.marker.evaluate(on_binder)
    }


def everything_needed(roots, on_binder):
    """The names of the requirements, of their requirements, and so on."""
    found = set()
    waiting = [Requirement(root) for root in roots]
    while waiting:
        wanted = waiting.pop()
        for extra in ["", *wanted.extras]:
            if (key := (canonicalize_name(wanted.name), extra)) in found:
                continue
            found.add(key)
            needs = map(Requirement, requires(wanted.name) or [])
            here = {**on_binder, "extra": extra}
            waiting += [need for need in needs if not need.marker or need.marker.evaluate(here)]
    return {name for name, _ in found}


@pytest.mark.skipif(sys.platform != "linux", reason="Binder is Linux, whose parts are looked at")
def test_binder_installs_what_the_lock_holds(pins, project, locked, on_binder):
    roots = [*project["dependencies"], *project["optional-dependencies"]["marking"], *ROOTS]
    needed = sorted(everything_needed(roots, on_binder))
    expected = [f"{name}=={locked[name]}" for name in needed]
    assert pins == expected, "environment.yml should name these:\n" + "\n".join(
        f"      - {pin}" for pin in expected
    )


def test_what_instructors_reports_need_is_not_there_and_the_verbs_say_so():
    """The libraries of numbers and charts are two fifths of an image that learners open."""
    code = """if True:
        import sys
        for name in ("matplotlib", "scipy", "sklearn"):
            sys.modules[name] = None  # as where it is not installed
        from alliance_lessons.cli import main
        sys.exit(main(sys.argv[1:]))"""
    for verb, named in (("report", "matplotlib, scipy, sklearn"), ("second-mark", "sklearn")):
        command = [sys.executable, "-c", code, verb, "rights"]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 1
        assert done.stderr.startswith(f"Not installed here: {named}; use a copy")


def test_binder_has_the_tools_that_were_asked_for(pins):
    assert {pin.partition("==")[0] for pin in pins} >= NAMED


def test_conda_specs_are_specs(environment):
    specs = [spec for spec in environment["dependencies"] if isinstance(spec, str)]
    assert {MatchSpec(spec, strict=True).name.normalized for spec in specs} == {"python", "pip"}
    assert environment["channels"] == ["conda-forge", "nodefaults"]


def test_python_is_one_that_the_project_supports(python, project):
    lowest = project["requires-python"].removeprefix(">=")
    assert Version(python) >= Version(lowest)


def test_post_build_adds_the_project_and_nothing_else(root):
    script = root / "postBuild"
    assert script.read_bytes().startswith(b"#!")
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)
    (install,) = re.findall(r"^.*pip install.*$", script.read_text(), re.MULTILINE)
    assert {"--no-deps", "--no-build-isolation", "."} <= set(install.split())


def test_post_build_makes_a_workbook_with_the_settings_of_the_course(fresh_copy, tmp_path):
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "python").write_text("#!/bin/sh\n")  # the project is installed here already
    (tools / "python").chmod(0o755)
    path = os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ["PATH"]])
    data = str(fresh_copy / "data")
    env = {**os.environ, "PATH": path, "HOME": str(fresh_copy), "JUPYTER_DATA_DIR": data}
    env.pop("JUPYTER_CONFIG_DIR", None)
    done = subprocess.run(["./postBuild"], cwd=fresh_copy, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (fresh_copy / "workbook" / "start.ipynb").is_file()
    assert (fresh_copy / ".jupyter" / "labconfig" / "default_setting_overrides.json").is_file()
    listed = subprocess.run(
        [sys.executable, "-m", "jupyterlab.labextensions", "list"],
        env=env,
        capture_output=True,
        text=True,
    )
    (course_mode,) = re.findall(r"^ +alliance-lessons .*$", listed.stderr, re.MULTILINE)
    assert "enabled" in course_mode
    assert "OK" in course_mode


def dockerfile(folder):
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug"]
    user = ["--user-id", "1000", "--user-name", "jovyan"]
    done = subprocess.run([*command, *user, "."], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = done.stdout + done.stderr
    return said[said.index("FROM ") :]


def test_editing_a_lesson_rebuilds_no_environment(fresh_copy):
    steps = dockerfile(fresh_copy).splitlines()
    (update,) = (n for n, line in enumerate(steps) if "env update" in line)
    sources = next(n for n, line in enumerate(steps) if re.match(r"COPY .*src/ \$", line))
    assert update < sources
    copied = [line for line in steps[:update] if line.startswith("COPY") and " src/" in line]
    assert len(copied) == 1
    assert "src/environment.yml" in copied[0]
    assert any("postBuild" in line for line in steps[sources:])
