"""`alliance` says what it did, or in one sentence what is wrong, and never a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_lessons.cli import main
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.lab import CONFIG, lab_arguments

GRADING = ("desk", "grade", "feedback", "report", "second-mark", "export")
VERBS = ("lab", "workbook", "submit", "mark", *GRADING, "check", "site")
RIGHTS = "rights"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test runs in a folder of its own, with a Jupyter of its own."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def alliance(*arguments: str) -> int:
    try:
        return main(arguments)
    except SystemExit as exit_:  # as argparse leaves
        return int(exit_.code or 0)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert alliance(verb, "--help") == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: alliance {verb}")
    assert len(said.splitlines()) > 4


HELP = """
import sys
from alliance_lessons.cli import main
try:
    main(["--help"])
except SystemExit:
    print(sorted({"json", "tomllib", "filelock", "nbformat"} & set(sys.modules)))
"""


def test_help_names_all_verbs_and_loads_next_to_nothing() -> None:
    script = "import sys; from alliance_lessons.cli import main\ntry: main(['--help'])\nexcept "
    script += (
        "SystemExit: print(sorted({'json', 'tomllib', 'filelock', 'nbformat'} & {*sys.modules}))"
    )
    command = [sys.executable, "-S", "-c", script]
    paths = os.pathsep.join(path for path in sys.path if path)
    ran = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": paths}
    )
    assert all(verb in ran.stdout for verb in VERBS)
    assert ran.stdout.splitlines()[-1] == "[]"


MISUSE = [
    [],
    ["dance"],
    ["workbook"],
    ["workbook", "a", "b"],
    ["workbook", "a", "--quick"],
    ["submit", RIGHTS],
    ["submit", RIGHTS, "--as", "a b"],
    ["submit", RIGHTS, "--as", "../up"],
    ["submit", "no-such", "--as", "ada"],
    ["submit", "../rights", "--as", "ada"],
    ["mark", "no-such"],
    ["mark"],
    ["lab", "--port", "many"],
    ["lab", "--port", "70000"],
    ["lab", "--port", "-1"],
    ["check", "--fast"],
]


@pytest.mark.parametrize("arguments", MISUSE, ids=" ".join)
def test_misuse_is_one_sentence_and_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert alliance(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert said.err.endswith(".\n")


def test_a_workbook_is_made_and_brought_up_to_date(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert alliance("workbook", "wb") == 0
    assert "new files" in capsys.readouterr().out
    assert (here / "wb" / "start.ipynb").is_file()
    assert alliance("workbook", "wb") == 0
    assert "up to date" in capsys.readouterr().out


def test_a_workbook_that_cant_be_made_is_code_1(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "file").write_text("mine")
    assert alliance("workbook", "file") == 1
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 1
    assert said.err.endswith(".\n")


@pytest.fixture
def work(here: Path) -> Path:
    """The folder of the assignment in a workbook."""
    assert alliance("workbook", "workbook") == 0
    return here / "workbook" / "assignments" / RIGHTS


def test_handing_in_says_what_is_open_and_where_the_file_is(
    work: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert alliance("submit", RIGHTS, "--as", "ada") == 0
    said = capsys.readouterr().out
    assert "No item of rights is answered" in said
    assert "rights_ada.zip is ready" in said
    assert (work.parent / "rights_ada.zip").is_file()
    answers.save(work, "rights_a.memo", "Some words")
    assert alliance("submit", RIGHTS, "--as", "ada", "--to", "out", "--with-history") == 0
    said = capsys.readouterr().out
    assert "not answered yet" in said
    assert "rights_a.memo" not in said
    assert (here / "out" / "rights_ada.zip").is_file()


@pytest.mark.parametrize("place", ["workbook", "workbook/assignments/rights"])
def test_the_work_is_found_from_wherever_the_learner_stands(
    place: str, work: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here / place)
    assert alliance("mark", RIGHTS) == 0
    monkeypatch.chdir("/")
    assert alliance("mark", RIGHTS, "--from", str(here / place)) == 0


def test_marking_tells_marks_and_reasons(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers.save(work, "rights_a.reply", "counsel")
    capsys.readouterr()
    assert alliance("mark", RIGHTS) == 0
    said = capsys.readouterr().out
    assert "rights_a.reply: 4 of 4\n" in said
    assert "until legal counsel is asked" in said
    assert "0 of 7, not answered" in said
    assert "rights_a-memo: 0 of 15, there is no text to read" in said
    sums, page = said.splitlines()[-2:]
    assert sums == "Automatic marks: 4 of 70. Your text: nothing to read yet, 0 of 30."
    assert page == f"The page of feedback is {work.parent / 'rights_feedback.html'}."


@pytest.mark.parametrize("raw", ["{", "[]", '{"format": 99, "responses": {}}', "\0" * 10])
@pytest.mark.parametrize("verb", [["mark", RIGHTS], ["submit", RIGHTS, "--as", "ada"]])
def test_damaged_answers_are_told_without_a_traceback(
    verb: list[str], raw: str, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "responses.json").write_text(raw)
    capsys.readouterr()
    newer = "99" in raw
    assert alliance(*verb) == int(newer)
    said = capsys.readouterr()
    assert ("newer" if newer else "damaged") in said.out + said.err
    assert "Traceback" not in said.out + said.err


def test_without_work_marking_says_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert alliance("mark", RIGHTS) == 1
    assert capsys.readouterr().err.endswith("--from FOLDER.\n")


# --- JupyterLab ----------------------------------------------------------------------------


def test_what_the_user_adds_for_jupyterlab_comes_last(tmp_path: Path) -> None:
    given = lab_arguments(tmp_path, browser=False, port=8899, more=["--ServerApp.port=1"])
    assert given[-3:] == ["--no-browser", "--ServerApp.port=8899", "--ServerApp.port=1"]
    assert f"--ServerApp.root_dir={tmp_path}" in given
    assert not [one for one in given if "token" in one or "password" in one or "allow" in one]


def test_jupyterlab_is_started_with_what_follows_the_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from alliance_lessons.workbook import lab

    started: list[tuple[object, ...]] = []
    monkeypatch.setattr(lab, "open_lab", lambda *given: started.append(given))
    assert alliance("lab", "wb", "--no-browser", "--port", "8899", "--allow-root", "--ip=::1") == 0
    assert alliance("lab", "--IdentityProvider.token=x") == 0
    first, second = started
    assert first == (Path.cwd() / "wb", False, 8899, ["--allow-root", "--ip=::1"])
    assert second == (Path.cwd() / "workbook", True, None, ["--IdentityProvider.token=x"])


def test_shipped_settings_name_what_jupyterlab_knows() -> None:
    """A setting that a newer JupyterLab drops would go unnoticed otherwise."""
    overrides = json.loads((CONFIG / "labconfig" / "default_setting_overrides.json").read_text())
    schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas")
    for plugin, settings in overrides.items():
        package, name = plugin.split(":")
        schema = json.loads((schemas / package / f"{name}.json").read_text("utf-8"))
        assert set(settings) <= set(schema["properties"]), plugin
        buttons = {
            one["name"] for one in schema.get("jupyter.lab.toolbars", {}).get("Notebook", [])
        }
        disabled = {one["name"] for one in settings.get("toolbar", []) if one.get("disabled")}
        assert disabled <= buttons


def hears_ctrl_c() -> None:
    """A shell starts what runs in its background deaf to Ctrl-C, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def running_lab(here: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`alliance lab` as a learner starts it, and the address it shows."""
    env = {**os.environ, "HOME": str(tmp_path / "home"), "JUPYTER_CONFIG_PATH": str(tmp_path)}
    command = [sys.executable, "-m", "alliance_lessons.cli", "lab", "wb", "--no-browser"]
    own = ["--port", "0", "--allow-root"]
    with (tmp_path / "log").open("w+") as log:
        lab = subprocess.Popen(
            [*command, *own], env=env, stdout=log, stderr=log, text=True, preexec_fn=hears_ctrl_c
        )
        try:
            yield lab, shown_address(tmp_path / "log", lab)
        finally:
            lab.kill()
            lab.wait()


def shown_address(log: Path, lab: subprocess.Popen[str]) -> str:
    for _ in range(600):
        time.sleep(0.1)
        lines = log.read_text().splitlines()
        found = [line.strip() for line in lines if "http://127.0.0.1" in line]
        if found:
            return found[0]
        assert lab.poll() is None, log.read_text()
    raise AssertionError(log.read_text())


@pytest.mark.skipif(os.name != "posix", reason="asks for SIGINT")
def test_jupyterlab_opens_the_start_page_with_our_settings_and_ends_quietly(
    running_lab: tuple[subprocess.Popen[str], str], here: Path, tmp_path: Path
) -> None:
    lab, address = running_lab
    assert "/lab/tree/start.ipynb?token=" in address  # Jupyter's own security
    base, token = address.split("/lab/")[0], address.split("token=")[1]

    def get(path: str) -> str:
        request = urllib.request.Request(base + path, headers={"Authorization": f"token {token}"})
        with urllib.request.urlopen(request, timeout=120) as answer:
            return str(answer.read().decode())

    panel = json.loads(get("/lab/api/settings/@jupyterlab/notebook-extension:panel"))
    assert panel["schema"]["properties"]["toolbar"]["default"][0]["label"] == "Start lesson"
    news = json.loads(get("/lab/api/settings/@jupyterlab/apputils-extension:notification"))
    assert news["schema"]["properties"]["fetchNews"]["default"] == "false"
    for part in ("course-mode", "plugin", "lesson", "lesson-bar"):
        assert "=>" in get(f"/lab/extensions/alliance-lessons/static/{part}.js")
    mode = json.loads(get("/lab/api/settings/alliance-lessons:course-mode"))
    assert mode["schema"]["properties"]["fullJupyterLab"]["default"] is False
    assert json.loads(get("/api/contents/start.ipynb?content=0"))["type"] == "notebook"
    lab.send_signal(signal.SIGINT)
    assert lab.wait(timeout=120) == 0
    assert "Traceback" not in (tmp_path / "log").read_text()
    assert not (tmp_path / "home" / ".jupyter" / "lab" / "user-settings").exists()


def test_interrupting_a_verb_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from alliance_lessons.workbook import folder

    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "make_workbook", interrupted)
    assert alliance("workbook", "wb") == 130
    assert capsys.readouterr().err == ""


def test_there_is_an_assignment_to_test_with() -> None:
    assert RIGHTS in course_files().names()
