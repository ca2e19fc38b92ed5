"""Key press to changed pixels of one simulation, beside the same one made with peers.

All show the three curves of `forgiveness-and-takers` and move a mark on each of them and
one sentence with a slider. Peers use the slider of ipywidgets, as their guides do. Time
runs in the page: from the key's arrival to the frame after the chart first changed.
"""

import json
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.running_lab import Lab, running_chromium, running_lab

PRESSES = 40
CURVES = """
import ipywidgets as w
from IPython.display import display
xs = list(range(101))
ys = [[2.25 + 0.7 * (x / 100) ** 0.3 for x in xs], [2.9 + 0.06 * x / 100 for x in xs],
      [1.02 - 0.98 * x / 100 for x in xs]]
names = ["with a strict partner", "with a forgiving partner", "with a taker"]
slider = w.IntSlider(value=0, min=0, max=100)
label = w.Label()
def words(x): return "You earn " + ", ".join(f"{name} {y[x]:.2f}" for name, y in zip(names, ys))
"""
NOTEBOOKS = {
    "ours": 'from alliance_lessons import explore\nexplore("forgiveness-and-takers")',
    "plotly FigureWidget": CURVES
    + """
import plotly.graph_objects as go
figure = go.FigureWidget([go.Scatter(x=xs, y=y, name=n) for n, y in zip(names, ys)]
    + [go.Scatter(x=[0], y=[y[0]], mode="markers", showlegend=False) for y in ys])
def moved(change):
    label.value = words(change["new"])
    with figure.batch_update():
        for mark, y in zip(figure.data[3:], ys):
            mark.x, mark.y = [change["new"]], [y[change["new"]]]
slider.observe(moved, "value")
w.VBox([slider, label, figure])""",
    "bqplot": CURVES
    + """
import bqplot as bq
scales = {"x": bq.LinearScale(min=0, max=100), "y": bq.LinearScale(min=0, max=3.5)}
lines = bq.Lines(x=xs, y=ys, scales=scales)
marks = bq.Scatter(x=[0, 0, 0], y=[y[0] for y in ys], scales=scales)
figure = bq.Figure(marks=[lines, marks], axes=[bq.Axis(scale=scales["x"]),
    bq.Axis(scale=scales["y"], orientation="vertical")], animation_duration=0)
def moved(change):
    label.value = words(change["new"])
    with marks.hold_sync():
        marks.x, marks.y = [change["new"]] * 3, [y[change["new"]] for y in ys]
slider.observe(moved, "value")
w.VBox([slider, label, figure])""",
    "matplotlib in an Output": CURVES
    + """
import matplotlib.pyplot as plt
out = w.Output()
def moved(change):
    label.value = words(slider.value)
    figure, axes = plt.subplots()
    for name, y in zip(names, ys):
        axes.plot(xs, y, label=name)
        axes.plot([slider.value], [y[slider.value]], "o")
    axes.legend()
    with out:
        out.clear_output(wait=True)
        display(figure)
    plt.close(figure)
slider.observe(moved, "value")
moved(None)
w.VBox([slider, label, out])""",
}
CHART = "svg:not([class*=icon]), canvas, img"
WATCH = """(chart) => {
  const output = document.querySelector(".jp-OutputArea");
  globalThis.pressed = 0;
  document.addEventListener("keydown", () => { globalThis.pressed = performance.now(); }, true);
  globalThis.took = [];
  new MutationObserver((changes) => {
    const drawn = changes.some(({ target, addedNodes }) =>
      target.closest?.(chart) || target.querySelector?.(chart) && !target.matches("body") ||
      [...addedNodes].some((node) => node.matches?.(chart)));
    if (!drawn || !globalThis.pressed) return;
    const start = globalThis.pressed;
    globalThis.pressed = 0;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();  // heard after the frame is painted
      port1.onmessage = () => globalThis.took.push(performance.now() - start);
      port2.postMessage(null);
    });
  }).observe(output, { subtree: true, childList: true, attributes: true, characterData: true });
}"""


def write(lab: Lab, name: str, source: str) -> str:
    cell = {"cell_type": "code", "id": "only", "metadata": {}, "source": source}
    cell |= {"execution_count": None, "outputs": []}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    whole = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path = f"{''.join(filter(str.isalpha, name))}.ipynb"
    (lab.folder / path).write_text(json.dumps(whole))
    return path


def press(page: Page, times: int) -> list[float]:
    """Moves the slider key by key, each when the last has been seen."""
    taken: list[float] = []
    for number in range(times):
        page.keyboard.press("ArrowRight")
        page.wait_for_function("n => globalThis.took.length > n", arg=number, timeout=20_000)
        taken = page.evaluate("globalThis.took")
        page.wait_for_timeout(120)
    return taken


def measure(lab: Lab, page: Page, name: str, source: str) -> list[float]:
    lab.open(page, write(lab, name, source), run=False)
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    slider = page.locator("input[type=range], .noUi-handle").first
    slider.wait_for(timeout=60_000)
    page.locator(f".jp-OutputArea :is({CHART})").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    slider.focus()
    page.evaluate(WATCH, CHART)
    return press(page, PRESSES + 5)[5:]  # the first ones warm up


def main() -> None:
    results = {}
    with (
        tempfile.TemporaryDirectory() as name,
        running_chromium() as browser,
        running_lab(Path(name)) as lab,
    ):
        for what, source in NOTEBOOKS.items():
            page = browser.new_page()
            results[what] = measure(lab, page, what, source)
            page.close()
    ours = statistics.median(results["ours"])
    print(f"key press to changed pixels, median of {PRESSES}")
    for what, taken in sorted(results.items(), key=lambda one: statistics.median(one[1])):
        middle = statistics.median(taken)
        spread = statistics.quantiles(taken, n=10)
        print(f"{middle:7.1f} ms (9 in 10 below {spread[-1]:.0f}) {middle / ours:5.1f} x   {what}")


if __name__ == "__main__":
    main()
