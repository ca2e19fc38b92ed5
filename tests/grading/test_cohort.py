"""A cohort handed in by exchange, by zip and by hand, marked by `nbgrader autograde` alone."""

import json
from typing import Any

import pytest

from tests.grading import archives, inbound
from tests.grading.conftest import SECRET, UNANSWERED, snapshot
from tests.grading.desk_course import HONEST, RIGHT, deserved
from tests.grading.hostile import CASES

BY_STOCK = [name for name, hostile in CASES.items() if hostile.stock]


def automatic(marks: dict[str, float | None]) -> dict[str, float | None]:
    return {name: mark for name, mark in marks.items() if "memo" not in name}


# --- those who answer ---


def test_right_answers_earn_all_automatic_points_by_exchange_and_by_zip(cohort, username):
    for learner in ("model", username, archives.MARKED):
        assert cohort.scores[learner].automatic == 70, learner


def test_who_answered_nothing_has_no_marks_and_needs_no_person(cohort):
    untouched = cohort.scores["untouched"]
    assert set(untouched.cells.values()) == {0.0}
    assert not untouched.needs_a_person


def test_a_written_memo_waits_for_a_person_and_an_unwritten_scores_0(cohort):
    scores = cohort.scores
    memo = [name for name in scores["honest"].cells if "memo" in name]
    assert len(memo) == 2
    assert [scores["honest"].cells[name] for name in memo] == [None, None]
    assert scores["honest"].needs_a_person


def test_honest_answers_earn_what_the_items_say(cohort):
    marks = cohort.scores["honest"].cells
    assert automatic(marks) == deserved(HONEST)
    assert 0 < sum(deserved(HONEST).values()) < 70


def test_validate_names_each_unanswered_item_in_a_sentence(cohort):
    said = cohort.said["validate"]
    assert said.count("The following cell failed") == len(UNANSWERED)
    for item in UNANSWERED:
        assert f"    {item}: it is not answered yet.\n" in said
    assert "Traceback" not in said


# --- those who would rather not answer ---


@pytest.mark.parametrize("name", BY_STOCK)
def test_a_hostile_hand_in_earns_what_its_answers_deserve(cohort, name):
    assert automatic(cohort.scores[name].cells) == CASES[name].deserves()


def test_hostile_exchange_folders_earn_what_their_answers_deserve(cohort):
    scores = cohort.scores
    for learner in inbound.ANSWERED_HONESTLY:
        assert automatic(scores[learner].cells) == deserved(HONEST), learner
    for learner in inbound.WITHOUT_ANSWERS:
        assert set(scores[learner].cells.values()) == {0.0}, learner


def test_nothing_that_was_handed_in_ran(cohort):
    assert list(cohort.world.canary.iterdir()) == []


def test_nothing_outside_was_changed(cohort):
    folders = {"outside": cohort.world.outside}
    folders |= {place: cohort.course.folder / place for place in ("source", "release")}
    assert {place: snapshot(folder) for place, folder in folders.items()} == cohort.before


def test_nothing_outside_was_read_into_the_course(cohort):
    for place in ("submitted/*/rights/*", "autograded/*/rights/*", "downloaded/rights/*/*/*"):
        for path in cohort.course.folder.glob(place):
            if path.is_file() and path.stat().st_size < 10_000_000:
                assert SECRET.encode() not in path.read_bytes(), path


def test_only_answers_reach_the_folder_where_cells_run(cohort):
    allowed = {"rights.ipynb", "responses.json", "timestamp.txt", "submission_secret.txt"}
    for folder in (cohort.course.folder / "autograded").glob("*/rights"):
        found = {path.name for path in folder.iterdir()}
        assert found <= allowed, folder
        for path in folder.iterdir():
            assert path.is_file()
            assert not path.is_symlink()
            assert path.stat().st_size < 5_000_000


def test_what_is_no_answer_is_put_aside_and_not_lost(cohort):
    aside = cohort.course.folder / "submitted/beside-everything/.rights-put-aside"
    assert "pandas.py" in {path.name for path in aside.rglob("*")}


def test_the_marked_notebook_is_the_courses_own(cohort):
    """Whatever was handed in, the cells that ran are those of the release, hidden tests back."""
    reference = [cell["id"] for cell in cohort.autograded("honest")["cells"]]
    for name in BY_STOCK:
        assert [cell["id"] for cell in cohort.autograded(name)["cells"]] == reference


def test_what_could_not_be_read_is_said_in_a_sentence(cohort):
    said = cohort.said["autograde"]
    for sentence in (
        "answers-of-a-newer-format/rights/responses.json has format 2, which is newer",
        "answers-cut-off/rights/responses.json is damaged",
        "answers-a-link/rights: put aside, being no answers: 'responses.json'",
    ):
        assert sentence in said
    assert "Traceback" not in said


# --- zips ---


def test_each_bad_zip_is_named_and_stops_nobody(cohort):
    said = cohort.said["zip_collect"]
    for name in archives.REFUSED:
        assert f"{name} is no hand-in file: it must be named rights_<learner id>.zip" in said
    assert "rights_damaged.zip can't be unpacked" in said
    for learner in ("bomb", "empty", "nested"):
        assert f"rights_{learner}.zip holds no responses.json; ask for it again" in said
    assert "rights_bomb.zip: 'rights.ipynb' is too large" in said


def test_a_zip_brings_notebook_and_answers_and_nothing_else(cohort):
    for learners, answers in (
        (archives.ANSWERED_RIGHT, RIGHT),
        (archives.ANSWERED_HONESTLY, HONEST),
        (archives.WITHOUT_ANSWERS, None),
    ):
        for learner in learners:
            found = archives.collected(cohort.course, learner)
            handed_in = {name: values[0]["value"] for name, values in read(found).items()}
            assert handed_in == (answers or {}), learner
            assert found.keys() - {"responses.json"} == {"rights.ipynb"}
    assert not (cohort.world.outside / "new.txt").exists()


def read(found: dict[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    responses = json.loads(found.get("responses.json", b'{"responses": {}}'))["responses"]
    return dict(responses)


# --- the exchange ---


def test_collect_takes_answers_and_no_links(cohort):
    folder = cohort.course.folder / "submitted/mallory/rights"
    found = {path.name: path for path in folder.iterdir()}
    assert set(found) == {
        "responses.json",
        "rights.ipynb",
        "timestamp.txt",
        "submission_secret.txt",
    }
    assert found["rights.ipynb"].read_bytes() == b""
    assert found["timestamp.txt"].read_text().startswith("2025-11-22 12:50:01")
