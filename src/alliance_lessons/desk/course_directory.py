"""An nbgrader course directory: where things lie, and the settings that hold there.

Settings are read as nbgrader reads them: from Jupyter's own places and then from the
nbgrader_config.py of the directory, so that our commands and nbgrader's never differ.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jupyter_core.application import JupyterApp
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Application, Config

from alliance_lessons.errors import CourseError

CONFIG = "nbgrader_config.py"


@dataclass(frozen=True)
class Course:
    """One assignment of a course directory; `config` is what nbgrader's classes are given."""

    directory: CourseDirectory
    config: Config
    assignment: str

    @property
    def root(self) -> Path:
        """The course directory."""
        return Path(self.directory.root)

    @property
    def db_url(self) -> str:
        """Where the gradebook is, for SQLAlchemy."""
        return str(self.directory.db_url)

    def submitted(self, learner: str) -> Path:
        """The folder of what a learner handed in."""
        return self._place(self.directory.submitted_directory, learner)

    def autograded(self, learner: str) -> Path:
        """The folder of what was marked."""
        return self._place(self.directory.autograded_directory, learner)

    def feedback(self, learner: str) -> Path:
        """The folder of a learner's feedback."""
        return self._place(self.directory.feedback_directory, learner)

    @property
    def release(self) -> Path:
        """The folder of the notebooks as learners get them."""
        return self._place(self.directory.release_directory, ".").resolve()

    def learners(self, step: str = "") -> Iterator[str]:
        """Who has something of this assignment in `step`, in the order of their ids.

        `step` is the name of nbgrader's directory; without it, what was handed in. Whom
        nbgrader's settings exclude is left out.
        """
        excluded = self.directory.student_id_exclude.split(",")
        step = step or self.directory.submitted_directory
        form = self.directory.format_path(step, "(?P<learner>[^/]+)", self.assignment, escape=True)
        above, _, below = str(self._place(step, "\0")).partition("\0")
        try:
            names = sorted(entry.name for entry in os.scandir(Path(above)))
        except FileNotFoundError:
            return
        for name in names:
            path = Path(f"{above}{name}{below}")
            fits = not name.startswith(".") and re.fullmatch(form, str(path))
            if fits and name not in excluded and os.path.lexists(path):
                yield name

    def _place(self, step: str, learner: str) -> Path:
        return Path(self.directory.format_path(step, learner, self.assignment))


def open_course(folder: Path, assignment: str) -> Course:
    """The course directory at `folder`, with one of its assignments.

    Makes it the working directory, to which nbgrader's settings may be relative. Raises
    CourseError where there is no course directory, or none with this assignment.
    """
    if not folder.is_dir():
        raise CourseError(f"{folder} is no folder; name your course directory with --course.")
    if not (folder / CONFIG).is_file():
        raise CourseError(
            f"{folder.resolve()} is no course directory, {CONFIG} is missing; change into "
            "yours or name it with --course."
        )
    os.chdir(folder)
    settings = _Settings()
    try:
        settings.load_config_file()
        # the course's own comes last and wins, as in nbgrader; it is in none of Jupyter's places
        Application.load_config_file(settings, settings.config_file_name, str(Path.cwd()))
    except Exception as error:
        raise CourseError(f"{CONFIG} can't be read ({error}); mend it.") from error
    config = settings.config
    if "root" not in config.CourseDirectory:
        config.CourseDirectory.root = str(Path.cwd())
    directory = CourseDirectory(config=config, assignment_id=assignment)
    os.chdir(directory.root)
    return Course(directory, config, assignment)


class _Settings(JupyterApp):  # type: ignore[misc, unused-ignore]
    name = "nbgrader"
    config_file_name = "nbgrader_config"
    raise_config_file_errors = True
