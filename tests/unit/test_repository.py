"""The repository holds what belongs to everybody, and nothing of one machine or one person."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Spelled so that this file is not a finding itself.
REGISTRY_HOST = re.compile(
    r"py[p]i\.org|python[h]osted\.org|registry\.np[m]js|registry\.yarn[p]kg|deb\.debia[n]\.org|"
    r"conda\.anacond[a]\.org|jsdeliv[r]|unpk[g]\.com|esm\.s[h]\b"
)
MACHINE_PATH = re.compile(
    r"(?<![\w.~*/-])(/root|/work|/home/(?!jovyan\b)\w+|/Users/\w+)/|\b[A-Z]:\\\\?Users\\"
)
PRIVATE_NAME = re.compile(
    r"(^|/)(uv\.lock|pylock\.toml|gradebook\.db|responses\.json|\.env|\.ipynb_checkpoints/.*|"
    r"__pycache__/.*)$|^assignments/(submitted|autograded|feedback)/|^workbook/"
)
LARGEST = 2_000_000


@pytest.fixture(scope="module")
def texts(root, tracked):
    """The text files, by name."""
    contents = {name: (root / name).read_bytes() for name in tracked}
    return {name: data.decode() for name, data in contents.items() if b"\0" not in data}


def findings(pattern, texts):
    return [
        f"{name}, line {text[: found.start()].count(chr(10)) + 1}: {found.group()}"
        for name, text in texts.items()
        for found in pattern.finditer(text)
    ]


def test_no_file_names_the_host_of_a_registry(texts):
    assert findings(REGISTRY_HOST, texts) == []


def test_no_file_names_a_folder_of_one_machine(texts):
    assert findings(MACHINE_PATH, texts) == []


# A tilde stands for a slash, so that these lines are no findings themselves.
@pytest.mark.parametrize(
    "line", ["cd ~home~ada~course", '"~work~x"', "(~root~.cache)", "~Users~a~b"]
)
def test_folders_of_one_machine_are_noticed(line):
    assert findings(MACHINE_PATH, {"file": line.replace("~", "/")})


@pytest.mark.parametrize("line", ["course~work~x", "~home~jovyan~work", "https:~~x.org~work~y"])
def test_other_folders_are_not(line):
    assert not findings(MACHINE_PATH, {"file": line.replace("~", "/")})


def test_nothing_private_or_made_is_kept(tracked):
    assert [name for name in tracked if PRIVATE_NAME.search(name)] == []


def test_no_file_is_large(root, tracked):
    assert [name for name in tracked if (root / name).stat().st_size > LARGEST] == []


def test_names_work_on_every_system(tracked):
    assert len({name.lower() for name in tracked}) == len(tracked)
    assert [name for name in tracked if re.search(r'[<>:"\\|?*]|[ .]($|/)', name)] == []


# --- dependencies and their lock ---


@pytest.fixture(scope="module")
def pyproject(root):
    return (root / "pyproject.toml").read_text()


@pytest.fixture(scope="module")
def wanted(pyproject):
    """Every requirement that pyproject names."""
    project = tomllib.loads(pyproject)["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    return [Requirement(line) for lines in lists for line in lines]


@pytest.fixture(scope="module")
def locked(root):
    """What the lock says of each part: its requirement line, and how many hashes."""
    entry = re.compile(r"^(\w.*?) \\\n((?:    --hash=.*\n)+)", re.MULTILINE)
    found = entry.findall((root / "requirements.lock").read_text())
    return [(Requirement(line), hashes.count("sha256:")) for line, hashes in found]


def test_every_dependency_says_why(pyproject, wanted):
    for need in wanted:
        line = rf'^ *"{re.escape(need.name)}\b[^"]*", *# \w'
        assert re.search(line, pyproject, re.MULTILINE), f"{need.name} has no comment saying why"


def test_lock_is_in_step_with_pyproject(wanted, locked):
    for need in wanted:
        if need.name == "alliance-lessons":
            continue
        versions = [
            str(part.specifier).removeprefix("==")
            for part, _ in locked
            if canonicalize_name(part.name) == canonicalize_name(need.name)
        ]
        assert versions, f"{need.name} is not in requirements.lock: compile it anew"
        assert all(map(need.specifier.contains, versions)), f"the lock's {need.name} does not fit"


def test_everything_in_the_lock_is_pinned_with_hashes(root, locked):
    names = re.findall(r"^\w\S*", (root / "requirements.lock").read_text(), re.MULTILINE)
    assert len(locked) == len(names) > 0
    assert all(str(part.specifier).startswith("==") and hashes for part, hashes in locked)
