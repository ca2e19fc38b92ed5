"""A simulation as it is read where no kernel runs: the same words, picture and tables.

It shows the simulation's example and no answer of the learner's, so that the same course
always stores the same bytes.
"""

from html import escape

from alliance_lessons.views.fallback import table_page
from alliance_lessons.views.simulation import Here, Scene, Simulation, Table

HOW_TO = "To try it yourself, press “Start lesson” above, or choose Run ▸ Run All Cells."


def example(simulation: Simulation) -> Scene:
    """The scene to show without a kernel."""
    state = simulation.start()
    for event in simulation.example:
        state = simulation.after(state, list(event))
    return simulation.scene(state, Here())


def simulation_words(simulation: Simulation) -> str:
    """The simulation as plain text."""
    scene = example(simulation)
    tables = [simulation.payoffs, *scene.tables] if simulation.payoffs else scene.tables
    leaves_out = simulation.leaves_out and f"What this leaves out: {simulation.leaves_out}"
    parts = [simulation.title, simulation.intro, scene.said, *map(table_words, tables), leaves_out]
    return "\n".join(part for part in parts if part)


def simulation_page(simulation: Simulation) -> str:
    """The simulation as HTML of plain elements."""
    scene = example(simulation)
    parts = [
        f"<p><strong>{escape(simulation.title)}</strong></p><p>{escape(simulation.intro)}</p>",
        _table(simulation.payoffs) if simulation.payoffs else "",
        *(f"<p>{picture.img()}</p>" for picture in scene.pictures),
        f"<p>{escape(scene.said)}</p>",
        *map(_table, scene.tables),
        _line("Show the model", scene.model),
        _line("What this leaves out", simulation.leaves_out),
        _line("Source", simulation.source),
        f"<p><em>{HOW_TO}</em></p>",
    ]
    return "".join(parts)


def table_words(table: Table) -> str:
    r"""A table as plain text.

    >>> table_words(Table("Points", ("Round", "You"), (("1", "3"),)))
    'Points\n  Round | You\n  1 | 3'
    """
    return "\n".join([table.caption, *("  " + " | ".join(r) for r in (table.head, *table.rows))])


def _table(table: Table) -> str:
    page = table_page(table.caption, table.head, table.rows)
    fold = f"<details><summary>{escape(table.fold)}</summary>{page}</details>"
    return fold if table.fold else page


def _line(label: str, words: str) -> str:
    return f"<p><strong>{label}:</strong> {escape(words)}</p>" if words else ""
