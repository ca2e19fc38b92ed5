"""Faults in the words of a table, and of the live checks that any kind of item may name."""

import pytest

from alliance_lessons.items.bank import BankError, read_bank
from tests.unit.test_bank_faults import HEAD, ROWS, TABLE, item

FIRMS = TABLE.replace('text = "Keep"', 'text = "Keep"\nfirm = "Norrvane"')
DAYS = TABLE.replace('text = "First row"', 'text = "First row"\ndays = 2')

FAULTS = {
    "table of one option": (
        HEAD + item("table", parts=TABLE.rsplit("[[item.option]]", 1)[0]),
        "at least two options",
    ),
    "table feedback by column": (HEAD + item("table", parts=ROWS + TABLE), "stands twice"),
    "table row of many texts": (
        HEAD + item("table", parts=TABLE.replace('"On the second row."', '{ keep = "If so." }')),
        "must be one text",
    ),
    "table key of no option": (
        HEAD + item("table", 'key = { r = { keep = "z" } }\n', TABLE),
        "each cell takes one of a, r",
    ),
    "table key of no column": (
        HEAD + item("table", 'key = { r = { sell = "a" } }\n', TABLE),
        "columns must be among",
    ),
    "table key of no row": (
        HEAD + item("table", 'key = { z = { keep = "a" } }\n', TABLE),
        "rows must be among",
    ),
    "table key without cells": (HEAD + item("table", "key = { r = {} }\n", TABLE), "no cell"),
    "table key that is no table": (HEAD + item("table", 'key = { r = "a" }\n', TABLE), "a table"),
    "table key the same throughout": (
        HEAD + item("table", 'key = { r = { keep = "a" }, s = { trade = "a" } }\n', TABLE),
        "the same in every cell",
    ),
    "table key of an empty cell": (
        HEAD + item("table", 'key = { r = { keep = "" } }\n', TABLE),
        "the same in every cell",
    ),
    "firm that is no text": (
        HEAD + item("table", parts=FIRMS.replace('firm = "Norrvane"', "firm = 3")),
        "firm of column 'keep' has the wrong type",
    ),
    "days that are no number": (
        HEAD + item("table", parts=DAYS.replace("days = 2", "days = true")),
        "days of row 'r' has the wrong type",
    ),
    "a firm in a grid": (
        HEAD + item("grid", parts=ROWS.replace('text = "Keep"', 'text = "Keep"\nfirm = "N"')),
        "unknown field 'firm'",
    ),
    "unknown check": (
        HEAD + item("table", 'checks = ["happy"]\n', TABLE),
        "there is no check 'happy'; known are one-accountable, ",
    ),
    "check that is no name": (HEAD + item("table", "checks = [3]\n", TABLE), "no check 3"),
    "check that is a list": (HEAD + item("table", "checks = [[]]\n", TABLE), "no check []"),
    "checks in no list": (
        HEAD + item("table", 'checks = "full-week"\n', TABLE),
        "checks has the wrong type",
    ),
    "roles in a choice": (
        HEAD + item(fields='checks = ["somebody-does"]\n'),
        "'somebody-does' can't be made: it looks at a table",
    ),
    "roles without an accountable": (
        HEAD
        + item("table", 'checks = ["one-accountable"]\n', TABLE.replace('key = "a"', 'key = "c"')),
        "one option needs the key a",
    ),
    "roles of other letters": (
        HEAD
        + item("table", 'checks = ["one-accountable"]\n', TABLE.replace('key = "a"', 'key = "x"')),
        "letters out of r, a, c and i",
    ),
    "firms not said": (
        HEAD + item("table", 'checks = ["both-firms"]\n', FIRMS),
        "each column needs its firm",
    ),
    "one firm alone": (
        HEAD
        + item(
            "table",
            'checks = ["both-firms"]\n',
            FIRMS.replace('text = "Trade"', 'text = "Trade"\nfirm = "Norrvane"'),
        ),
        "all of one firm",
    ),
    "days not said": (
        HEAD + item("table", 'checks = ["full-week"]\n', DAYS),
        "each row needs days",
    ),
    "days below 0": (
        HEAD
        + item(
            "table",
            'checks = ["full-week"]\n',
            DAYS.replace("days = 2", "days = -2").replace('"Second row"', '"Second row"\ndays = 1'),
        ),
        "days must be 0 or more",
    ),
    "days without an end": (
        HEAD
        + item(
            "table",
            'checks = ["full-week"]\n',
            DAYS.replace("days = 2", "days = inf").replace(
                '"Second row"', '"Second row"\ndays = 1'
            ),
        ),
        "days must be 0 or more, and finite",
    ),
    "days that are not a number": (
        HEAD
        + item(
            "table",
            'checks = ["full-week"]\n',
            DAYS.replace("days = 2", "days = nan").replace(
                '"Second row"', '"Second row"\ndays = 1'
            ),
        ),
        "days must be 0 or more, and finite",
    ),
}


@pytest.mark.parametrize(("text", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_one_sentence_that_names_the_item(text: str, says: str) -> None:
    with pytest.raises(BankError) as fault:
        read_bank(text, "9_9.toml")
    told = str(fault.value)
    assert says in told
    assert told.startswith("9_9.toml, line 3, item rights.x: ")
    assert told.endswith(".")
    assert "\n" not in told


def test_a_task_may_take_no_days() -> None:
    words = DAYS.replace("days = 2", "days = 0").replace('"Second row"', '"Second row"\ndays = 1')
    (read,) = read_bank(HEAD + item("table", 'checks = ["full-week"]\n', words), "9_9.toml")
    assert read.rows[0].days == 0


def test_what_a_table_says_of_its_people_and_tasks_is_read() -> None:
    more = 'called = "the first"\ndays = 2.5'
    words = TABLE.replace('text = "First row"', f'text = "First row"\n{more}')
    words = words.replace('text = "Keep"', 'text = "Keep"\nfirm = "Norrvane"\ndays = 3')
    (read,) = read_bank(HEAD + item("table", "full = true\n", words), "9_9.toml")
    assert (read.rows[0].called, read.rows[0].days, read.rows[1].days) == ("the first", 2.5, None)
    assert (read.columns[0].firm, read.columns[0].days, read.columns[1].firm) == ("Norrvane", 3, "")
    assert (read.settings["full"], read.checks) == (True, ())
