"""Whatever stands in an answer or a comment, the page shows harmless text and opens at once."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from alliance_lessons.feedback.answer import read_answers
from alliance_lessons.feedback.marks import Grade
from alliance_lessons.feedback.page import LARGEST
from tests.feedback_pages import RIGHT, VARIANT, page

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "end of the text": "</div></article></main><h1>100 of 100</h1>",
    "picture": "<img src=https://evil.example/x.png onerror=alert(1)>",
    "markdown": "![x](https://evil.example/y.png) [you](javascript:alert(1))",
    "style": "<style>@import 'https://evil.example'</style><link rel=stylesheet href=//evil>",
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "attribute": "\"' autofocus onfocus=alert(1) x='",
    "template": "{{ 7 * 7 }}{% for x in y %}{{ config }}",
    "entity": "&lt;script&gt;&#60;script&#62;",
    "comment": "<!-- --><!--><svg onload=alert(1)>",
    "mathematics": r"$$\href{javascript:alert(1)}{x}$$",
}
SIGNS = {
    "override": "\u202e",
    "embedding": "\u202a",
    "isolate": "\u2067",
    "end of isolate": "\u2069",
    "null": "\x00",
    "bell": "\x07",
    "escape": "\x1b[2J",
    "no character": "\ufffe",
}
ALLOWED = set(
    re.findall(
        r"\w+",
        """html head meta title style body header main section article h1 h2 h3 h4 p strong
        dl div dt dd bdi table caption thead tbody tfoot tr th td a span svg rect ul li""",
    )
)


def marked(comment: str) -> dict[str, Grade]:
    return {"rights_a-memo": Grade(5.0, by_person=True, comment=comment)}


def check(html: str) -> BeautifulSoup:
    """Only the page's own tags are there, nothing acts, and nothing leads elsewhere."""
    found = BeautifulSoup(html, "html.parser")
    for tag in found.find_all(True):
        assert tag.name in ALLOWED, tag.name
        assert not [name for name in tag.attrs if name.startswith("on")], tag
        assert not {"src", "style", "srcset", "action", "background"} & set(tag.attrs), tag
        assert tag.get("href", "#").startswith("#"), tag
    assert [one["http-equiv"] for one in found.find_all("meta", attrs={"http-equiv": True})] == [
        "Content-Security-Policy"
    ]
    assert len(html.encode()) <= LARGEST
    return found


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_shown_as_text(text):
    found = check(page(RIGHT | {"rights_a.memo": text}, marked(text), learner=text, appeal=text))
    assert [one.get_text() for one in found.find_all(class_="written")] == [text, text]
    assert found.bdi.get_text() == text


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_signs_that_turn_or_hide_text_are_replaced(sign):
    text = f"I grant{sign} C."
    html = page(RIGHT | {"rights_a.memo": text}, marked(text), learner=text)
    assert sign[0] not in html
    (written, *_) = check(html).find_all(class_="written")
    assert written.get_text() == text.replace(sign[0], "\N{REPLACEMENT CHARACTER}")


def test_other_scripts_and_emoji_are_left_as_written():
    text = "سأمنح C. מספיק. 我同意。 👩🏽‍🔧 ñ\u0301 a\u200db\ttab"
    html = page(RIGHT | {"rights_a.memo": text})
    (written, *_) = check(html).find_all(class_="written")
    assert written.get_text() == text
    assert written["dir"] == "auto"


@pytest.mark.parametrize("sign", ["x", "<", "\U0001f600", "\n", "\x00", '"'])
def test_the_longest_texts_are_cut_with_a_sentence(sign):
    text = "a" + sign * 19_998 + "z"
    many = {
        name: Grade(5.0, by_person=True, comment=sign * 5_000_000)
        for name in ("rights_a-memo", "rights_a-memo-stop")
    }
    html = page(RIGHT | {"rights_a.memo": text}, many, learner="a" * 5_000)
    check(html)
    if sign != "\n":
        assert "[Cut here: the text has 5,000,000 characters, and " in html


def test_a_text_too_long_to_be_one_counts_as_none():
    html = page(RIGHT | {"rights_a.memo": "x" * 5_000_000})
    assert "What was handed in here is no answer to this question" in html
    check(html)


@pytest.mark.parametrize(
    "value",
    [None, True, [], {}, "x", -1, 10**18, ["x"], {"x": "y"}, [["a"]], {"evenings": 5}, 1e300],
)
def test_a_value_of_a_wrong_kind_is_said_to_be_no_answer(value):
    answers = dict.fromkeys(RIGHT, value)
    check(page(answers))


def file(folder: Path, text: str) -> str:
    (folder / "responses.json").write_text(text, "utf-8")
    return read_answers(folder)[1]


def test_a_bad_file_of_answers_is_told_without_naming_a_folder(tmp_path):
    good = {"format": 1, "variant": VARIANT, "responses": {}}
    said = {
        "missing": read_answers(tmp_path)[1],
        "no JSON": file(tmp_path, "{"),
        "too large": file(tmp_path, " " * 6_000_000),
        "newer": file(tmp_path, json.dumps(good | {"format": 99})),
        "an entry": file(tmp_path, json.dumps(good | {"responses": {"rights_a.reply": [5]}})),
    }
    assert file(tmp_path, json.dumps(good)) == ""
    assert all(sentence.endswith(".") for sentence in said.values())
    assert "No file of answers" in said["missing"]
    assert "damaged" in said["no JSON"]
    assert "damaged" in said["too large"]
    assert "could not be read" in said["newer"]
    assert "left out" in said["an entry"]
    assert not [one for one in said.values() if str(tmp_path) in one or "/" in one]


def test_a_link_in_place_of_the_answers_is_not_followed(tmp_path):
    (tmp_path / "elsewhere.json").write_text("{}")
    (tmp_path / "responses.json").symlink_to(tmp_path / "elsewhere.json")
    answers, said = read_answers(tmp_path)
    assert not answers.history
    assert "could not be read" in said
