"""Folders that are damaged or dangerous: links, pipes, depths, odd names, times and sizes."""

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from tests.grading.desk_course import HONEST, RIGHT, as_json
from tests.grading.hostile.case import ALL, World, case

RESPONSES = "responses.json"

# --- things beside the notebook ---

MODULES = ("pandas", "alliance_lessons", "anywidget", "ipykernel_launcher", "sitecustomize")
OTHERS = ("usercustomize", "conftest", "json", "nbgrader_config", "ipython_config", "00-startup")


@case("beside-code")
def _code(folder: Path, world: World) -> None:
    for name in (*MODULES, *OTHERS):
        (folder / f"{name}.py").write_text(world.tell_tale(name))
    (folder / "a.pth").write_text("import os; " + world.tell_tale("pth"))
    (folder / "pyvenv.cfg").write_text("home = .\n")
    for package in ("alliance_lessons", "profile_default/startup", ".ipython/profile_default"):
        (folder / package).mkdir(parents=True)
        for name in ("__init__", "00-first", "ipython_config", "ipython_kernel_config"):
            (folder / package / f"{name}.py").write_text(world.tell_tale("package"))


@case("beside-links-and-pipes")
def _links_and_pipes(folder: Path, world: World) -> None:
    links = {
        "secret.txt": world.outside / "secret.txt",
        ".hidden": world.outside / "secret.txt",
        ".hidden.ipynb": Path("/dev/zero"),
        "gradebook.db": world.course / "gradebook.db",
        "zero": Path("/dev/zero"),
        "folder": world.outside,
        "source": world.course / "source",
        "dangling": Path("nowhere"),
        "itself": Path("itself"),
        "round": folder,
        "other.ipynb": world.course / "source/rights/rights.ipynb",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "pipe.ipynb")
    _device(folder / "device")
    with suppress(OSError):  # not every system allows it
        os.mknod(folder / "socket", stat.S_IFSOCK | 0o600)


@case("beside-depths-and-sizes", lost=ALL, stock=True)
def _(folder: Path, world: World) -> None:
    here = os.open(folder, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    for name in ("huge.txt", RESPONSES):
        with (folder / name).open("wb") as file:
            file.truncate(200_000_000_000)


@case("beside-odd-names")
def _odd_names(folder: Path, world: World) -> None:
    for name in (
        "a\x1b[2Jb\nc.txt",
        "rights\x1b[31m.ipynb",
        b"\xff.txt".decode(errors="surrogateescape"),
        "\u202egnp.py",
        "<img src=x onerror=alert(1)>",
        "[rights].ipynb",
        "rights.ipynb.ipynb",
        " rights.ipynb",
        "-rf",
        "~",
        "%2e%2e%2fx",
        "x" * 255,
        "Responses.json",
        "responses.json ",
        "timestamp.txt\n",
    ):
        (folder / name).write_text(as_json(RIGHT))


@case("beside-thousands")
def _(folder: Path, world: World) -> None:
    for number in range(3_000):
        (folder / f"{number}.txt").write_bytes(b"x")


@case("beside-what-desk-and-workbook-make")
def _(folder: Path, world: World) -> None:
    """Left by a save that was killed, or written to be taken for ours."""
    (folder / ".responses.lock").write_text("")
    (folder / ".responses-1").write_text(as_json(RIGHT))
    (folder / "responses.damaged-1.json").write_text(as_json(RIGHT))
    for name in ("feedback", ".ipynb_checkpoints", "__pycache__"):
        (folder / name).mkdir()
        (folder / name / "rights.ipynb").symlink_to(world.outside / "secret.txt")


# --- nbgrader's own files ---


@case("times-garbage")
def _garbage(folder: Path, world: World) -> None:
    (folder / "timestamp.txt").write_text("yesterday, I think")
    (folder / "submission_secret.txt").write_bytes(b"\xff\xfe")


@case("beside-everything", stock=True)
def _(folder: Path, world: World) -> None:
    for change in (_code, _links_and_pipes, _odd_names, _garbage):
        change(folder, world)


@case("times-of-the-far-past")
def _(folder: Path, world: World) -> None:
    (folder / "timestamp.txt").write_text("0001-01-01 00:00:00 UTC")


@case("times-of-the-far-future")
def _(folder: Path, world: World) -> None:
    (folder / "timestamp.txt").write_text("9999-12-31 23:59:59.999999 UTC")


@case("times-in-bytes")
def _(folder: Path, world: World) -> None:
    (folder / "timestamp.txt").write_bytes(bytes(999))
    (folder / "submission_secret.txt").write_bytes(b"x" * 1_000_000)


@case("times-a-link")
def _(folder: Path, world: World) -> None:
    (folder / "timestamp.txt").symlink_to(world.outside / "secret.txt")
    (folder / "submission_secret.txt").symlink_to("/dev/zero")


@case("times-a-pipe-and-a-folder")
def _(folder: Path, world: World) -> None:
    os.mkfifo(folder / "timestamp.txt")
    (folder / "submission_secret.txt").mkdir()


# --- notebook and answers that are no files ---


@case("notebook-a-folder", stock=True)
def _(folder: Path, world: World) -> None:
    (folder / "rights.ipynb").unlink()
    (folder / "rights.ipynb").mkdir()


@case("notebook-a-link-to-the-source", stock=True)
def _(folder: Path, world: World) -> None:
    (folder / "rights.ipynb").unlink()
    (folder / "rights.ipynb").symlink_to(world.course / "source/rights/rights.ipynb")


@case("notebook-a-link-without-an-end")
def _(folder: Path, world: World) -> None:
    (folder / "rights.ipynb").unlink()
    (folder / "rights.ipynb").symlink_to("/dev/zero")


@case("notebook-a-pipe")
def _(folder: Path, world: World) -> None:
    (folder / "rights.ipynb").unlink()
    os.mkfifo(folder / "rights.ipynb")


@case("answers-a-link", lost=ALL, stock=True)
def _(folder: Path, world: World) -> None:
    (folder / RESPONSES).unlink()
    (folder / RESPONSES).symlink_to(world.outside / RESPONSES)


@case("answers-a-link-to-another", lost=ALL)
def _(folder: Path, world: World) -> None:
    (folder / RESPONSES).unlink()
    (folder / RESPONSES).symlink_to("../../model/rights/responses.json")


@case("answers-a-device", lost=ALL)
def _(folder: Path, world: World) -> None:
    (folder / RESPONSES).unlink()
    _device(folder / RESPONSES)


@case("answers-a-pipe", lost=ALL)
def _(folder: Path, world: World) -> None:
    (folder / RESPONSES).unlink()
    os.mkfifo(folder / RESPONSES)


@case("answers-a-folder", lost=ALL)
def _(folder: Path, world: World) -> None:
    (folder / RESPONSES).unlink()
    (folder / RESPONSES).mkdir()
    (folder / RESPONSES / RESPONSES).write_text(as_json(RIGHT))


@case("answers-in-a-linked-folder", lost=ALL, stock=True)
def _(folder: Path, world: World) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(world.outside)


@case("answers-of-a-linked-learner", lost=ALL)
def _(folder: Path, world: World) -> None:
    """The folder above is the link, to another learner's."""
    shutil.rmtree(folder.parent)
    folder.parent.symlink_to("model")


@case("answers-closed-to-all")
def _(folder: Path, world: World) -> None:
    (folder / RESPONSES).write_text(as_json(HONEST))
    (folder / "closed").mkdir(mode=0o000)
    (folder / "rights.ipynb").chmod(0o000)
    folder.chmod(0o500)


@case("aside-a-link")
def _(folder: Path, world: World) -> None:
    """What is put aside would go to where somebody else keeps files."""
    (folder.parent / ".rights-put-aside").symlink_to(world.outside)
    (folder / "notes.txt").write_text("mine")


@case("aside-a-file")
def _(folder: Path, world: World) -> None:
    """There seems to be no place to put the link aside."""
    (folder.parent / ".rights-put-aside").write_text("")
    (folder / "secret.txt").symlink_to(world.outside / "secret.txt")


def _device(path: Path) -> None:
    """Something that gives bytes for ever, where the system allows to make it."""
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except OSError:
        os.mkfifo(path)
