"""Our own package as the browser gets it: what learners use, and the assignments with their keys.

The keys of an open course are public, and marking oneself needs them.
"""

from pathlib import Path

from alliance_lessons.workbook.course import PACKAGE, course_files, files_in
from alliance_lessons.workbook.course_outline import FILE

NOT_HERE = {"cli", "desk", "jupyter_config", "site"}  # instructors', or not of Python
IN_KERNEL = ("site/live/in_kernel.py", "site/live/nulls.py", "site/live/on_demand.py")
IPYTHON = "alliance_lessons/site/ipython"  # the folder of IPython's settings
CONFIG = f"c.InteractiveShellApp.extensions = [{'alliance_lessons.site.live.in_kernel'!r}]\n"


def course_package() -> dict[str, bytes]:
    """Our files, by their place below site-packages; the lessons lie in the workbook already."""
    files = {
        Path("alliance_lessons", place).as_posix(): (PACKAGE / place).read_bytes()
        for place in files_in(PACKAGE)
        if place.parts[0] not in NOT_HERE and place.parts[0] != "_course"
    }
    for path in (FILE, *(PACKAGE / one for one in IN_KERNEL)):
        files[f"alliance_lessons/{path.relative_to(PACKAGE).as_posix()}"] = path.read_bytes()
    files[f"{IPYTHON}/profile_default/ipython_config.py"] = CONFIG.encode()
    found = course_files()
    below = Path("alliance_lessons", "_course")
    files[(below / "course" / "README").as_posix()] = b"The lessons lie in the workbook.\n"
    for name in found.names():
        for form, notebook in (("source", found.source(name)), ("release", found.release(name))):
            place = below / "assignments" / form / name / notebook.name
            files[place.as_posix()] = notebook.read_bytes()
    return files
