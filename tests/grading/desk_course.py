"""A course directory as an instructor has it, made from the repository's `assignments/`."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.trusted_cells import Mark, run_trusted_cells
from tests.rights_answers import model_answers
from tests.warm_kernels import warm_kernels

ASSIGNMENTS = Path(__file__).resolve().parents[2] / "assignments"
RELEASE = ASSIGNMENTS / "release/rights/rights.ipynb"
SOURCE = json.loads((ASSIGNMENTS / "source/rights/rights.ipynb").read_text("utf-8"))
VARIANT = "9e3779b97f4a7c15"
RIGHT = model_answers(VARIANT)
# partly right, so that both a lost answer and a stolen mark show
HONEST: dict[str, Any] = RIGHT | {
    "rights_a.reply": "chief",
    "rights_a.due-order": RIGHT["rights_a.due-order"][::-1],
    "rights_a.memo": "I would lend two valves.\n\nI stop when two come back late.",
}


@dataclass(frozen=True)
class Course:
    """A place with an instructor, an exchange and a learner, and how to run nbgrader there."""

    base: Path

    @property
    def folder(self) -> Path:
        return self.base / "copied anywhere"

    @property
    def exchange(self) -> Path:
        return self.base / "exchange"

    @property
    def learner(self) -> Path:
        return self.base / "learner"

    @property
    def environment(self) -> dict[str, str]:
        places = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return (
            os.environ
            | {place: str(self.base / place.lower()) for place in places}
            | {
                "IPYTHONDIR": str(self.base / "ipython"),
                "PATH": path,
            }
            | warm_kernels()
        )

    def set_up(self, config: str | None = None) -> "Course":
        shutil.copytree(ASSIGNMENTS / "source", self.folder / "source")
        shutil.copy(ASSIGNMENTS / "nbgrader_config.py", self.folder)
        if config is not None:
            (self.folder / "nbgrader_config.py").write_text(config)
        for place in (self.exchange, self.learner):
            place.mkdir()
        self.exchange.chmod(0o777)
        own = self.base / "jupyter_config_dir/nbgrader_config.py"
        own.parent.mkdir()
        own.write_text(f"c.Exchange.root = {str(self.exchange)!r}\n")
        return self

    def generate(self) -> "Course":
        """Set up with the assignment generated: made once in a process, and copied."""
        self.set_up()
        made = _generated().folder
        shutil.copytree(made / "release", self.folder / "release")
        shutil.copy(made / "gradebook.db", self.folder)
        return self

    def copy(self, place: Path) -> "Course":
        """The same course in another place, with all that was done in it."""
        shutil.copytree(self.base, place / "copy", symlinks=True)
        return Course(place / "copy")

    def run(self, *command: str, of_learner: bool = False) -> subprocess.CompletedProcess[str]:
        """Runs an nbgrader command as instructor or learner; all it says is in `stdout`."""
        said = self.base / "said.txt"
        folder = self.learner if of_learner else self.folder
        return run_warm("nbgrader", command, folder, self.environment, said, said)

    def alliance(
        self, *command: str, more: Mapping[str, str] | None = None, most: int = 0
    ) -> subprocess.CompletedProcess[str]:
        """Runs one of our own commands as instructor, with more settings; most seconds, or 0."""
        files = self.base / "said.txt", self.base / "errors.txt"
        env = self.environment | dict(more or {})
        return run_warm("alliance", command, self.folder, env, *files, most)

    def run_cold(self, *command: str) -> str:
        """Runs a command and its kernels in processes of their own, as an instructor does."""
        own = {name: value for name, value in self.environment.items() if name != "JUPYTER_PATH"}
        done = subprocess.run(
            [Path(sys.executable).parent / "nbgrader", *command],
            cwd=self.folder,
            env=own,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"nbgrader {command}:\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def must(self, *command: str, of_learner: bool = False) -> str:
        """Runs a command that has to succeed, and gives what it says."""
        done = self.run(*command, of_learner=of_learner)
        assert done.returncode == 0, f"nbgrader {command}:\n{done.stdout}"
        return done.stdout

    def submitted(self, learner: str, answers: Mapping[str, Any] | None) -> Path:
        """A hand-in placed into the course: the notebook as released, and some answers."""
        folder = self.folder / "submitted" / learner / "rights"
        folder.mkdir(parents=True)
        shutil.copy(RELEASE, folder / "rights.ipynb")
        if answers is not None:
            (folder / "responses.json").write_text(as_json(answers))
        return folder

    def scores(self, assignment: str = "rights") -> dict[str, "Scores"]:
        """What stands in the gradebook for an assignment, for every learner."""
        from nbgrader.api import Gradebook

        found = {}
        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as book:
            for submission in book.assignment_submissions(assignment):
                grades = [grade for one in submission.notebooks for grade in one.grades]
                found[submission.student.id] = Scores(
                    {grade.name: grade.auto_score for grade in grades},
                    submission.needs_manual_grade,
                    submission.score,
                )
        return found


@dataclass(frozen=True)
class Scores:
    """One learner's marks, by the names of the graded cells."""

    cells: dict[str, float | None]
    needs_a_person: bool
    total: float

    @property
    def automatic(self) -> float:
        return sum(score or 0 for score in self.cells.values())


@cache
def _generated() -> Course:
    place = tempfile.mkdtemp(prefix="generated-")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    course = Course(Path(place)).set_up()
    course.must("generate_assignment", "rights")
    return course


def run_warm(
    program: str,
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    said: Path,
    errors: Path,
    most: int = 0,
) -> subprocess.CompletedProcess[str]:
    """Runs a command without waiting for its imports; what it says goes through two files.

    After the most seconds, unless they are 0, it is ended.
    """
    for path in (said, errors):
        path.write_bytes(b"")
    order = {
        "program": program,
        "command": command,
        "cwd": str(folder),
        "env": dict(environment),
        "said": str(said),
        "errors": str(errors),
        "most": most,
    }
    worker = _warm()
    assert worker.stdin
    assert worker.stdout
    worker.stdin.write(json.dumps(order) + "\n")
    worker.stdin.flush()
    code = int(worker.stdout.readline())
    out, err = (path.read_text("utf-8", "replace") for path in (said, errors))
    return subprocess.CompletedProcess(command, code, out, err)


@cache
def _warm() -> subprocess.Popen[str]:
    """The process that runs the commands; it ends with this one, whose pipe it reads."""
    return subprocess.Popen(
        [sys.executable, Path(__file__).with_name("warm.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def as_json(answers: Mapping[str, Any], variant: str = VARIANT) -> str:
    """An answers file, each answer given once."""
    entries = {
        name: [{"value": value, "confidence": None, "at": ""}] for name, value in answers.items()
    }
    return json.dumps({"format": 1, "variant": variant, "responses": entries})


def deserved(answers: Mapping[str, Any], variant: str = VARIANT) -> dict[str, float]:
    """The automatic marks that answers deserve, by the names of the graded cells."""
    history = {name: (Entry(value),) for name, value in answers.items()}
    marks: list[Mark] = run_trusted_cells(SOURCE, Answers(variant, history))
    return {mark.grade_id: mark.score for mark in marks if mark.score is not None}
