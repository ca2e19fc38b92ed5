"""Keeps tests of one `xdist_group` on one worker, so that what they share is made once.

pytest-xdist 3.8 passes the group on in a test's name, which pytest 9.2 no longer lets it
change: the mark then does nothing. So the group is read from the test's file.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


@cache
def group_of(nodeid: str) -> str:
    """The group that a test is marked with; its own name where it has none."""
    file, _, name = nodeid.partition("::")
    if not file.endswith(".py") or not (ROOT / file).is_file():
        return nodeid
    text = (ROOT / file).read_text("utf-8")
    test = re.escape(name.partition("[")[0])
    mark = r'pytest\.mark\.xdist_group\("(.+?)"\)'
    own = re.search(rf"^@{mark}\n(?:@.*\n)*def {test}\(", text, re.MULTILINE)
    of_file = re.search(rf"^pytestmark = {mark}", text, re.MULTILINE)
    found = own or of_file
    return found[1] if found else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadGroupScheduling

    class ByGroup(LoadGroupScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return ByGroup(config, log) if config.getoption("dist") == "loadgroup" else None
