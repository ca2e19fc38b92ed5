"""Kernels that need not import ipykernel once more, for tests that start dozens of them.

What else a kernel imports as it starts is left to the tests that start one of Jupyter's own.
"""

import json
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

HERE = Path(__file__).with_name("kernels")
_KEPT: list[object] = []


@cache
def warm_kernels() -> dict[str, str]:
    """The setting by which Jupyter takes such kernels for those named "python3"."""
    place = tempfile.TemporaryDirectory(prefix="kernels-")
    door = str(Path(place.name, "door"))
    command = [sys.executable, HERE / "fork_server.py", door]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    assert server.stdout.readline() == "ready\n"
    _KEPT.extend((place, server))  # it ends with this process, whose pipe it reads
    stand_in = [sys.executable, "-IS", str(HERE / "stand_in.py"), door, "-f", "{connection_file}"]
    about = {"argv": stand_in, "display_name": "Python 3 (ipykernel)", "language": "python"}
    folder = Path(place.name, "kernels/python3")
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(about))
    return {"JUPYTER_PATH": place.name}
