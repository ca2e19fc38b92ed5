"""A fault in the item bank is one sentence that names file, item and line."""

import pytest

from alliance_lessons.items.bank import BankError, find_item, read_bank
from alliance_lessons.items.kinds import KINDS
from tests.dialogues import SCENES

HEAD = 'lesson = "9_9"\n\n'
OPTIONS = """
[[item.option]]
key = "a"
text = "One"
feedback = "What follows from one."
[[item.option]]
key = "b"
text = "Two"
feedback = "What follows from two."
"""
THIRD = """
[[item.option]]
key = "c"
text = "Three"
feedback = "What follows from three."
"""
ROWS = """
[[item.row]]
key = "r"
text = "First row"
feedback = "On the first row."
[[item.row]]
key = "s"
text = "Second row"
feedback = { keep = "If kept.", trade = "If traded." }
[[item.column]]
key = "keep"
text = "Keep"
[[item.column]]
key = "trade"
text = "Trade"
"""
TABLE = (
    ROWS.replace('{ keep = "If kept.", trade = "If traded." }', '"On the second row."')
    + """
[[item.option]]
key = "a"
text = "Accountable"
[[item.option]]
key = "r"
text = "Does it"
"""
)


def item(kind: str = "choice", fields: str = "", parts: str = OPTIONS) -> str:
    return f'[[item]]\nid = "rights.x"\nkind = "{kind}"\nstem = "Which?"\n{fields}{parts}'


FAULTS = {
    "no TOML": ("lesson = ", "not readable as TOML"),
    "no head": (item(), "write either lesson = or assignment ="),
    "two heads": ('lesson = "1"\nassignment = "a"\n' + item(), "write either"),
    "one bracket": (HEAD + '[item]\nid = "rights.x"', "two brackets"),
    "no id": (HEAD + '[[item]]\nkind = "text"', "id is missing"),
    "no kind": (HEAD + '[[item]]\nid = "rights.x"', "kind is missing"),
    "no stem": (HEAD + '[[item]]\nid = "rights.x"\nkind = "text"', "stem is missing"),
    "blank stem": (HEAD + item().replace("Which?", "  "), "stem is missing"),
    "odd id": (HEAD + item().replace("rights.x", "Rights X"), "module.slug"),
    "unknown kind": (HEAD + item("riddle"), "unknown kind 'riddle'"),
    "unknown field": (HEAD + item(fields='hint = "h"\n'), "unknown field 'hint'"),
    "wrong type": (HEAD + item(fields="goes = 3\n"), "goes has the wrong type"),
    "true as a number": (
        HEAD + item("number", "near = true\n", ""),
        "near has the wrong type",
    ),
    "part in one bracket": (HEAD + item(parts='option = "a"\n'), "[[item.option]]"),
    "capital key": (HEAD + item().replace('key = "a"', 'key = "A"'), "needs a key of small"),
    "key twice": (HEAD + item().replace('key = "b"', 'key = "a"'), "stands twice"),
    "no option text": (HEAD + item().replace('text = "One"', ""), "needs a text"),
    "no option feedback": (
        HEAD + item().replace('feedback = "What follows from one."', ""),
        "needs feedback of its own",
    ),
    "unknown part field": (
        HEAD + item().replace('text = "One"', 'text = "One"\nimage = "x"'),
        "unknown field 'image'",
    ),
    "goes nowhere": (HEAD + item(fields='goes = "cloud"\n'), "goes must be one of"),
    "key no option": (HEAD + item(fields='key = "z"\n'), "is none of its options"),
    "confidence without key": (HEAD + item(fields="confidence = true\n"), "confidence is asked"),
    "assignment with key": (
        'assignment = "rights"\n' + item(fields='key = "a"\n'),
        "stands in the source notebook",
    ),
    "text with key": (HEAD + item("text", 'key = "a"\n', ""), "a text has no key"),
    "no words": (HEAD + item("text", "words = 0\n", ""), "words must be at least 1"),
    "choice of one": (
        HEAD + item(parts=OPTIONS.split('[[item.option]]\nkey = "b"')[0]),
        "at least two options",
    ),
    "multiple response of two": (HEAD + item("multiple response"), "at least three options"),
    "limit of all": (
        HEAD + item("multiple response", "limit = 3\n", OPTIONS + THIRD),
        "limit must lie between 1 and 2",
    ),
    "all of the above": (
        HEAD + item("multiple response", 'key = ["a", "b", "c"]\n', OPTIONS + THIRD),
        "leave at least one out",
    ),
    "order of two": (HEAD + item("order"), "at least three options"),
    "order with a gap": (
        HEAD + item("order", 'key = ["a", "b"]\n', OPTIONS + THIRD),
        "name each option once",
    ),
    "allocation without total": (HEAD + item("allocation"), "needs a total"),
    "allocation key too small": (
        HEAD + item("allocation", "total = 10\nkey = { a = 1, b = 2 }\n"),
        "the key is no answer to the item",
    ),
    "allocation key all on one": (
        HEAD + item("allocation", "total = 10\nkey = { a = 10, b = 0 }\n"),
        "all on one option would be right",
    ),
    "minimum above maximum": (
        HEAD + item("number", "minimum = 5\nmaximum = 4\n", ""),
        "minimum must lie below maximum",
    ),
    "near inside tolerance": (
        HEAD + item("number", "tolerance = 5\nnear = 4\n", ""),
        "near must be wider",
    ),
    "key out of range": (HEAD + item("number", "maximum = 4\nkey = 5\n", ""), "must be 4 or less"),
    "bands that end": (
        HEAD + item("number", parts='[[item.band]]\nupto = 3\nfeedback = "f"\n'),
        "last band has no upto",
    ),
    "bands that fall": (
        HEAD
        + item(
            "number",
            parts='[[item.band]]\nupto = 3\nfeedback = "f"\n[[item.band]]\nupto = 2\n'
            'feedback = "f"\n[[item.band]]\nfeedback = "f"\n',
        ),
        "bands must rise",
    ),
    "grid of one row": (
        HEAD + item("grid", parts=ROWS.replace('[[item.row]]\nkey = "s"', "[[item.row]]\nkey=1")),
        "needs a key",
    ),
    "row feedback for one column": (
        HEAD + item("grid", parts=ROWS.replace(', trade = "If traded."', "")),
        "must name each column once",
    ),
    "grid key of no row": (HEAD + item("grid", 'key = { z = "keep" }\n', ROWS), "from rows to"),
    "grid key of no column": (
        HEAD + item("grid", 'key = { r = "sell" }\n', ROWS),
        "a column that is not there",
    ),
    "grid key the same throughout": (
        HEAD + item("grid", 'key = { r = "keep", s = "keep" }\n', ROWS),
        "the same in every row",
    ),
    "unknown competency": ('competency = "luck"\n' + HEAD + item(), "competency must be one of"),
    "id twice": (HEAD + item() + item(), "the id stands twice"),
}


@pytest.mark.parametrize(("text", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_one_sentence_that_names_the_file(text: str, says: str) -> None:
    with pytest.raises(BankError) as fault:
        read_bank(text, "9_9.toml")
    told = str(fault.value)
    assert says in told
    assert told.startswith("9_9.toml")
    assert told.endswith(".")
    assert "\n" not in told


def test_a_fault_names_the_item_and_the_line_where_it_begins() -> None:
    text = HEAD + item() + item().replace("rights.x", "rights.y").replace('"b"', '"a"')
    line = 1 + text.splitlines().index("[[item]]", 5)
    with pytest.raises(BankError, match=rf"9_9.toml, line {line}, item rights\.y: "):
        read_bank(text, "9_9.toml")


def test_every_kind_can_be_written() -> None:
    fields = {
        "choice": ('key = "b"\nconfidence = true\n', OPTIONS),
        "multiple response": ('key = ["a"]\nlimit = 2\n', OPTIONS + THIRD),
        "order": ('key = ["c", "a", "b"]\n', OPTIONS + THIRD),
        "match": ('key = { r = "keep", s = "trade" }\n', ROWS),
        "number": ("key = 5\ntolerance = 1\nnear = 2\n", ""),
        "allocation": ("total = 10\nkey = { a = 6, b = 4 }\n", OPTIONS),
        "grid": ('key = { r = "keep" }\n', ROWS),
        "table": (
            'key = { r = { keep = "a", trade = "r" } }\nchecks = ["one-accountable"]\n',
            TABLE,
        ),
        "text": ("words = 20\nlines = 3\n", ""),
        "dialogue": ("", SCENES),
    }
    assert set(fields) == set(KINDS)
    for kind, (lines, parts) in fields.items():
        (read,) = read_bank(HEAD + item(kind, lines, parts), "9_9.toml")
        assert (read.id, read.kind, read.grade_id) == ("rights.x", kind, "rights-x")


def test_the_competency_of_a_file_is_that_of_its_items() -> None:
    (read,) = read_bank('competency = "forgoing rights"\n' + HEAD + item(), "9_9.toml")
    assert read.competency == "forgoing rights"
    assert find_item("rights_a.reply").competency == "forgoing rights"


@pytest.mark.parametrize("name", ["rights.no-such-item", "", "../bank", "rights", 'x"y'])
def test_an_unknown_item_is_told_in_a_sentence(name: str) -> None:
    with pytest.raises(BankError, match=r"There is no item .*\.$"):
        find_item(name)
