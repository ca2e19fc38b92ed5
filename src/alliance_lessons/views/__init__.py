"""The only place that knows a widget library: what a notebook shows."""

from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import Item
from alliance_lessons.views.dialogue_view import DialogueView
from alliance_lessons.views.hand_in_view import HandInView
from alliance_lessons.views.item_view import ItemView
from alliance_lessons.views.look_back_view import look_back
from alliance_lessons.views.map_view import course_map
from alliance_lessons.views.my_work_view import MyWorkView
from alliance_lessons.views.recall_view import recall_due
from alliance_lessons.views.simulation_view import SimulationView
from alliance_lessons.views.simulations import find_simulation
from alliance_lessons.views.sureness_view import how_sure
from alliance_lessons.workbook.recall import to_recall

__all__ = [
    "ask",
    "course_map",
    "explore",
    "hand_in",
    "how_sure",
    "look_back",
    "my_work",
    "recall",
    "recall_due",
]


def ask(item_id: str) -> ItemView:
    """Shows an item; its answer is saved beside the notebook the moment it is given."""
    return _view(find_item(item_id))


def recall(*item_ids: str) -> ItemView:
    """Shows one of some items: the first that goes back to a lesson done, else the last."""
    if not item_ids:
        raise CourseError("recall has nothing to ask; name at least one item.")
    return _view(to_recall(item_ids, Path.cwd()))


def explore(name: str) -> SimulationView:
    """Shows a simulation; where it keeps what was done, that is saved beside the notebook."""
    return SimulationView(find_simulation(name), Path.cwd())


def hand_in(assignment: str) -> HandInView:
    """Shows what is still open in an assignment, and makes the file to send."""
    return HandInView(assignment, Path.cwd())


def my_work() -> MyWorkView:
    """Shows how to take all answers along, bring them back, and erase them."""
    return MyWorkView(Path.cwd())


def _view(item: Item) -> ItemView:
    show = DialogueView if item.kind == "dialogue" else ItemView
    return show(item, Path.cwd())
