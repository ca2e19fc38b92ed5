"""Hand-in files as an instructor downloads them, good ones and such as should stop nobody."""

import os
import zipfile

from alliance_lessons.workbook.hand_in import hand_in_file
from tests.grading.desk_course import HONEST, RELEASE, RIGHT, Course, as_json
from tests.grading.hostile import World

MARKED = "zoe.b-c@x_y.org"
ANSWERED_RIGHT = (MARKED, "ada", "lee_2", "twice")
ANSWERED_HONESTLY = ("climber",)
WITHOUT_ANSWERS = ("bomb", "empty", "nested")
# collected like the others; marking them too would only take time
NOT_MARKED = [*ANSWERED_RIGHT[1:], *ANSWERED_HONESTLY, *WITHOUT_ANSWERS]
REFUSED = ("rights_...zip", "rights_.zip", "notes.txt", "other_ada.zip", "rights_..%2f.zip")


def fill_archive(course: Course, world: World) -> None:
    archive = course.folder / "downloaded/rights/archive"
    (archive / "later").mkdir(parents=True)
    made = course.base / "made"

    right, honest = course.base / "right", course.base / "honest"
    for folder, answers in ((right, RIGHT), (honest, HONEST)):
        folder.mkdir()
        (folder / "rights.ipynb").write_bytes(RELEASE.read_bytes())
        (folder / "responses.json").write_text(as_json(answers))

    hand_in_file(right, "rights", "zoe.b-c@x_y.org", archive)
    # a platform's download of everybody's, and a name that it made longer
    with zipfile.ZipFile(archive / "Leading alliances-rights-42.zip", "w") as everybody:
        zipped = hand_in_file(right, "rights", "ada", made)
        everybody.write(zipped, "Ada L_123_assignsubmission_file_/rights_ada.zip")
        everybody.writestr("Bo_124_onlinetext/index.html", "<p>hello</p>")
    hand_in_file(right, "rights", "lee_2", made).rename(archive / "l_lee_77_rights_lee_2.zip")
    # handed in twice: the newer one counts
    older = hand_in_file(honest, "rights", "twice", archive)
    newer = hand_in_file(right, "rights", "twice", archive / "later")
    os.utime(older, (newer.stat().st_mtime - 60,) * 2)

    whole = hand_in_file(right, "rights", "damaged", made).read_bytes()
    (archive / "rights_damaged.zip").write_bytes(whole[: len(whole) // 2])
    with zipfile.ZipFile(archive / "rights_bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("responses.json", bytes(300_000_000))
        bomb.writestr("rights.ipynb", bytes(300_000_000))
    with zipfile.ZipFile(archive / "rights_climber.zip", "w") as climber:
        secret = os.path.relpath(world.outside / "secret.txt", archive)
        for name in (secret, str(world.outside / "new.txt"), "../../../../gradebook.db"):
            climber.writestr(name, "changed")
        climber.writestr("../../responses.json", as_json(HONEST))
        climber.writestr("pandas.py", world.tell_tale("zip"))
    zipfile.ZipFile(archive / "rights_empty.zip", "w").close()
    with zipfile.ZipFile(archive / "rights_nested.zip", "w") as nested:
        nested.write(made / "rights_ada.zip", "rights_ada.zip")
    for name in REFUSED:
        (archive / name).write_bytes(whole)


def collected(course: Course, learner: str) -> dict[str, bytes]:
    """What was collected for a learner."""
    folder = course.folder / "submitted" / learner / "rights"
    return {path.name: path.read_bytes() for path in folder.iterdir()}
