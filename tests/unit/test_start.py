"""start.py as people meet it: set up once, mend by itself, one sentence when something is missing.

Most tests put a stand-in for uv on the PATH, so that no test waits for a real installation;
two run a real pip and a real uv on a part and a course of a few lines.
"""

import ast
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile

import pytest

import start

BIN = "Scripts" if os.name == "nt" else "bin"

FAKE_UV = f"""#!{sys.executable}
import os, pathlib, sys, time
here = pathlib.Path(__file__).parent
with open(here / "calls", "a") as calls:
    print(*sys.argv[1:], file=calls)
if (here / "fails").exists():
    sys.exit((here / "fails").read_text())
while (here / "hangs").exists():
    time.sleep(0.1)
if "-e" in sys.argv:
    alliance = pathlib.Path(sys.argv[-1], ".venv/bin/alliance")
    alliance.write_text("#!/bin/sh\\necho alliance $@ in $PWD, PATH $PATH\\n")
    alliance.chmod(0o755)
"""

# A course of a few lines that builds itself, with no tool from outside.
BACKEND = """
import pathlib, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    files = {
        "course.py": "import part, sys\\ndef main(): print('alliance', *sys.argv[1:], part.WORD)",
        "alliance_lessons-0.dist-info/METADATA":
            "Metadata-Version: 2.1\\nName: alliance-lessons\\nVersion: 0\\n",
        "alliance_lessons-0.dist-info/WHEEL":
            "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        "alliance_lessons-0.dist-info/entry_points.txt":
            "[console_scripts]\\nalliance = course:main\\n",
    }
    files["alliance_lessons-0.dist-info/RECORD"] = "".join(f"{name},,\\n" for name in files)
    name = "alliance_lessons-0-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
    return name
"""


@pytest.fixture
def course(tmp_path, root):
    """A folder with start.py, and a stand-in for uv first on the PATH."""
    folder = tmp_path / "a course"
    folder.mkdir()
    shutil.copy(root / "start.py", folder)
    (folder / "requirements.lock").write_text("part==1\n")
    (folder / "pyproject.toml").write_text("[project]\n")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "uv").write_text(FAKE_UV)
    (tools / "uv").chmod(0o755)
    return folder


def launch(course, *arguments, path=None, **environment):
    tools = course.parent / "tools"
    path = path or f"{tools}{os.pathsep}{os.environ['PATH']}"
    return subprocess.Popen(
        [sys.executable, course / "start.py", *arguments],
        env={**os.environ, **environment, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a shell starts what runs in its background deaf to Ctrl-C, and that is inherited
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def go(course, *arguments, **options):
    child = launch(course, *arguments, **options)
    out, err = child.communicate(timeout=300)
    assert "Traceback" not in out + err
    return child.returncode, out, err


def calls(course):
    return (course.parent / "tools" / "calls").read_text().splitlines()


def test_first_start_sets_up_and_opens_the_workbook(course):
    code, out, err = go(course, "--no-browser", "--port", "9999")
    assert (code, err) == (0, "")
    assert "Setting up the course" in out
    assert f"alliance lab workbook --no-browser --port 9999 in {course}" in out
    assert f"PATH {course / '.venv' / BIN}{os.pathsep}" in out
    parts, project = calls(course)
    assert "--require-hashes" in parts
    assert parts.endswith(f"-r {course / 'requirements.lock'}")
    assert "--no-deps" in project
    assert "--no-build-isolation" in project


def test_second_start_does_nothing_first(course):
    go(course)
    code, out, _ = go(course)
    assert code == 0
    assert out.startswith("alliance lab workbook")
    assert len(calls(course)) == 2


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_changed_file_sets_up_anew(course, name):
    go(course)
    left_over = course / ".venv" / "left-over"
    left_over.touch()
    (course / name).write_text("# changed\n")
    code, out, _ = go(course)
    assert code == 0
    assert "Setting up the course" in out
    assert not left_over.exists()


def lose_its_python(venv):
    python = venv / BIN / "python"
    python.unlink()
    python.symlink_to("python-that-was-removed")


def be_of_another_python(venv):
    stamp = venv / "set-up-done"
    stamp.write_text(stamp.read_text()[::-1])


def be_interrupted(venv):
    (venv / "set-up-done").unlink()


def lose_the_command(venv):
    (venv / BIN / "alliance").unlink()


def be_no_folder(venv):
    shutil.rmtree(venv)
    venv.write_text("")


def be_a_dangling_link(venv):
    shutil.rmtree(venv)
    venv.symlink_to("nowhere")


@pytest.mark.parametrize(
    "harm",
    [
        lose_its_python,
        be_of_another_python,
        be_interrupted,
        lose_the_command,
        be_no_folder,
        be_a_dangling_link,
    ],
)
def test_broken_venv_is_made_anew(course, harm):
    go(course)
    harm(course / ".venv")
    code, out, _ = go(course)
    assert code == 0
    assert "Ready." in out
    assert len(calls(course)) == 4


def test_moved_course_sets_up_anew(course):
    go(course)
    moved = course.rename(course.parent / "elsewhere")
    assert "Ready." in go(moved)[1]


def test_start_from_within_its_own_venv(course):
    go(course)
    be_interrupted(course / ".venv")
    python = course / ".venv" / BIN / "python"
    tools = f"{course.parent / 'tools'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [python, course / "start.py"],
        env={**os.environ, "PATH": tools},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ready." in done.stdout


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("error: failed to write: No space left on device (os error 28)", "disk is full"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "(hash)"),
        ("NewConnectionError: Failed to establish a new connection", "connect to the internet"),
        ("dns error: failed to lookup address information", "connect to the internet"),
        ("SSLError: CERTIFICATE_VERIFY_FAILED certificate verify failed", "IT"),
        ("ERROR: No matching distribution found for pandas==3.1.1", "Python 3.12"),
        ("all fine\nerror: something new\nhint", "error: something new"),
        ("", "no reason given"),
    ],
)
def test_installer_failure_is_told_in_a_sentence(course, said, told):
    (course.parent / "tools" / "fails").write_text(said)
    code, out, err = go(course)
    assert code == 1
    assert told in err
    assert err.endswith("then start again.\n")
    assert err.count("\n") == 1
    assert "Ready." not in out
    (course.parent / "tools" / "fails").unlink()
    assert go(course)[0] == 0


def test_missing_part_of_python_is_asked_for(monkeypatch):
    monkeypatch.setattr(start, "is_ready", lambda wanted: False)
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
    said = start.main([])
    assert "-venv), then start again." in said


def test_missing_lock_is_told_in_a_sentence(course):
    (course / "requirements.lock").unlink()
    code, _, err = go(course)
    assert code == 1
    assert "requirements.lock cannot be used (No such file or directory)" in err
    assert err.count("\n") == 1


def test_ctrl_c_ends_quietly_and_is_made_good(course):
    hangs = course.parent / "tools" / "hangs"
    hangs.touch()
    child = launch(course)
    while not (course.parent / "tools" / "calls").exists():
        time.sleep(0.05)
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=180)
    assert (child.returncode, err) == (130, "")
    assert "Traceback" not in out
    hangs.unlink()
    assert "Ready." in go(course)[1]


def test_test_command_hands_on_to_pytest(course):
    code, out, err = go(course, "test", "--version")
    assert (code, out.count("Ready.")) == (1, 1)
    assert "No module named pytest" in err  # the stand-in installs none


def test_help_sets_nothing_up(course):
    code, out, _ = go(course, "--help")
    assert code == 0
    assert "python3 start.py test" in out
    assert not (course / ".venv").exists()


# --- an old Python ---


def test_old_python_can_read_the_file(root):
    ast.parse((root / "start.py").read_text(), feature_version=(3, 6))


def test_old_python_is_refused_in_a_sentence(root):
    code = "import sys; sys.version_info = (3, 10, 9); exec(open('start.py').read())"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("The course needs Python 3.11 or newer and this is Python 3.10:")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("version", ["3.6", "3.8", "3.10"])
def test_really_old_python_is_refused_in_a_sentence(root, version):
    old = shutil.which(f"python{version}")
    if not old or subprocess.run([old, "-c", ""], capture_output=True).returncode:
        pytest.skip(f"there is no Python {version} on this computer")
    done = subprocess.run([old, root / "start.py"], capture_output=True, text=True)
    assert done.returncode == 1
    assert f"this is Python {version}:" in done.stderr
    assert done.stderr.count("\n") == 1


# --- real installers ---


@pytest.fixture
def real_course(course):
    """A real part with its hash, and a course that builds itself."""
    wheel = course.parent / "part-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("part.py", "WORD = 'with its part'\n")
        info = "part-1.dist-info/"
        archive.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: part\nVersion: 1\n")
        archive.writestr(
            info + "WHEEL",
            "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        archive.writestr(info + "RECORD", "part.py,,\n" + info + "METADATA,,\n")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (course / "requirements.lock").write_text(f"part @ {wheel.as_uri()} --hash=sha256:{digest}\n")
    (course / "backend.py").write_text(BACKEND)
    (course / "pyproject.toml").write_text(
        "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n"
        "[project]\nname = 'alliance-lessons'\nversion = '0'\n"
    )
    return course


def path_with(installer, folder):
    """A PATH on which uv is there or isn't, whatever this computer has."""
    folder.mkdir()
    if installer == "uv":
        uv = shutil.which("uv") or pytest.skip("uv is not on the PATH of this computer")
        (folder / "uv").symlink_to(uv)
    return str(folder)


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_real_installer(real_course, installer, tmp_path):
    path = path_with(installer, tmp_path / "path")
    code, out, err = go(real_course, "--no-browser", path=path)
    assert (code, err) == (0, "")
    assert out.endswith("alliance lab workbook --no-browser with its part\n")
    lock = real_course / "requirements.lock"
    good = lock.read_text()
    lock.write_text(good[:-9] + "00000000\n")
    code, out, err = go(real_course, path=path)
    assert (code, "(hash)" in err) == (1, True)


def test_real_pip_offline(real_course, tmp_path):
    (real_course / "requirements.lock").write_text(f"nowhere==1 --hash=sha256:{'0' * 64}\n")
    code, _, err = go(
        real_course,
        path=path_with("pip", tmp_path / "path"),
        PIP_INDEX_URL="http://127.0.0.1:9/simple",
        PIP_RETRIES="1",
    )
    assert code == 1
    assert "connect to the internet" in err
