"""A gradebook made for exports, without marking anything: who stands how is plain to see."""

import atexit
import os
import shutil
import sys
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from alliance_lessons.cli import main

GOLDEN = Path(__file__).with_name("golden")
DUE = datetime(2026, 3, 1)  # noqa: DTZ001  (nbgrader keeps times without a zone)
# learner: what a person gave for the memo (None: not read), late penalty
MARKS = {
    "ada": (30.0, 0.0),
    "björn": (12.5, 5.0),
    "chloe@example.org": (0.0, 200.0),  # more than all marks
    "dan": (None, 0.0),  # waits for a person
    "zoe": (15.0, 0.0),  # on no roster
}
AUTOMATIC = 55.255


class ExportCourse:
    """A course directory with a gradebook that somebody has filled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(_filled(), folder)

    def book(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.folder}/gradebook.db")

    @staticmethod
    def mark(book: Gradebook, learner: str, memo: float | None, penalty: float) -> None:
        book.update_or_create_student(learner)
        book.add_submission("rights", learner)
        notebook = book.find_submission_notebook("rights", "rights", learner)
        notebook.late_submission_penalty = penalty
        for grade in notebook.grades:
            if grade.name == "auto":
                grade.auto_score = AUTOMATIC
            grade.manual_score = memo if grade.name == "memo" else None
            grade.needs_manual_grade = grade.name == "memo" and memo is None
        book.db.commit()

    def handed_in(self, learner: str) -> None:
        """A hand-in that nobody has graded since."""
        place = self.folder / "submitted" / learner / "rights"
        place.mkdir(parents=True)
        (place / "rights.ipynb").write_text("{}")

    def roster(self, text: str, encoding: str = "utf-8") -> str:
        path = self.folder / "roster.csv"
        path.write_text(text, encoding, newline="")
        return str(path)

    def export(self, platform: str, roster: str, *more: str) -> int:
        given = ["--course", str(self.folder), "--as", platform, "--roster", self.roster(roster)]
        try:
            return main(["export", "rights", *given, *more])
        except SystemExit as exit_:
            return int(exit_.code or 0)

    def written(self, platform: str) -> bytes:
        return (self.folder / f"rights_{platform}.csv").read_bytes()


@cache
def _filled() -> Path:
    """A course directory to copy, since making a gradebook takes seconds."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    (folder / "nbgrader_config.py").write_text("c = get_config()\n")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", path)  # nbgrader calls alembic by name
        with Gradebook(f"sqlite:///{folder}/gradebook.db") as book:
            book.add_assignment("rights", duedate=DUE)
            book.add_notebook("rights", "rights")
            book.add_grade_cell("auto", "rights", "rights", max_score=70, cell_type="code")
            book.add_grade_cell("memo", "rights", "rights", max_score=30, cell_type="markdown")
            for learner, (memo, penalty) in MARKS.items():
                ExportCourse.mark(book, learner, memo, penalty)
            book.add_student("idle")  # in the gradebook, handed nothing in
    return folder


CANVAS = '''\
Student,ID,SIS User ID,SIS Login ID,Section,Essay (8),Rights (4711),Final Score
    Points Possible,,,,,10,100.00,(read only)
"Lovelace, Ada ""Countess""",101,S1,ada,North,3,,80
"Öztürk, Björn",102,S2,BJÖRN,South,,12.5,10
"Sánchez Peña, Chloé",103,S3,chloe@example.org,South,4,,0
"=HYPERLINK(""http://x"",""Dan"")",104,S4,dan,,5,40.00,0
"Smith, Eve",105,S5,eve,North,,EX,0
"Student, Test",106,,2f8a,North,,,0
'''
MOODLE = """\
Vorname;Nachname;ID-Nummer;E-Mail-Adresse;Aufgabe: Rights (Real);Aufgabe: Rights (Percentage)
Ada;Lovelace;ada;ada@example.org;-;-
Björn;Öztürk;Björn;bjorn@example.org;50,00;50,00 %
Chloé;"Sánchez; Peña";chloe@example.org;chloe@example.org;-;-
Dan;Smith;dan;dan@example.org;40,00;40,00 %
Eve;Smith;eve;eve@example.org;-;-
"""
PLAIN = """\
id,name,group
ada,Ada,A
björn,Björn,A
chloe@example.org,Chloé,A
dan,Dan,B
eve,Eve,B
zoe,Zoe,B
"""
