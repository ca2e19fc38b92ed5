"""An item as it is read where no kernel runs: question, options, and feedback folded away.

HTML of plain elements and no style of its own, so that it takes the page's colours and
passes the sanitisers of JupyterLab and of code hosts.
"""

from collections.abc import Iterable, Mapping
from html import escape

from alliance_lessons.items.checks import looks_at
from alliance_lessons.items.dialogue import play
from alliance_lessons.items.item import WHERE_IT_GOES, Item, Part, text_of

HOW_TO = (
    "To answer, or to find your answers again, press “Start lesson” above (Run ▸ Run All Cells)."
)


def item_words(item: Item) -> str:
    """The item as plain text.

    >>> option = Part("ask", "Ask why", "You learn the reason.")
    >>> print(item_words(Item("rights.x", "choice", "What now?", options=(option,))))
    What now?
      - Ask why
    """
    if item.kind == "dialogue":
        scene = play(item, []).steps[0].scene
        choices = [f"  - {choice.text}" for choice in scene.choices]
        return "\n".join([item.stem.strip(), scene.when, scene.text.strip(), *choices])
    if item.kind == "table":
        parts = [f"  - {row.text} [{' | '.join(_heads(item))}]" for row in item.rows]
        columns = [f"  Each cell takes one of: {', '.join(o.text for o in item.options)}"]
    else:
        parts = [f"  - {part.text}" for part in (*item.options, *item.rows)]
        columns = [f"  [{' | '.join(_heads(item))}]"] if item.columns else []
    checked = [f"  {looks_at(item)}"] if item.checks else []
    return "\n".join([item.stem.strip(), *parts, *columns, *checked])


def item_page(item: Item) -> str:
    """The item as HTML."""
    stem = "".join(f"<p><strong>{escape(one)}</strong></p>" for one in paragraphs(item.stem))
    goes = f"<p>{escape(WHERE_IT_GOES[item.goes])}</p>" if item.goes else ""
    if item.kind == "dialogue":
        return f"{stem}{_first_scene(item)}{goes}<p><em>{HOW_TO}</em></p>"
    if item.kind == "table":
        return f"{stem}{_empty_table(item)}{_more(item)}{goes}<p><em>{HOW_TO}</em></p>"
    shown = [_part(item, part) for part in (*item.options, *item.rows)]
    parts = f"<ul>{''.join(f'<li>{one}</li>' for one in shown)}</ul>" if shown else ""
    columns = ""
    if item.columns:
        columns = f"<p>Each takes one of: {'; '.join(escape(c.text) for c in item.columns)}.</p>"
    bands = _fold("What a number means here", _bands(item)) if item.bands else ""
    return f"{stem}{parts}{columns}{bands}{_more(item)}{goes}<p><em>{HOW_TO}</em></p>"


def table_page(caption: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table as HTML, the first cell of each row being its heading."""
    columns = "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        f"{''.join(f'<td>{escape(one)}</td>' for one in rest)}</tr>"
        for first, *rest in rows
    )
    caption = f"<caption>{escape(caption)}</caption>"
    return f"<table>{caption}<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>"


def _empty_table(item: Item) -> str:
    """A table to fill, each row's feedback folded away below it."""
    rows = [(row.text, *("" for _ in item.columns)) for row in item.rows]
    options = "; ".join(option.text for option in item.options)
    said = "" if item.graded else "".join(f"<li>{_part(item, row)}</li>" for row in item.rows)
    return (
        table_page(f"Each cell takes one of: {options}", ("", *_heads(item)), rows)
        + (f"<ul>{said}</ul>" if said else "")
        + (f"<p>{escape(looks_at(item))}</p>" if item.checks else "")
    )


def _heads(item: Item) -> list[str]:
    """The names of the columns, with the firm where there is one."""
    return [f"{one.text} ({one.firm})" if one.firm else one.text for one in item.columns]


def _more(item: Item) -> str:
    """What is said about the whole, folded away."""
    return "" if item.graded or not item.feedback else _fold("More", escape(item.feedback))


def _first_scene(item: Item) -> str:
    """How a dialogue begins; where it goes from there is for who plays it."""
    scene = play(item, []).steps[0].scene
    text = "".join(f"<p>{escape(one)}</p>" for one in paragraphs(scene.text))
    choices = "".join(
        f"<li>{escape(c.text) if item.graded else _fold(c.text, escape(c.follows.text))}</li>"
        for c in scene.choices
    )
    return f"<p><strong>{escape(scene.when)}</strong></p>{text}<ul>{choices}</ul>"


def _part(item: Item, part: Part) -> str:
    if item.graded:
        return escape(part.text)
    if isinstance(part.feedback, Mapping):
        return _fold(
            part.text,
            "<br>".join(
                f"<strong>{escape(text_of(item.columns, key))}:</strong> {escape(words)}"
                for key, words in part.feedback.items()
            ),
        )
    return _fold(part.text, escape(part.feedback))


def _bands(item: Item) -> str:
    lines = []
    for band in item.bands:
        bound = "more" if band.upto is None else f"up to {band.upto:g}"
        lines.append(f"<strong>{bound}:</strong> {escape(str(band.feedback))}")
    return "<br>".join(lines)


def _fold(summary: str, inside: str) -> str:
    """`inside` is HTML already."""
    return f"<details><summary>{escape(summary)}</summary><p>{inside}</p></details>"


def paragraphs(text: str) -> list[str]:
    r"""The paragraphs of a text of the bank, which empty lines part.

    >>> paragraphs("What now?\n\nChoose one.\n")
    ['What now?', 'Choose one.']
    """
    return [one.strip() for one in text.split("\n\n") if one.strip()]
