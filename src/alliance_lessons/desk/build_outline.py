"""Makes the outline of the course from its notebooks, and with it the list of its code.

Lessons may run on opening only where every cell of code is in that list, so nothing gets in but
the start page, the lessons and the released assignments, each of them in its place.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from alliance_lessons.desk.notebook_faults import said, text
from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.course import PACKAGE, CourseFiles
from alliance_lessons.workbook.course_outline import FILE, FORMAT, Lesson, Module, Outline, Question
from alliance_lessons.workbook.notebooks import Notebook, read_notebook

MODULES = PACKAGE / "workbook" / "modules.toml"
MODULE_NAMES = ("id", "name", "when", "about", "assignment")
START = Path("start.ipynb")  # shows the way to the lessons and is none
FIRST_LINES = re.compile(
    r"# (?P<number>\d+\.\d+) (?P<title>\S.*)\n\n"
    r"\*(?P<kind>Core|Depth) · (?:\d+ to )?(?P<minutes>[1-9]\d{0,2}) minutes(?:, [^·\n]+)?"
    r" · (?P<module>[^.\n]+)\. "
)
FIRST_OF_GRADED = re.compile(
    r"# (?P<title>\S.*)\n(?:.*\n)*?\*\*About (?P<minutes>[1-9]\d{0,2}) minutes:\*\*"
)


@dataclass
class Built:
    """An outline as far as it could be made, and what was in the way."""

    modules: list[Module] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    code: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def to_bytes(self) -> bytes:
        """The file, byte for byte the same for the same notebooks."""
        outline = asdict(Outline(tuple(self.modules), tuple(self.lessons)))
        content = {"format": FORMAT, **outline, "code": sorted(self.code)}
        return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def build_outline(files: CourseFiles, modules_file: Path = MODULES) -> Built:
    """The outline of these lessons and assignments; what can't be read stands in its faults."""
    built = Built()
    try:
        graded = _modules(modules_file)
    except CourseError as error:
        return Built(faults=[str(error)])
    built.modules = list(graded)
    for path in files.lessons():
        try:
            nb = read_notebook(path)
            if path.relative_to(files.course) != START:
                built.lessons.append(_lesson(nb, path, files.course, built.modules))
            built.code |= code_hashes(nb)
        except CourseError as error:
            built.faults.append(str(error))
    names = files.names()
    for module, name in graded.items():
        try:
            if name not in names:
                known = ", ".join(names)
                raise CourseError(f"{modules_file}: {name!r} is no assignment; there are: {known}.")
            path = files.release(name)
            nb = read_notebook(path)
            built.lessons.append(_assignment(nb, path, module))
            built.code |= code_hashes(nb)
        except CourseError as error:
            built.faults.append(str(error))
    order = [module.id for module in built.modules]
    built.lessons.sort(key=lambda lesson: (order.index(lesson.module), _place(lesson)))
    built.faults += _doubled(built.lessons)
    for name in sorted(set(names) - set(graded.values())):
        built.faults.append(f"{modules_file} lacks the assignment {name!r}; name it in a module.")
    return built


def code_hashes(nb: Notebook) -> set[str]:
    """The SHA-256 of each cell of code that is not empty, as the page computes it, too."""
    cells = (text(cell) for cell in nb["cells"] if cell["cell_type"] == "code")
    return {hashlib.sha256(source.encode()).hexdigest() for source in cells if source.strip()}


def outline_faults(files: CourseFiles, file: Path = FILE) -> Iterator[str]:
    """What keeps the outline from being made; else whether the stored one is another."""
    built = build_outline(files)
    yield from built.faults
    if not built.faults and not _holds(file, built.to_bytes()):
        yield f"{file} is out of date; `alliance check --refresh` makes it again."


def refresh_outline(files: CourseFiles, file: Path = FILE) -> Iterator[str]:
    """Writes the outline where it changes; a sentence for each fault, and then it stays."""
    built = build_outline(files)
    yield from built.faults
    if not built.faults and not _holds(file, built.to_bytes()):
        try:
            file.write_bytes(built.to_bytes())
        except OSError as error:
            yield f"{file} can't be written ({error.strerror or error})."


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _modules(file: Path) -> dict[Module, str]:
    """The modules in their order, each with the name of its assignment."""
    try:
        tables = tomllib.loads(file.read_text("utf-8")).get("module")
    except (OSError, ValueError) as error:
        raise CourseError(f"{file} can't be read ({error}).") from None
    if not isinstance(tables, list) or not all(map(_is_module, tables)):
        names = ", ".join(MODULE_NAMES)
        raise CourseError(f"{file}: each [[module]] needs {names}, as texts, and nothing else.")
    for name in ("id", "assignment"):
        if len({table[name] for table in tables}) < len(tables):
            raise CourseError(f"{file}: two modules have one {name}; change one of them.")
    graded = [table.pop("assignment") for table in tables]
    return {Module(**table): name for table, name in zip(tables, graded, strict=True)}


def _is_module(table: Any) -> bool:
    return (
        isinstance(table, dict)
        and table.keys() == set(MODULE_NAMES)
        and all(isinstance(value, str) and value for value in table.values())
    )


def _lesson(nb: Notebook, path: Path, course: Path, modules: list[Module]) -> Lesson:
    folder = path.parent.relative_to(course).as_posix()
    module = next((module for module in modules if module.id == folder), None)
    if module is None:
        known = ", ".join(module.id for module in modules)
        raise CourseError(f"{path} lies in no module's folder; there are: {known}.")
    name = re.match(r"(\d+)_(\d+)_", path.name)
    if not name:
        raise CourseError(f"{path}: a lesson's file begins with its number, as in 4_2_; rename it.")
    number = f"{name[1]}.{name[2]}"
    lines = FIRST_LINES.match(_first_text(nb))
    if not lines or (lines["number"], lines["module"]) != (number, module.name):
        form = f'"# {number} A title", an empty line and "*Core · 30 minutes · {module.name}. "'
        raise CourseError(f"{path}: its first cell must begin with {form}, or Depth.")
    return Lesson(
        id=number.replace(".", "_"),
        path=path.relative_to(course).as_posix(),
        number=number,
        title=lines["title"].strip(),
        module=module.id,
        kind=lines["kind"].lower(),
        minutes=int(lines["minutes"]),
        questions=_questions(nb, path),
    )


def _assignment(nb: Notebook, path: Path, module: Module) -> Lesson:
    lines = FIRST_OF_GRADED.match(_first_text(nb))
    if not lines:
        form = 'must begin with "# A title" and say "**About 80 minutes:**"'
        raise CourseError(f"{path}: its first cell {form}; mend the source and release it again.")
    return Lesson(
        id=path.stem,
        path=f"assignments/{path.stem}/{path.name}",
        number="",
        title=lines["title"].strip(),
        module=module.id,
        kind="graded",
        minutes=int(lines["minutes"]),
        questions=_questions(nb, path),
    )


def _first_text(nb: Notebook) -> str:
    first = nb["cells"][0] if nb["cells"] else None
    return text(first) if first and first["cell_type"] == "markdown" else ""


def _questions(nb: Notebook, path: Path) -> tuple[Question, ...]:
    """The cells that ask, with their items; a recall may show any of its items."""
    questions: dict[str, Question] = {}
    verbs: dict[str, str] = {}
    for call in said(nb):
        if call.verb not in ("ask", "recall") or not call.name:
            continue  # `form_faults` tells of one without a name
        before = questions.get(call.cell, Question(call.cell, ()))
        if before.items and (call.verb, verbs[call.cell]) != ("recall", "recall"):
            raise CourseError(f"{path}, cell {call.cell} asks twice; give each question a cell.")
        questions[call.cell] = Question(call.cell, (*before.items, call.name))
        verbs[call.cell] = call.verb
    return tuple(questions.values())


def _doubled(lessons: list[Lesson]) -> Iterator[str]:
    first: dict[str, str] = {}
    for lesson in lessons:
        if lesson.id in first:
            yield f"{first[lesson.id]} and {lesson.path} are both {lesson.id}; rename one."
        first.setdefault(lesson.id, lesson.path)


def _place(lesson: Lesson) -> tuple[bool, tuple[int, ...]]:
    """By number within a module; the assignment comes last."""
    numbers = lesson.number.split(".") if lesson.number else []
    return not lesson.number, tuple(map(int, numbers))
