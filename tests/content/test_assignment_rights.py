"""What only the assignment `rights` has: its figures, its tables, its limits."""

from alliance_lessons.cases.rights_draw import ANSWER_DAYS, STOCK, draw
from alliance_lessons.items.bank import find_item
from tests.assignment_notebook import RIGHTS, VARIANTS


def test_the_case_states_the_figures_that_the_draws_use() -> None:
    clause = ", ".join(f"{kind} {days}" for kind, days in ANSWER_DAYS.items())
    assert clause in RIGHTS.written("markdown")
    assert f"Norrvane has {STOCK} spare ones" in RIGHTS.written("markdown")
    assert find_item("rights_a.pumps").settings["total"] == STOCK
    assert f"left, key = {STOCK}, {{}}\n" in RIGHTS.written("code")
    limits = [[option.key for option in find_item(name).options] for name in RIGHTS.right.STATED]
    assert limits == [["3", "6", "9"], ["10", "20", "30"]]


def test_items_on_ones_own_data_name_what_stands_in_the_tables() -> None:
    case = draw(VARIANTS[0])
    for name, rows in {
        "rights_a.due-order": [row.key.lower() for row in case.requests],
        "rights_a.valid-waivers": [row.key.lower() for row in case.courtesies],
        "rights_a.packages": [row.key for row in case.packages],
        "rights_a.pumps": [row.key for row in case.orders],
        "rights_a.double-grants": [g.area.lower().replace(" ", "-") for g in case.grants[:5]],
    }.items():
        assert [option.key for option in find_item(name).options] == rows
    for name, keys in {
        "rights_a.own-limits": [row.key.lower() for row in case.requests],
        "rights_a.partner-moves": [row.key.lower() for row in case.quarters],
    }.items():
        assert [row.key for row in find_item(name).rows] == keys
