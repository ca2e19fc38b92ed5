"""Nothing on a page tells a key: not in words, not in code, not by what it looks like."""

import random
import re
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from alliance_lessons.feedback import outline as outlines
from alliance_lessons.feedback.marks import Grade
from alliance_lessons.feedback.page import feedback_page
from alliance_lessons.items.bank import content_files, find_item, read_file
from alliance_lessons.items.item import Item, keys, text_of
from tests.feedback_pages import (
    APPEAL,
    HIDDEN,
    RIGHT,
    SCHEME,
    answers_of,
    outline_of,
    page,
    submission,
)
from tests.rights_answers import SETTLED_BY_THE_TEXT, model_answers

(FILE,) = (file for file in content_files() if file.name == "rights_a.toml")
ITEMS = read_file(FILE)
CLOSED = [item for item in ITEMS if item.kind != "text"]
MARKED = {"rights_a-memo": Grade(10.0, by_person=True, comment="Clear and fair.")}


def drawn(item: Item, luck: random.Random) -> Any:
    """Some answer to an item, right or wrong, whole or in part."""
    options = keys(item.options)
    if item.kind == "choice":
        return luck.choice(options)
    if item.kind == "multiple response":
        return luck.sample(options, luck.randint(0, len(options)))
    if item.kind == "order":
        return luck.sample(options, len(options))
    if item.kind == "number":
        return luck.randint(-200, 200)
    if item.kind == "allocation":
        return {option: luck.randint(0, 4) for option in options}
    rows = luck.sample(keys(item.rows), luck.randint(0, len(item.rows)))
    return {row: luck.choice(keys(item.columns)) for row in rows}


def learner(seed: int) -> tuple[dict[str, Any], str]:
    """A learner's answers and draw; some are right, some by luck, some not there."""
    luck = random.Random(seed)
    variant = f"{luck.getrandbits(64):016x}"
    right = model_answers(variant, luck.choice(["3", "6", "9"]), luck.choice(["10", "20", "30"]))
    answers = {item.id: luck.choice([right[item.id], drawn(item, luck)]) for item in CLOSED}
    return {name: value for name, value in answers.items() if luck.random() < 0.9}, variant


def text_of_page(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def articles(html: str) -> dict[str, Any]:
    found = BeautifulSoup(html, "html.parser").find_all("article")
    return {item.id: article for item, article in zip(ITEMS, found, strict=True)}


def chosen(item: Item, value: Any) -> list[str]:
    """The words of an answer, as they stand on the page."""
    if item.kind == "choice":
        return [text_of(item.options, value)]
    if item.kind == "multiple response":
        return [option.text for option in item.options if option.key in value]
    if item.kind == "order":
        return [f"{place}. {text_of(item.options, key)}" for place, key in enumerate(value, 1)]
    if item.kind == "number":
        return [f"{value} {item.settings['unit']}"]
    if item.kind == "allocation":
        return [f"{value[option.key]} {item.settings['unit']}" for option in item.options]
    return [
        text_of(item.columns, value[row.key]) if row.key in value else "Not answered."
        for row in item.rows
    ]


LEARNERS = range(25)


@pytest.mark.parametrize("seed", LEARNERS)
def test_of_each_item_only_what_was_chosen_is_named(seed):
    answers, variant = learner(seed)
    found = articles(page(answers, MARKED, variant))
    for item in CLOSED:
        said = [one.get_text() for one in found[item.id].select(".lines strong")]
        assert said == (chosen(item, answers[item.id]) if item.id in answers else []), item.id


@pytest.mark.parametrize("seed", LEARNERS)
def test_no_option_that_was_not_chosen_stands_anywhere_on_the_page(seed):
    answers, variant = learner(seed)
    text = text_of_page(page(answers, MARKED, variant))
    for item in CLOSED:
        if item.kind == "choice" and max(len(one.text) for one in item.options) > 20:
            others = {one.text for one in item.options if one.key != answers.get(item.id)}
            assert not {words for words in others if words in text}, item.id
        if item.kind == "match":
            others = set(keys(item.columns)) - set(answers.get(item.id, {}).values())
            assert not {one for one in others if text_of(item.columns, one) in text}, item.id


@pytest.mark.parametrize("seed", LEARNERS)
def test_no_line_of_a_hidden_cell_and_nothing_of_the_mark_scheme_is_there(seed):
    answers, variant = learner(seed)
    html = page(answers, MARKED, variant)
    text = text_of_page(html)
    for code in HIDDEN.values():
        if "HIDDEN TESTS" in code:
            for line in map(str.strip, code.splitlines()):
                if len(line) > 3 and not line.startswith("because="):
                    assert line not in text
                    assert line not in html
    for line in filter(None, map(str.strip, SCHEME.splitlines()[1:])):
        plain = line.replace("*", "").strip("- ")
        assert line not in text
        assert plain not in text or plain.startswith("Criterion") or plain == "Comments:"
    for sign in ("mark(", "BEGIN", "answered(", "case(", "key=", "rights_a", "Anchor"):
        assert sign not in text, sign


@pytest.mark.parametrize("seed", LEARNERS)
def test_with_the_same_marks_another_key_gives_the_same_page(seed):
    """So whatever the keys are, nobody can read them off a page but by the marks."""
    answers, variant = learner(seed)
    marks = submission(answers, MARKED, variant)
    turned = {
        name: re.sub(r"key=(key|\"counsel\")", 'key="a key of another kind"', code)
        for name, code in HIDDEN.items()
    }
    assert turned != HIDDEN
    pages = {
        feedback_page(outline_of(hidden), marks, answers_of(answers), "", APPEAL)
        for hidden in (HIDDEN, turned)
    }
    assert len(pages) == 1


@pytest.mark.parametrize("item", [one for one in CLOSED if one.id in SETTLED_BY_THE_TEXT])
def test_right_and_wrong_rows_look_the_same(item):
    """Two answers with different rows right: tags and classes are the same, row by row."""
    if item.kind == "choice":
        tries = keys(item.options)
    else:
        right = SETTLED_BY_THE_TEXT[item.id]
        wrong = {row: next(c for c in keys(item.columns) if c != right[row]) for row in right}
        tries = [right, wrong, *({**right, row: wrong[row]} for row in right)]
    shapes = set()
    for one in tries:
        article = articles(page(RIGHT | {item.id: one}))[item.id]
        shapes.add(tuple((tag.name, *tag.get("class", [])) for tag in article.find_all(True)))
    assert len(shapes) == 1


def test_a_sentence_that_is_computed_is_not_shown():
    """It could be computed from the key."""
    told = HIDDEN | {
        "rights_a-reply": 'key = "counsel"\nmark("rights_a.reply", key, 4, because=f"It is {key}")'
    }
    marks = submission(RIGHT)
    html = feedback_page(outline_of(told), marks, answers_of(RIGHT), "", APPEAL).decode()
    assert "It is counsel" not in html
    assert "What in the case settles it" not in str(articles(html)["rights_a.reply"])


def test_a_key_in_the_bank_gives_no_verdict(monkeypatch):
    right = SETTLED_BY_THE_TEXT | {"rights_a.pumps": RIGHT["rights_a.pumps"]}
    wrong = RIGHT | {"rights_a.whose-right": {"evenings": "mine"}}

    def with_key(item_id: str) -> Item:
        return replace(find_item(item_id), key=right.get(item_id))

    before = page(wrong)
    monkeypatch.setattr(outlines, "find_item", with_key)
    html = feedback_page(outline_of(HIDDEN), submission(wrong), answers_of(wrong), "", APPEAL)
    assert html.decode() == before
    assert "Better:" not in before
