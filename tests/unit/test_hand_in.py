"""What is handed in is one zip that nbgrader can collect, with no more than was agreed."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from alliance_lessons.errors import CourseError
from alliance_lessons.items.item import Item, Part
from alliance_lessons.views.hand_in_view import HandInView
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import NAME, Answers, Entry, parse
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.hand_in import (
    assignment_folder,
    assignment_items,
    hand_in_file,
    handed_in,
    remarks,
)

RIGHTS = "rights"
MEMO = "rights_a.memo"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """An assignment's folder with its notebook, and answers to it and to something else."""
    folder = tmp_path / "wb" / "assignments" / RIGHTS
    folder.mkdir(parents=True)
    release = course_files().release(RIGHTS).read_bytes()
    (folder / f"{RIGHTS}.ipynb").write_bytes(release)
    answers.variant(folder)
    answers.save(folder, MEMO, "A first thought about a real firm")
    answers.save(folder, MEMO, "The memo", confidence=3)
    answers.save(folder, "rights.my-own-alliance", "stays with me")
    return folder


def inside(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def is_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text


def test_the_zip_is_flat_and_named_for_assignment_and_learner(work: Path, tmp_path: Path) -> None:
    path = hand_in_file(work, RIGHTS, "ada@firm-1.example", tmp_path / "out")
    assert path == tmp_path / "out" / "rights_ada@firm-1.example.zip"
    assert set(inside(path)) == {"rights.ipynb", NAME}
    assert inside(path)["rights.ipynb"] == (work / "rights.ipynb").read_bytes()


def test_only_the_newest_answer_to_each_item_of_the_assignment_goes(
    work: Path, tmp_path: Path
) -> None:
    raw = inside(hand_in_file(work, RIGHTS, "ada", tmp_path))[NAME]
    found = parse(raw, Path(NAME))
    assert found.history == {MEMO: (Entry("The memo"),)}
    assert found.variant == answers.read(work).variant
    for kept_back in (b"real firm", b"stays with me", b"20"):
        assert kept_back not in raw.replace(found.variant.encode(), b"")


def test_history_times_and_sureness_go_when_the_learner_says_so(work: Path, tmp_path: Path) -> None:
    raw = inside(hand_in_file(work, RIGHTS, "ada", tmp_path, with_history=True))[NAME]
    found = parse(raw, Path(NAME))
    assert found.history == {MEMO: answers.read(work).history[MEMO]}


def test_no_answer_goes_against_what_its_item_promises() -> None:
    options = (Part("a", "A"), Part("b", "B"))
    items = tuple(
        Item(f"t.{goes or 'open'}", "choice", "?", options=options, goes=goes)
        for goes in ("", "folder", "instructor", "share")
    )
    given = Answers(history={item.id: (Entry("a"),) for item in items})

    def ids(raw: bytes) -> set[str]:
        return set(json.loads(raw)["responses"])

    assert ids(handed_in(given, items, False, False)) == {"t.open", "t.instructor"}
    assert ids(handed_in(given, items, True, True)) == {"t.open", "t.instructor", "t.share"}


def test_what_does_not_fit_its_item_does_not_go(work: Path, tmp_path: Path) -> None:
    answers.save(work, MEMO, {"no": "text"})
    assert not parse(inside(hand_in_file(work, RIGHTS, "a", tmp_path))[NAME], Path(NAME)).history
    assert any(MEMO in said or "No item" in said for said in remarks(work, RIGHTS))


def test_the_same_work_makes_the_same_bytes(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = hand_in_file(work, RIGHTS, "ada", tmp_path / "one").read_bytes()
    os.utime(work / "rights.ipynb", (0, 0))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert hand_in_file(work, RIGHTS, "ada", tmp_path / "two").read_bytes() == first


def test_handing_in_again_replaces_the_first(work: Path, tmp_path: Path) -> None:
    hand_in_file(work, RIGHTS, "ada", tmp_path)
    answers.save(work, MEMO, "A better memo")
    path = hand_in_file(work, RIGHTS, "ada", tmp_path)
    assert b"A better memo" in inside(path)[NAME]
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]


@pytest.mark.parametrize(
    "learner",
    ["", " ", "a b", "../up", "a/b", "a\\b", ".", "..", "-x", "é", "a\n", "x" * 101, "a:b", "a*"],
)
def test_an_id_that_would_trouble_a_file_name_is_refused(
    learner: str, work: Path, tmp_path: Path
) -> None:
    with pytest.raises(CourseError) as told:
        hand_in_file(work, RIGHTS, learner, tmp_path / "out")
    assert is_sentence(str(told.value))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("learner", ["ada", "A.B-c_9", "ada@firm.example", "007"])
def test_usual_ids_are_taken(learner: str, work: Path, tmp_path: Path) -> None:
    assert hand_in_file(work, RIGHTS, learner, tmp_path).name == f"rights_{learner}.zip"


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "no notebook", "link", "folder"])
def test_answers_are_handed_in_whatever_became_of_the_notebook(
    damage: str, work: Path, tmp_path: Path
) -> None:
    notebook = work / "rights.ipynb"
    whole = notebook.read_bytes()
    (tmp_path / "secret").write_text("not to be handed in")
    notebook.unlink()
    if damage == "link":
        notebook.symlink_to(tmp_path / "secret")
    elif damage == "folder":
        notebook.mkdir()
    elif damage != "missing":
        notebook.write_bytes({"empty": b"", "cut": whole[:-50], "no notebook": b"[]"}[damage])
    found = inside(hand_in_file(work, RIGHTS, "ada", tmp_path / "out"))
    assert found["rights.ipynb"] == course_files().release(RIGHTS).read_bytes()
    assert b"The memo" in found[NAME]
    (said,) = [one for one in remarks(work, RIGHTS) if "handed in with" in one]
    assert is_sentence(said)


def test_what_is_unfinished_is_told_and_hinders_nothing(work: Path, tmp_path: Path) -> None:
    said = remarks(work, RIGHTS)
    items = [item.id for item in assignment_items(RIGHTS) if item.id != MEMO]
    assert [one.split(":")[0] for one in said] == items
    assert all(is_sentence(one) for one in said)
    (work / NAME).unlink()
    assert [one for one in remarks(work, RIGHTS) if one.startswith("No item")]
    assert hand_in_file(work, RIGHTS, "ada", tmp_path).exists()


def test_a_damaged_answers_file_is_told_and_what_is_readable_goes(
    work: Path, tmp_path: Path
) -> None:
    raw = (work / NAME).read_bytes()
    (work / NAME).write_bytes(raw[:-3])
    assert any("damaged" in said for said in remarks(work, RIGHTS))
    assert b"The memo" in inside(hand_in_file(work, RIGHTS, "ada", tmp_path))[NAME]


def test_an_unknown_assignment_and_a_bad_place_are_told(work: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name, out in (("no-such", tmp_path), (RIGHTS, tmp_path / "file")):
        with pytest.raises(CourseError) as told:
            hand_in_file(work, name, "ada", out)
        assert is_sentence(str(told.value))


@pytest.mark.parametrize("place", ["wb/assignments/rights", "wb/rights", "wb"])
def test_an_assignment_is_found_in_a_workbook_and_in_nbgraders_copy(
    place: str, tmp_path: Path
) -> None:
    (tmp_path / place).mkdir(parents=True)
    (tmp_path / place / "rights.ipynb").touch()
    assert assignment_folder(tmp_path / "wb", RIGHTS) == tmp_path / place


def test_no_assignment_is_told(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"--from FOLDER\.$"):
        assignment_folder(tmp_path, RIGHTS)


class Panel(HandInView):
    """The panel that ends the assignment, with what it sends to its page."""

    def __init__(self, folder: Path) -> None:
        self.sent: list[tuple[dict[str, str], list[bytes]]] = []
        super().__init__(RIGHTS, folder)

    def send(self, content: dict[str, str], buffers: list[bytes]) -> None:
        self.sent.append((content, buffers))

    def press(self, content: object) -> list[tuple[str, list[bytes]]]:
        """What the page gets for its message: a file's name and its bytes."""
        self.sent.clear()
        self._handle_custom_msg(content, [])
        return [(said["file"], buffers) for said, buffers in self.sent]


ADA = {"learner": "ada"}
AGAIN = {"file": True}  # what a page asks that was loaded anew
NO_FILE = [("", [])]


@pytest.fixture
def panel(work: Path) -> Panel:
    return Panel(work)


def test_the_panel_hands_the_very_file_to_the_page(work: Path, panel: Panel) -> None:
    file = work.parent / "rights_ada.zip"
    assert panel.press(ADA) == [(file.name, [file.read_bytes()])]
    assert panel.press(AGAIN) == [(file.name, [file.read_bytes()])]
    words = panel.made["words"]
    assert "not sent yet" in words
    assert "in the folder assignments of your workbook" in words
    assert "left" not in words  # course mode has no list of files there


def test_the_memo_counts_as_a_question(panel: Panel) -> None:
    counted = [panel.report[key] for key in ("answered", "of", "memo")]
    assert counted == [1, len(assignment_items(RIGHTS)), True]


def test_nothing_that_a_notebook_could_keep_holds_the_file(panel: Panel) -> None:
    panel.press(ADA)
    state = panel.get_state()
    assert not [key for key, value in state.items() if isinstance(value, bytes | memoryview)]
    assert "PK" not in repr({**state, "_esm": "", "_css": ""})


@pytest.mark.parametrize("learner", ["", "no id at all", "../up"])
def test_an_id_that_can_t_be_takes_the_file_before_it_away(learner: str, panel: Panel) -> None:
    panel.press(ADA)
    assert panel.press({"learner": learner}) == NO_FILE
    assert (panel.made["ok"], is_sentence(panel.made["words"])) == (False, True)
    assert panel.press(AGAIN) == NO_FILE


def test_a_file_that_was_moved_away_is_made_again(work: Path, panel: Panel) -> None:
    panel.press(ADA)
    (work.parent / "rights_ada.zip").unlink()
    assert panel.press(AGAIN) == NO_FILE
    assert (panel.made["ok"], is_sentence(panel.made["words"])) == (False, True)
    assert panel.press(ADA) != NO_FILE


@pytest.mark.parametrize("content", [None, [], "learner", {}])
def test_any_other_message_makes_nothing(content: object, work: Path, panel: Panel) -> None:
    assert panel.press(content) == []
    assert panel.made == {}
    assert list(work.parent.glob("*.zip")) == []
