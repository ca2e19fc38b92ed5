"""The only place that knows a widget library: what a notebook shows."""

from pathlib import Path

from alliance_lessons.items.bank import find_item
from alliance_lessons.views.hand_in_view import HandInView
from alliance_lessons.views.item_view import ItemView
from alliance_lessons.views.simulation_view import SimulationView
from alliance_lessons.views.simulations import find_simulation


def ask(item_id: str) -> ItemView:
    """Shows an item; its answer is saved beside the notebook the moment it is given."""
    return ItemView(find_item(item_id), Path.cwd())


def explore(name: str) -> SimulationView:
    """Shows a simulation; where it keeps what was done, that is saved beside the notebook."""
    return SimulationView(find_simulation(name), Path.cwd())


def hand_in(assignment: str) -> HandInView:
    """Shows what is still open in an assignment, and makes the file to send."""
    return HandInView(assignment, Path.cwd())
