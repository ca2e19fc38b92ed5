"""Which tests share a worker: a file's, and all that share a costly server."""

from typing import Any

import pytest

TOGETHER = ("tests/browser/", "tests/grading/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            shared = next(filter(nodeid.startswith, TOGETHER), None)
            return shared or nodeid.partition("::")[0]

    return ByFile(config, log)
