"""The edition for the browser as it is shipped: whole, of our lock, and without another host."""

import hashlib
import json
import re
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from alliance_lessons.errors import CourseError
from alliance_lessons.site.live import build, compiled, library, pyodide_files
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.course_outline import course_outline

LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
HOST = re.compile(r"https?://(?!127\.0\.0\.1|localhost)")


def all_files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("live")
    assert build.build_live(out).first_visit_bytes > 1_000_000
    return out / "live"


def test_every_archive_that_python_is_told_of_is_there_unchanged(live):
    folder = live / "static" / "pyodide"
    listed = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))["packages"]
    for package in listed.values():
        raw = (folder / package["file_name"]).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == package["sha256"], package["name"]
    settings = json.loads((live / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    [kernel] = settings["litePluginSettings"].values()
    assert set(kernel["loadPyodideOptions"]["packages"]) <= set(listed)
    assert kernel["disablePyPIFallback"] is True


def test_python_is_the_one_that_our_files_are_made_for(live):
    lock = json.loads((live / "static" / "pyodide" / "pyodide-lock.json").read_text("utf-8"))
    assert lock["info"]["python"] == library.THERE["python_full_version"]
    settings = (live / "jupyter-lite.json").read_text("utf-8")
    for text in (settings, compiled.SCRIPT.read_text("utf-8")):
        named = set(re.findall(r"/lib/python([\d.]+)/", text))
        assert named == {library.THERE["python_version"]}


@pytest.mark.parametrize("name", ["jupyter-lite.json", "lab/jupyter-lite.json"])
def test_no_setting_names_another_host(live, name):
    assert HOST.findall((live / name).read_text("utf-8")) == []


def test_the_packages_are_those_of_our_lock(live):
    with zipfile.ZipFile(live / "static" / "pyodide" / "library.zip") as archive:
        found = {
            match[1].replace("_", "-"): match[2]
            for name in archive.namelist()
            if (match := re.fullmatch(r"([^/]+)-([^-/]+)\.dist-info/METADATA", name))
        }
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE))
    of_the_kernel = {"ipykernel", "pyodide-kernel", "widgetsnbextension"}
    ours = {name: found[name] for name in found.keys() - of_the_kernel}
    assert {"anywidget", "ipython", "ipywidgets", "jinja2", "markupsafe"} <= ours.keys()
    assert ours == {name: locked[name] for name in ours}


def test_python_is_shipped_compiled_for_the_browser_and_no_machine_code_is(live):
    for archive in (live / "static" / "pyodide").glob("*.zip"):
        with zipfile.ZipFile(archive) as opened:
            names = opened.namelist()
        assert [one for one in names if one.endswith((".so", ".pyd"))] == []
        sources = [one for one in names if one.endswith(".py")]
        assert sources in ([], ["alliance_lessons/site/ipython/profile_default/ipython_config.py"])


def test_it_has_every_lesson_and_nothing_for_those_who_teach(live):
    files = {path.relative_to(live / "files").as_posix() for path in (live / "files").rglob("*.*")}
    assert {lesson.path for lesson in course_outline().lessons} | {"start.ipynb"} <= files
    assert [one for one in files if "facilitator" in one] == []
    released = course_files().release("rights").read_bytes()
    assert (live / "files/assignments/rights/rights.ipynb").read_bytes() == released


def test_the_same_sources_give_the_same_files(live, tmp_path):
    build.build_live(tmp_path)
    assert all_files(tmp_path / "live") == all_files(live)


def test_what_is_needed_follows_from_what_is_installed():
    assert library.with_requirements(["anywidget"], ["ipywidgets"]) == [
        "anywidget",
        "psygnal",
        "typing-extensions",
    ]
    with pytest.raises(CourseError, match="no-such-part is missing"):
        library.with_requirements(["no-such-part"])


def test_archives_have_python_without_machine_code_or_tests():
    files = library.files_of("markupsafe")
    assert "markupsafe/_native.py" in files
    assert f"markupsafe-{version('markupsafe')}.dist-info/METADATA" in files
    assert not [name for name in files if name.endswith(".so")]


def test_without_a_network_a_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "http://127.0.0.1:9/")
    with pytest.raises(CourseError, match=r"could not be fetched .*connect to the internet\.$"):
        pyodide_files.fetch_pyodide(tmp_path)
