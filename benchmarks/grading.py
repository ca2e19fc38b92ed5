"""How long it takes to mark a cohort and to write its feedback, beside stock nbgrader.

Both mark the same hand-ins in copies of one course directory, start-up included, and their
marks are compared. nbgrader takes seconds for each, so it is timed on a sample: its start-up
apart (a run that finds all of it marked), the rest scaled to the size of the cohort.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.grading_stages import floor, stages
from tests.grading.many import hand_in

BIN = Path(sys.executable).parent
NBGRADER, ALLIANCE = str(BIN / "nbgrader"), str(BIN / "alliance")
ASSIGNMENTS = Path(__file__).resolve().parents[1] / "assignments"
STOCK_FEEDBACK = 'c = get_config()\nc.CourseDirectory.course_id = "alliance-lessons"\n'


@dataclass(frozen=True)
class Run:
    """Seconds and the largest process, itself or one it started, in megabytes."""

    seconds: float
    peak: float


def run(course: Path, *command: str) -> Run:
    """Runs a command in a course directory."""
    log = course.parent / "said.txt"
    start = perf_counter()
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=course, env=_environment(), stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{log.read_text('utf-8', 'replace')[-3000:]}")
    return Run(perf_counter() - start, used.ru_maxrss / 1000)


def twice(course: Path, *command: str) -> tuple[Run, float]:
    """A run, and the seconds of a second one, which finds nothing to do."""
    return run(course, *command), run(course, *command).seconds


def main() -> None:
    given = _arguments()
    sizes = [*given.sizes, *([10_000] if given.all else [])]
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        empty = base / "empty"
        shutil.copytree(ASSIGNMENTS / "source", empty / "source")
        shutil.copy(ASSIGNMENTS / "nbgrader_config.py", empty)
        run(empty, NBGRADER, "generate_assignment", "rights")

        sample = _cohort(empty, base / "stock", given.sample)
        ours_of_sample = _cohort(empty, base / "ours of the sample", given.sample)
        first, start_up = twice(sample, NBGRADER, "autograde", "rights")
        each = (first.seconds - start_up) / given.sample
        print(
            f"nbgrader autograde, {given.sample} submissions: {first.seconds:.1f} s, of which "
            f"start-up {start_up:.1f} s; {each * 1000:.0f} ms each; peak {first.peak:.0f} MB"
        )
        run(ours_of_sample, ALLIANCE, "grade", "rights")
        compared = compare(sample, ours_of_sample)
        print(f"the same {compared} marks, comments and flags in both gradebooks\n")

        largest = empty
        for size in sizes:
            largest = _cohort(empty, base / f"ours {size}", size)
            _report_grading(largest, size, start_up + size * each, scaled=size != given.sample)
        _report_stages(_cohort(empty, base / "stages", min(200, sizes[0])), min(200, sizes[0]))
        if not given.no_feedback:
            _report_feedback(sample, base / f"ours {sizes[0]}", given.sample, sizes[0])


def compare(stock: Path, ours: Path) -> int:
    """How many values of grades and comments stand in both gradebooks; ends where they differ."""
    both = [_values(course) for course in (stock, ours)]
    if both[0] != both[1]:
        different = [key for key in both[0] | both[1] if both[0].get(key) != both[1].get(key)]
        sys.exit(f"the gradebooks differ, first in {different[0]}")
    return sum(len(values) for values in both[0].values())


def _values(course: Path) -> dict[tuple[str, str], tuple[object, ...]]:
    from nbgrader.api import Gradebook

    found: dict[tuple[str, str], tuple[object, ...]] = {}
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        for submission in book.assignment_submissions("rights"):
            learner = submission.student.id
            found[learner, ""] = (submission.timestamp, submission.score)
            for grade in (one for book in submission.notebooks for one in book.grades):
                found[learner, grade.name] = (grade.auto_score, grade.needs_manual_grade)
            for comment in (one for book in submission.notebooks for one in book.comments):
                found[learner, f"{comment.name}: comment"] = (comment.auto_comment,)
    return found


def _report_grading(course: Path, size: int, stock: float, scaled: bool) -> None:
    first, start_up = twice(course, ALLIANCE, "grade", "rights")
    each = first.seconds / size * 1000
    how = "scaled from the sample" if scaled else "measured"
    print(f"{size} submissions: alliance grade {first.seconds:.1f} s, {each:.1f} ms each")
    print(
        f"    start-up, and looking that all is marked {start_up:.1f} s; peak {first.peak:.0f} MB"
    )
    print(f"    nbgrader autograde {stock:.0f} s ({how}): {stock / first.seconds:.0f} x\n")


def _report_stages(course: Path, size: int) -> None:
    print(f"where the time of {size} submissions goes, in one process:")
    for name, seconds in stages(course).items():
        print(f"    {seconds / size * 1000:6.2f} ms each   {name}")
    least = floor(course)
    print(f"    {least / size * 1000:6.2f} ms each   the floor: reading, parsing, writing alone\n")


def _report_feedback(sample: Path, ours: Path, count: int, size: int) -> None:
    """Stock with its own settings, over what stock marked."""
    (sample / "nbgrader_config.py").write_text(STOCK_FEEDBACK)
    stock, start_up = twice(sample, NBGRADER, "generate_feedback", "rights")
    each = (stock.seconds - start_up) / count
    scaled = start_up + size * each
    first = run(ours, ALLIANCE, "feedback", "rights")
    print(
        f"feedback of {size}: alliance feedback {first.seconds:.1f} s, "
        f"{first.seconds / size * 1000:.1f} ms each, peak {first.peak:.0f} MB"
    )
    print(
        f"    nbgrader generate_feedback {scaled:.0f} s ({count} in {stock.seconds:.1f} "
        f"s, start-up {start_up:.1f} s), peak {stock.peak:.0f} MB: {scaled / first.seconds:.0f} x"
    )


def _cohort(empty: Path, course: Path, size: int) -> Path:
    shutil.copytree(empty, course)
    hand_in(course, size)
    return course


def _environment() -> Mapping[str, str]:
    """Nobody's own settings; nbgrader finds its helpers on the path; compiled files are kept."""
    nowhere = str(Path(tempfile.gettempdir()) / "no settings")
    kept = {name: one for name, one in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_CONFIG_DIR": nowhere,
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 1000], metavar="N")
    parser.add_argument("--sample", type=int, default=20, help="how many nbgrader marks")
    parser.add_argument("--all", action="store_true", help="also 10,000, ours alone")
    parser.add_argument("--no-feedback", action="store_true", help="marking only")
    return parser.parse_args()


if __name__ == "__main__":
    main()
