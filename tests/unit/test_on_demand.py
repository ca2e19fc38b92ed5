"""Libraries that few lessons use, as the browser's Python loads them (here without a browser)."""

import io
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from alliance_lessons.errors import CourseError
from alliance_lessons.site.live import on_demand


def archive_with(name: str, source: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr(f"{name}.py", source)
    return body.getvalue()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SimpleNamespace:
    """A browser that has one library; what it is asked for is noted, `status` says how it goes."""
    browser = SimpleNamespace(addresses=[], status=200)

    class Request:
        @classmethod
        def new(cls) -> "Request":
            return cls()

        def open(self, method: str, address: str, later: bool) -> None:
            browser.addresses.append(address)

        def send(self) -> None:
            if not browser.status:
                raise OSError("there is no connection")
            self.status = browser.status
            self.response = SimpleNamespace(to_bytes=lambda: archive_with("rare_one", "VALUE = 7"))

    location = SimpleNamespace(href="http://127.0.0.1/live/extensions/kernel/worker.js")
    js = SimpleNamespace(XMLHttpRequest=Request, location=location)
    monkeypatch.setitem(sys.modules, "js", js)
    monkeypatch.setattr(on_demand, "ARCHIVES", {"rare_one": "rare.zip"})
    monkeypatch.setattr(on_demand, "PLACE", tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, on_demand.OnDemand()])
    monkeypatch.delitem(sys.modules, "rare_one", raising=False)
    return browser


@pytest.mark.parametrize("status", [0, 404])
def test_without_it_a_sentence_says_what_to_do_and_a_later_try_works(asked, status):
    asked.status = status
    with pytest.raises(CourseError, match=r"not on this device yet: connect .* open the lesson"):
        import rare_one  # type: ignore[import-not-found]
    asked.status = 200
    import rare_one

    assert rare_one.VALUE == 7
    assert set(asked.addresses) == {"http://127.0.0.1/live/static/pyodide/rare.zip"}


def test_a_name_that_nobody_has_is_missing_as_usual(asked):
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        import no_such_library  # type: ignore[import-not-found]  # noqa: F401
    assert asked.addresses == []
