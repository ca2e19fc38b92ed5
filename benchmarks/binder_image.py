"""What Binder has to fetch and unpack for this course, beside a plain environment for teaching.

Ours are the parts that environment.yml names, and the course itself; the plain one is
jupyterlab + nbgrader + ipywidgets + pandas with all that they need, at the same versions. The
base system, conda and its Python come on top of both. Sizes are those of the wheels as they are
fetched, and of the files in them; compiled files come later, to both.
"""

import re
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PLAIN = ("jupyterlab", "nbgrader", "ipywidgets", "pandas")
MACHINE, PYTHON = "linux-x86_64", (3, 11)
LARGEST = 12  # parts that are named
MB = 1e6


@dataclass(frozen=True)
class Part:
    """A package: the bytes that are fetched, and those of the files in it."""

    name: str
    fetched: int
    unpacked: int


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", *arguments]
    subprocess.run(command, check=True)


def parts_in(folder: Path) -> dict[str, Part]:
    """The packages of a folder of wheels, by name."""
    found = {}
    for wheel in sorted(folder.glob("*.whl")):
        name = re.sub(r"[-_.]+", "-", wheel.name.partition("-")[0]).lower()
        unpacked = sum(entry.file_size for entry in zipfile.ZipFile(wheel).infolist())
        found[name] = Part(name, wheel.stat().st_size, unpacked)
    return found


def pins() -> list[str]:
    """What environment.yml installs with pip."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    (found,) = (one["pip"] for one in environment["dependencies"] if isinstance(one, dict))
    return list(map(str, found))


def fetch(place: Path) -> tuple[dict[str, Part], dict[str, Part]]:
    """Fetches both environments; ours and the plain one."""
    listed = place / "pins.txt"
    listed.write_text("\n".join(pins()), "utf-8")
    ready = ["--only-binary", ":all:"]
    pip("download", *ready, "--no-deps", "-d", place / "ours", "-r", listed)
    # the versions of ours, and from the same files where it shares them
    pip("download", *ready, "-c", listed, "-f", place / "ours", "-d", place / "plain", *PLAIN)
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", place / "ours", ROOT)
    return parts_in(place / "ours"), parts_in(place / "plain")


def line(name: str, parts: dict[str, Part], beside: dict[str, Part]) -> str:
    fetched, fetched_beside = (
        sum(one.fetched for one in some.values()) for some in (parts, beside)
    )
    open_, open_beside = (sum(one.unpacked for one in some.values()) for some in (parts, beside))
    return (
        f"{name:8}{len(parts):4} packages {len(parts) / len(beside):5.2f} x"
        f"{fetched / MB:8.1f} MB fetched {fetched / fetched_beside:5.2f} x"
        f"{open_ / MB:8.1f} MB unpacked {open_ / open_beside:5.2f} x"
    )


def main() -> None:
    if sys.version_info[:2] != PYTHON or sysconfig.get_platform() != MACHINE:
        sys.exit(f"Binder runs Python {PYTHON[0]}.{PYTHON[1]} on {MACHINE}: measure it there.")
    with tempfile.TemporaryDirectory() as place:
        ours, plain = fetch(Path(place))
    print(f"plain: {' + '.join(PLAIN)}, and what they need")
    print(line("plain", plain, plain))
    print(line("ours", ours, plain))
    more = sorted((one for name, one in ours.items() if name not in plain), key=_size)
    print(f"only in ours, the largest of {len(more)}:")
    for part in more[:LARGEST]:
        print(f"{part.fetched / MB:8.1f} MB {part.unpacked / MB:8.1f} MB   {part.name}")
    missing = sorted(plain.keys() - ours.keys())
    print("only in the plain one:", ", ".join(missing) or "nothing")


def _size(part: Part) -> int:
    return -part.unpacked


if __name__ == "__main__":
    main()
