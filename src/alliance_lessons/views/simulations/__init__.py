"""The simulations by name; each stands in a file of its own, which names it `SIMULATION`."""

from importlib import import_module

from alliance_lessons.errors import CourseError
from alliance_lessons.views.simulation import Simulation

FILES = {
    "thirty-days-replay": "thirty_days_replay",
    "kept-and-broken": "kept_and_broken",
    "reliability": "reliability",
    "station-seven": "station_seven",
    "florentine-marriages": "florentine_marriages",
    "two-staffs": "two_staffs",
    "my-three-networks": "my_three_networks",
    "both-boards": "both_boards",
    "openness": "openness",
    "learning-race": "learning_race",
    "turnover-and-hand-over": "turnover_and_hand_over",
    "attention-over-three-years": "attention_over_three_years",
    "hand-over-card": "hand_over_card",
    "eight-scenes-twice": "eight_scenes_twice",
    "one-person": "one_person",
    "eight-teams": "eight_teams",
    "one-number": "one_number",
    "one-fault-two-clocks": "one_fault_two_clocks",
    "who-does-what": "who_does_what",
    "norm-canvas": "norm_canvas",
    "both-canvases": "both_canvases",
    "norms-card": "norms_card",
    "both-ledgers": "both_ledgers",
    "courtesy-card": "courtesy_card",
    "eight-partners": "eight_partners",
    "slips-and-forgiveness": "slips_and_forgiveness",
    "forgiveness-and-takers": "forgiveness_and_takers",
    "when-a-promise-holds": "when_a_promise_holds",
}

SAVED_ITEMS = {
    "my-three-networks": "relationships.my-network",
    "norm-canvas": "culture.norm-canvas",
    "eight-partners": "rights.played-eight-partners",
}
"""The item under which a simulation saves what was done in it; no `ask` asks these items."""


def find_simulation(name: str) -> Simulation:
    """The simulation of this name.

    >>> find_simulation("courtesy-card").title
    'Your card'
    """
    if name not in FILES:
        raise CourseError(f"There is no simulation {name!r}; there are {', '.join(FILES)}.")
    module = import_module(f"{__name__}.{FILES[name]}")
    found = module.SIMULATION
    assert isinstance(found, Simulation)
    return found
