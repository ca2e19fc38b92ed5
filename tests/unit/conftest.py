"""What several tests about the repository itself need."""

import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def tracked(root: Path) -> list[str]:
    """The names of all files that git keeps, as they stand in the working folder."""
    if not (root / ".git").exists() or not shutil.which("git"):
        pytest.skip("needs a git checkout, to know which files belong to the project")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True
    )
    return [name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


@pytest.fixture
def fresh_copy(root: Path, tracked: list[str], tmp_path: Path) -> Path:
    """What a fresh clone with the working folder's changes would hold."""
    copy = tmp_path / "fresh"
    for name in tracked:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, copy / name)
    return copy
