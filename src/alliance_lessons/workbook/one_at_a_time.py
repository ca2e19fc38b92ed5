"""A lock around a change of a file, so that two lessons that save at once both keep their answers.

On a computer it is a kept library's. In the browser there is no lock of files, and Python can't
wait for another page: there the edition's own service worker lets one lesson in after the other
(site/live/opening/one-at-a-time.js).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKER = "api/one-at-a-time"  # an address that the service worker answers


@contextmanager
def one_at_a_time(lock: Path, patience: float) -> Iterator[None]:
    """Holds the lock; raises TimeoutError after `patience` seconds of waiting.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place, one_at_a_time(Path(place, "lock"), 1):
    ...     print("alone")
    alone
    """
    if sys.platform == "emscripten":
        turn = _ask({"take": str(lock), "patience": patience})
        if turn == "busy":
            raise TimeoutError
        try:
            yield
        finally:
            _ask({"give": turn})
    else:
        from filelock import FileLock  # warns in the browser, and is not needed there

        with FileLock(lock, timeout=patience):
            yield


def _ask(question: dict[str, object]) -> str:
    """What the service worker says; Python waits for it, as it does for its files."""
    import json

    from js import XMLHttpRequest  # type: ignore[import-not-found]

    request = XMLHttpRequest.new()
    request.open("POST", WORKER, False)
    request.send(json.dumps(question))
    return str(request.responseText) if request.status == 200 else ""
