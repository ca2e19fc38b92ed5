"""Where the course's own files are: in an installed wheel, or in a clone of the project."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.errors import CourseError

JUNK = {"__pycache__", "responses.json"}  # never part of the course, wherever it lies
PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class CourseFiles:
    """The folder of the lessons and that of the assignments."""

    course: Path
    assignments: Path
    in_clone: bool  # an author may write there

    def lessons(self) -> list[Path]:
        """The notebooks a trainee opens, in their order."""
        found = [path for path in files_in(self.course) if path.suffix == ".ipynb"]
        return [self.course / path for path in found]

    def names(self) -> list[str]:
        """The assignments there are."""
        sources = self.assignments / "source"
        return sorted(path.parent.name for path in sources.glob("*/*.ipynb"))

    def source(self, assignment: str) -> Path:
        """The notebook with the keys of an assignment."""
        return self._notebook("source", assignment)

    def release(self, assignment: str) -> Path:
        """The notebook of an assignment as a learner gets it."""
        return self._notebook("release", assignment)

    def _notebook(self, form: str, assignment: str) -> Path:
        if assignment not in self.names():
            known = ", ".join(self.names()) or "none yet"
            raise CourseError(f"There is no assignment {assignment!r}; there are: {known}.")
        path = self.assignments / form / assignment / f"{assignment}.ipynb"
        if not path.is_file():
            raise CourseError(f"{path} is missing; install the course again.")
        return path


def course_files() -> CourseFiles:
    """The course's files: a wheel carries them in `_course`, a clone beside `src`."""
    for root in (PACKAGE / "_course", PACKAGE.parents[1]):
        if (root / "course").is_dir():
            in_clone = root.name != "_course"
            return CourseFiles(root / "course", root / "assignments", in_clone)
    raise CourseError(f"The course's lessons are missing beside {PACKAGE}; install it again.")


def files_in(folder: Path) -> Iterator[Path]:
    """The files below a folder, relative to it, in order, without hidden ones and junk."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") or part in JUNK for part in inside.parts)
        if not hidden and path.is_file():
            yield inside
