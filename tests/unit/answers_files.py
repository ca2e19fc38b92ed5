"""What the tests of answers files share."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from alliance_lessons.workbook.answers_file import NAME

BET, WAIVER = "rights.bet", "rights.first-waiver"
ENTRY = {"value": 5, "confidence": 2, "at": "2026-01-02T03:04:05.000006+00:00"}
FILE = {"format": 1, "responses": {BET: [ENTRY]}}

on_posix = pytest.mark.skipif(os.name != "posix", reason="asks for signals and permissions")


def write(folder: Path, content: Any) -> Path:
    """An answers file with these bytes, this text, or these data as JSON."""
    raw = content if isinstance(content, (bytes, str)) else json.dumps(content)
    path = folder / NAME
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass"))
    return path


def is_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and "Traceback" not in text and len(text) < 600


def run(script: str, *arguments: object, **more: Any) -> subprocess.CompletedProcess[str]:
    """Runs a script in a process of its own, where it may lose rights or be killed."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **more)
