"""What a first visit loads: the list of what a lesson asks for, packed, and made the same twice."""

import gzip
import hashlib
import json
import tarfile
from pathlib import Path

import jupyterlite_core
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.errors import CourseError
from alliance_lessons.site.addresses import page_of
from alliance_lessons.site.live.needs import NEEDS, absent_names, later_files, needed_groups
from alliance_lessons.site.live.on_demand import ARCHIVES, FOLDER
from alliance_lessons.site.live.packs import pack
from alliance_lessons.workbook.course_outline import course_outline

WORKER = "3bb1510dc262bb3f4c0441f60364e2382367cb7d5a2d7ab611600edb3b5b53dc"  # SHA-256


def unpack(parts: tuple[bytes, ...]) -> dict[str, tuple[str, bytes]]:
    """What the browser does (load.js): path, content type and body of each file."""
    whole = gzip.decompress(b"".join(parts))
    at = 8 + int(whole[:8])
    files = {}
    for path, kind, size in json.loads(whole[8:at]):
        files[path] = (kind, whole[at : at + size])
        at += size
    assert at == len(whole)
    return files


@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(1, 200))
def test_what_is_packed_comes_out_again(tmp_path_factory, bodies, part):
    folder = tmp_path_factory.mktemp("live")
    paths = tuple(f"a b/{number} – “é”.bin" for number in range(len(bodies)))
    (folder / "a b").mkdir()
    for path, body in zip(paths, bodies, strict=True):
        (folder / path).write_bytes(body)
    packed = pack(folder, paths, part)
    assert pack(folder, paths, part) == packed
    assert all(0 < len(one) <= part for one in packed.parts)
    assert packed.size == sum(map(len, packed.parts))
    assert [body for _, body in unpack(packed.parts).values()] == bodies


def test_a_browser_is_told_what_a_file_is(tmp_path):
    (tmp_path / "x.wasm").write_bytes(b"")  # is only compiled as it comes with this type
    (tmp_path / "y.mjs").write_bytes(b"")
    kinds = [kind for kind, _ in unpack(pack(tmp_path, ("x.wasm", "y.mjs")).parts).values()]
    assert kinds == ["application/wasm", "text/javascript"]


@pytest.mark.parametrize("missing", ["build/1.abc.js", "files/**/*"])
def test_a_file_that_is_listed_and_not_there_stops_the_build(tmp_path, missing):
    needs = tmp_path / "needs.json"
    needs.write_text(json.dumps({"groups": {"app": [missing]}, "absent": []}))
    with pytest.raises(CourseError, match=r"is missing, which a lesson asks for.*record") as told:
        needed_groups(tmp_path, needs)
    assert missing in str(told.value)


def test_each_file_is_packed_once(tmp_path):
    for name in ("b.js", "a.js", "c [1].json"):
        (tmp_path / name).touch()
    needs = tmp_path / "needs.json"
    groups = {"first": ["b.js", "c [1].json"], "rest": ["*.js", "a.js"]}
    needs.write_text(json.dumps({"groups": groups, "absent": []}))
    found = needed_groups(tmp_path, needs)
    assert [one.files for one in found] == [("b.js", "c [1].json"), ("a.js",)]


def test_what_loads_later_is_no_part_of_a_first_visit(tmp_path):
    (tmp_path / "needed.zip").touch()
    needs = tmp_path / "needs.json"
    listed = {"groups": {"all": ["*.zip"]}, "later": ["rare.zip"], "absent": []}
    needs.write_text(json.dumps(listed))
    with pytest.raises(CourseError, match=r"rare\.zip is missing"):
        needed_groups(tmp_path, needs)
    (tmp_path / "rare.zip").touch()
    assert later_files(tmp_path, needs) == ("rare.zip",)
    assert [one.files for one in needed_groups(tmp_path, needs)] == [("needed.zip",)]


def test_every_library_that_loads_on_demand_is_kept_for_later():
    later = json.loads(NEEDS.read_text("utf-8"))["later"]
    assert sorted(later) == sorted(f"{FOLDER}{name}" for name in ARCHIVES.values())


def test_every_lesson_leads_back_to_its_page():
    pages = [page_of(one.path) for one in course_outline().lessons]
    assert len(set(pages)) == len(pages)
    assert all(page.endswith(".html") for page in pages)


def test_the_list_is_of_the_versions_that_are_installed():
    from importlib.metadata import version

    of = json.loads(NEEDS.read_text("utf-8"))["of"]
    assert of == {name: version(name) for name in of}
    assert not any("*" in name for name in absent_names())


def test_the_worker_that_ours_stands_before_is_the_one_that_was_looked_at():
    """A new one may take over at other moments or answer other addresses; see keep.js."""
    (app,) = Path(jupyterlite_core.__file__).parent.glob("jupyterlite-app-*.tgz")
    with tarfile.open(app) as archive:
        worker = archive.extractfile("package/service-worker.js")
        assert worker
        assert hashlib.sha256(worker.read()).hexdigest() == WORKER
