"""The pages to read: complete, small, linked, without a script and without any key."""

import base64
import hashlib
import os
import posixpath
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from alliance_lessons.errors import CourseError
from alliance_lessons.site.pages import cards, course_map
from alliance_lessons.site.pages.build import write_pages
from alliance_lessons.site.pages.markdown import CUT, LEFT_OUT
from alliance_lessons.site.pages.places import Places, find_places
from alliance_lessons.views.card import Card
from alliance_lessons.views.simulations import FILES, find_simulation
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.course_outline import Lesson, course_outline
from alliance_lessons.workbook.notebooks import cell_text, read_notebook
from tests.site_pages import Read, asked, feedback, plain, read, told

FILES_OF_COURSE, OUTLINE = course_files(), course_outline()
LESSONS = [lesson for lesson in OUTLINE.lessons if lesson.kind != "graded"]
GRADED = [lesson for lesson in OUTLINE.lessons if lesson.kind == "graded"]
PLACES = find_places(FILES_OF_COURSE, OUTLINE, 1)
LARGEST = 500_000
AGAIN = """
import sys
from pathlib import Path
from alliance_lessons.site.pages.build import write_pages
write_pages(Path(sys.argv[1]), 14_200_000)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    written = write_pages(folder, 14_200_000)
    assert sorted(written) == sorted(path for path in folder.rglob("*") if path.is_file())
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Read]:
    return {path.relative_to(site).as_posix(): read(path) for path in sorted(site.rglob("*.html"))}


def page_of(lesson: Lesson, pages: dict[str, Read]) -> Read:
    return pages[PLACES.pages[lesson.path]]


def source_of(lesson: Lesson) -> Path:
    if lesson.kind == "graded":
        return FILES_OF_COURSE.release(Path(lesson.path).stem)
    return FILES_OF_COURSE.course / lesson.path


def test_everything_that_is_read_has_a_page_and_none_is_large(site: Path) -> None:
    assert {"index.html", "glossary.html", "references.html", "cards.html"} <= {
        path.name for path in site.iterdir()
    }
    for lesson in OUTLINE.lessons:
        assert (site / PLACES.pages[lesson.path]).stat().st_size <= LARGEST
    for module in OUTLINE.modules:
        assert (site / module.id / "facilitator.html").is_file()


def test_the_same_course_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """On another day, in another time zone and folder, with other random hashes."""
    other = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    command = [sys.executable, "-c", AGAIN, str(tmp_path / "again")]
    subprocess.run(command, env=other, cwd=tmp_path, check=True)
    for path in sorted(site.rglob("*.html")):
        assert (tmp_path / "again" / path.relative_to(site)).read_bytes() == path.read_bytes()


def test_every_link_leads_somewhere(pages: dict[str, Read]) -> None:
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for href in page.hrefs:
            parts = urlsplit(href)
            if parts.scheme or unquote(parts.path).endswith("live/open.html"):
                continue
            target = name
            if parts.path:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path))
            assert target in pages, f"{name}: {href}"
            assert not parts.fragment or parts.fragment in pages[target].ids, f"{name}: {href}"


def test_only_the_map_leads_to_another_host_and_it_says_which(pages: dict[str, Read]) -> None:
    away = {(name, href) for name, page in pages.items() for href in page.hrefs if "//" in href}
    assert away == {("index.html", course_map.BINDER)}
    readme = Path(__file__).parents[2] / "README.md"
    assert f"({course_map.BINDER})" in readme.read_text("utf-8")


def test_a_lesson_leads_to_itself_live_at_its_top_and_at_its_first_question(
    pages: dict[str, Read],
) -> None:
    for lesson in OUTLINE.lessons:
        page = page_of(lesson, pages)
        live = [href for href in page.hrefs if "live/" in href]
        assert len(live) == 2
        for href in live:
            place = posixpath.join(posixpath.dirname(PLACES.pages[lesson.path]), href)
            assert posixpath.normpath(urlsplit(place).path) == "live/open.html"
            assert parse_qs(urlsplit(href).query) == {"path": [lesson.path]}
        assert "Make this page live (loads 15 MB)" in page.words
    assert "live/open.html?path=start.ipynb" in pages["index.html"].hrefs


def test_without_a_live_edition_no_page_leads_to_one(tmp_path: Path) -> None:
    for path in write_pages(tmp_path, None):
        assert "live/" not in path.read_text("utf-8")
        assert "(loads" not in path.read_text("utf-8")


def test_lessons_are_chained_in_the_order_of_the_course(pages: dict[str, Read]) -> None:
    for before, after in zip(OUTLINE.lessons, OUTLINE.lessons[1:], strict=False):
        rels = {
            given["rel"]: given["href"]
            for tag, given in page_of(before, pages).tags
            if tag == "a" and "rel" in given
        }
        place = posixpath.join(posixpath.dirname(PLACES.pages[before.path]), rels["next"])
        assert posixpath.normpath(place) == PLACES.pages[after.path]


def test_a_page_has_no_script_loads_nothing_and_its_policy_holds_it_to_that(
    site: Path, pages: dict[str, Read]
) -> None:
    for name, page in pages.items():
        used = {tag for tag, _ in page.tags}
        assert not used & {"script", "iframe", "object", "embed", "form", "input", "button", "img"}
        for tag, given in page.tags:
            loads = {one for one in given if one in ("src", "srcset", "style") or one[:2] == "on"}
            assert not loads, f"{name}: {tag} {loads}"
        links = [given["href"] for tag, given in page.tags if tag == "link"]
        assert all(href.startswith("data:") for href in links)
        text = (site / name).read_text("utf-8")
        style = re.findall("<style>(.*?)</style>", text, re.DOTALL)
        assert len(style) == 1
        assert "url(" not in style[0]
        assert "@import" not in style[0]
        digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
        policy = next(given["content"] for tag, given in page.tags if "http-equiv" in given)
        assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:")


def test_headings_go_down_step_by_step_and_titles_differ(pages: dict[str, Read]) -> None:
    for name, page in pages.items():
        assert page.levels.count(1) == 1, name
        assert page.levels[0] == 1, name
        steps = zip(page.levels, page.levels[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps), name
        assert ("html", {"lang": "en"}) in page.tags
    titles = [page.title for page in pages.values()]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.number)
def test_a_lesson_is_all_there(lesson: Lesson, pages: dict[str, Read]) -> None:
    """Every question with all that is said about its answers, and every picture."""
    page, nb = page_of(lesson, pages), read_notebook(source_of(lesson))
    words = page.words
    assert lesson.title in words
    for item in asked(nb):
        said = told(item) if item.kind == "dialogue" else feedback(item)
        for one in (item.stem, *said):
            assert all(plain(part) in words for part in one.split("\n\n")), f"{item.id}: {one}"
    html = "".join(
        "".join(output["data"].get("text/html", ""))
        for cell in nb["cells"]
        for output in cell.get("outputs", [])
    )
    assert sum(tag == "svg" for tag, _ in page.tags) == html.count("<img ")
    drawn = [given for tag, given in page.tags if tag == "svg"]
    assert all(
        {given["aria-labelledby"], given["aria-describedby"]} <= {*page.ids} for given in drawn
    )


@pytest.mark.parametrize("lesson", OUTLINE.lessons, ids=lambda lesson: Path(lesson.path).stem)
def test_what_is_shown_of_a_cell_stands_at_its_id(lesson: Lesson, pages: dict[str, Read]) -> None:
    questions = {question.cell for question in lesson.questions}
    assert questions <= {*page_of(lesson, pages).ids}


@pytest.mark.parametrize("lesson", GRADED, ids=lambda lesson: Path(lesson.path).stem)
def test_an_assignment_asks_and_tells_no_key(lesson: Lesson, pages: dict[str, Read]) -> None:
    words = page_of(lesson, pages).words
    items = list(asked(read_notebook(source_of(lesson))))
    assert all(item.graded for item in items)
    for item in items:
        assert plain(item.stem.split("\n\n")[0]) in words
        assert all(plain(option.text) in words for option in item.options)
        if item.kind == "dialogue":  # the first scene, and no more of the story
            first, *others = item.settings["scene"]
            assert plain(first["choice"][0]["text"]) in words
            assert not any(plain(scene["text"]) in words for scene in others)
            assert not any(plain(one["feedback"]) in words for one in first["choice"])
        else:
            assert not any(plain(one) in words for one in feedback(item) if one)
    name = Path(lesson.path).stem
    source = "\n".join(map(cell_text, read_notebook(FILES_OF_COURSE.source(name))["cells"]))
    reasons = re.findall(r'because=\(?\s*"((?:[^"\\]|\\.)*)"', source)
    assert len(reasons) > 5
    assert not any(plain(reason) in words for reason in reasons)
    assert "mark(" not in words
    assert "answered(" not in words


def test_nobody_is_told_to_press_or_type_where_nothing_can_be(pages: dict[str, Read]) -> None:
    for lesson in OUTLINE.lessons:
        words = page_of(lesson, pages).words
        for one in ("Start lesson", "Run All", "your folder", "answers are kept", "Options"):
            assert one not in words, f"{lesson.path}: {one}"


def test_what_is_left_out_still_stands_in_the_course() -> None:
    """Else a sentence was rewritten, and its new form would come onto the pages."""
    paths = [FILES_OF_COURSE.release(name) for name in FILES_OF_COURSE.names()]
    texts = [
        cell_text(cell)
        for path in (*FILES_OF_COURSE.lessons(), *paths)
        for cell in read_notebook(path)["cells"]
    ]
    texts += [path.read_text("utf-8") for path in FILES_OF_COURSE.course.glob("*.md")]
    lines = [line for text in texts for line in text.splitlines()]
    assert [words for words in LEFT_OUT if not any(line.startswith(words) for line in lines)] == []
    assert [words for words in CUT if not any(words in line for line in lines)] == []


def test_every_card_can_be_printed_blank(pages: dict[str, Read]) -> None:
    for name in FILES:
        find_simulation(name)
    modules = [
        sys.modules.get(f"alliance_lessons.views.simulations.{one}") for one in FILES.values()
    ]
    made = [module.CARD for module in modules if isinstance(getattr(module, "CARD", None), Card)]
    assert {card.name for card in made} == {card.name for card in cards.BLANK}
    for card in made:
        assert card.heading in pages["cards.html"].words
        assert all(part in pages["cards.html"].words for part in card.parts.values())
    assert "Is it mine to give?" in pages["cards.html"].words


def test_a_link_that_leads_to_no_page_is_named() -> None:
    places = Places({"m/1.ipynb": "m/1.html"})
    with pytest.raises(CourseError, match=r"m/1\.ipynb links to 2\.ipynb, which has no page"):
        places.resolve("2.ipynb", "m/1.ipynb")
