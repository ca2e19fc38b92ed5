"""Where the time of `alliance grade` goes, and how long its files alone would take."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import Any

STAGES = {
    "is_due": "looking whether it is to be marked",
    "read_submission": "clearing the folder, reading the answers",
    "marked": "marking, and making the notebook",
    "write_beside": "writing the files",
    "record": "the gradebook",
    "put_in_place": "putting the folder in its place",
}


def stages(course: Path) -> dict[str, float]:
    """Marks a cohort in this process; seconds for each stage and for all of it."""
    from alliance_lessons.desk.course_directory import open_course
    from alliance_lessons.desk.grading import cohort

    taken = dict.fromkeys(STAGES, 0.0)

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def run(*given: Any, **named: Any) -> Any:
            start = perf_counter()
            try:
                return function(*given, **named)
            finally:
                taken[name] += perf_counter() - start

        return run

    here, stock = Path.cwd(), {name: getattr(cohort, name) for name in STAGES}
    for name, function in stock.items():
        setattr(cohort, name, timed(name, function))
    try:
        opened = open_course(course, "rights")
        start = perf_counter()
        for outcome in cohort.grade(opened, list(opened.learners())):
            assert outcome.status == "graded", outcome
        everything = perf_counter() - start
    finally:
        os.chdir(here)
        for name, function in stock.items():
            setattr(cohort, name, function)
    other = everything - sum(taken.values())
    named = {STAGES[name]: seconds for name, seconds in taken.items()}
    return {**named, "all else": other, "together": everything}


def floor(course: Path) -> float:
    """Seconds to read, parse and write the same files, and to do nothing with them."""
    wanted = {
        folder.parent.name: (folder / "rights.ipynb").read_bytes()
        for folder in (course / "autograded").glob("*/rights")
    }
    with tempfile.TemporaryDirectory(dir=course) as name:
        start = perf_counter()
        for learner, notebook in wanted.items():
            source, target = course / "submitted" / learner / "rights", Path(name) / learner
            json.loads((source / "responses.json").read_bytes())
            target.mkdir()
            for file in ("responses.json", "timestamp.txt"):
                shutil.copyfile(source / file, target / file)
            (target / "rights.ipynb").write_bytes(notebook)
            for path in target.iterdir():
                path.chmod(0o444)
        return perf_counter() - start
