"""The panel “My work” as the page speaks with it, and what is said of where answers are kept."""

import base64
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from alliance_lessons.views import my_work
from alliance_lessons.views.map_view import map_page
from alliance_lessons.views.my_work_view import MyWorkView
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import read_file
from alliance_lessons.workbook.my_work import answered
from alliance_lessons.workbook.taken_along import course_folders, look_into, take_along
from alliance_lessons.workbook.where_kept import ON_BINDER
from tests.unit.answers_files import is_sentence

LESSONS, BET = "4_forgoing_rights", "rights.bet"


class Panel(MyWorkView):
    """The panel, with what it sends to the page."""

    def __init__(self, workbook: Path) -> None:
        self.sent: list[tuple[dict[str, Any], list[bytes]]] = []
        super().__init__(workbook)

    def send(self, content: dict[str, Any], buffers: list[bytes]) -> None:
        self.sent.append((content, buffers))

    def ask(self, **what: Any) -> dict[str, Any]:
        """What the page hears, with the word it asked with."""
        self._asked(None, {**what, "word": "w1"}, None)
        reply, _ = self.sent[-1]
        assert reply["word"] == "w1"
        return reply

    def look(self, data: bytes, step: int = 10**6) -> dict[str, Any]:
        reply: dict[str, Any] = {}
        for start in range(0, max(len(data), 1), step):
            part = base64.b64encode(data[start : start + step]).decode()
            last = start + step >= len(data)
            reply = self.ask(do="look", part=start // step, data=part, last=last)
        return reply


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ON_BINDER:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    for name in course_folders():
        (tmp_path / "here" / name).mkdir(parents=True)
    return tmp_path / "here"


@pytest.fixture
def panel(workbook: Path) -> Panel:
    answers.save(workbook / LESSONS, BET, 5, 2)
    return Panel(workbook)


def test_downloaded_erased_and_brought_back_all_is_there_again(
    panel: Panel, workbook: Path
) -> None:
    before = read_file(workbook / LESSONS / "responses.json")
    assert panel.state["answers"] == 1
    assert panel.ask(do="download") == {"ok": True, "words": "", "word": "w1"}
    (data,) = panel.sent[-1][1]
    assert look_into(data).folders[LESSONS].history == before.history
    assert "tick first" in panel.ask(do="erase")["words"]
    assert answered(workbook) == 1
    assert panel.ask(do="erase", sure=True)["words"].startswith("1 answer is erased.")
    assert panel.state["answers"] == answered(workbook) == 0

    seen = panel.look(data, step=50)
    assert seen["words"] == "1 answer comes in."
    assert seen["look"]["lines"] == [["4.1 The rights ledger", "1 only in the file"]]
    assert answered(workbook) == 0  # seen before it is done
    assert panel.ask(do="bring", whole=[])["ok"]
    assert read_file(workbook / LESSONS / "responses.json") == before
    assert panel.state["undo"]
    assert panel.ask(do="undo")["ok"]
    assert answered(workbook) == 0


def test_undone_the_panel_says_that_what_was_answered_since_stays(
    panel: Panel, workbook: Path
) -> None:
    panel.ask(do="download")
    (data,) = panel.sent[-1][1]
    panel.ask(do="erase", sure=True)
    panel.look(data)
    panel.ask(do="bring", whole=[])
    answers.save(workbook / LESSONS, "rights.my-courtesy", "since")
    assert "The answer that you gave since stays." in panel.ask(do="undo")["words"]
    assert answered(workbook) == 1


def test_a_file_of_several_megabytes_arrives(panel: Panel, workbook: Path) -> None:
    for number in range(15):
        text = Random(number).randbytes(100_000).hex()  # which hardly packs
        answers.save(workbook / LESSONS, f"rights.not-yet-{number}", text)
    data = take_along(workbook)
    assert len(data) > 1_500_000
    seen = panel.look(data, step=300_000)
    assert seen["look"]["comes"] is False


@pytest.mark.parametrize("data", [b"", b"a picture", b"PK\x03\x04"])
def test_a_foreign_file_changes_nothing_and_is_not_kept(
    data: bytes, panel: Panel, workbook: Path
) -> None:
    reply = panel.look(data)
    assert not reply["ok"]
    assert is_sentence(reply["words"])
    assert not panel.ask(do="bring", whole=[])["ok"]
    assert answered(workbook) == 1


def test_after_a_foreign_file_the_one_before_can_t_be_brought_in(panel: Panel) -> None:
    data = take_along(panel._workbook)
    assert panel.look(data)["ok"]
    assert not panel.look(b"a picture")["ok"]
    assert "choose one first" in panel.ask(do="bring")["words"]
    assert panel.look(data)["ok"]
    assert panel.ask(do="leave")["ok"]
    assert "choose one first" in panel.ask(do="bring")["words"]


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {},
        {"do": ["erase"]},
        {"do": "erase"},
        {"do": "erase", "sure": "yes"},
        {"do": "bring", "whole": 3},
        {"do": "undo"},
        {"do": "look"},
        {"do": "look", "part": 0, "data": "é", "last": True},
        {"do": "look", "part": 7, "data": None, "last": True},
    ],
)
def test_any_other_message_changes_nothing(content: Any, panel: Panel, workbook: Path) -> None:
    before = read_file(workbook / LESSONS / "responses.json")
    panel._asked(None, content, None)
    assert read_file(workbook / LESSONS / "responses.json") == before


def test_nothing_that_a_notebook_could_keep_holds_an_answer(panel: Panel, workbook: Path) -> None:
    answers.save(workbook / LESSONS, "rights.my-courtesy", "for my eyes alone")
    panel.ask(do="download")
    panel.look(take_along(workbook))
    assert "my eyes" not in repr(panel.get_state())
    assert "my eyes" not in panel.words() + panel.page()


def test_the_verb_reads_as_text_where_nothing_runs(monkeypatch: Any, workbook: Path) -> None:
    monkeypatch.chdir(workbook)
    assert "all your answers as one file" in repr(my_work())


@pytest.mark.parametrize("name", ON_BINDER)
def test_on_binder_the_map_begins_with_the_warning_and_the_way_out(
    name: str, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    assert "Nothing is kept" not in map_page(workbook, now).html
    monkeypatch.setenv(name, "https://example.org/")
    page = map_page(workbook, now)
    assert page.words.startswith("Nothing is kept here. After ten minutes")
    assert page.html.index("Nothing is kept here") < page.html.index('class="al-next"')
    assert '<a href="start.ipynb#cell-id=my-work">My work</a>' in page.html
    assert Panel(workbook).state["kept"].startswith("Nothing is kept here")
    assert Panel(workbook).state["edition"] == "binder"
