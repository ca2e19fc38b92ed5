"""How long an import takes in a fresh Python, ours beside anywidget's, in turn."""

import statistics
import subprocess
import sys
import time

ROUNDS = 15
WHAT = {
    "nothing": "pass",
    "import anywidget": "import anywidget",
    "import alliance_lessons": "import alliance_lessons",
    "from alliance_lessons import ask, explore": "from alliance_lessons import ask, explore",
}
HEAVY = ("pandas", "networkx", "numpy", "nbgrader", "jupyterlab")


def seconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def main() -> None:
    times: dict[str, list[float]] = {name: [] for name in WHAT}
    for _ in range(ROUNDS):
        for name, code in WHAT.items():  # in turn, so that a busy moment hits all
            times[name].append(seconds(code))
    empty = statistics.median(times["nothing"])
    peer = statistics.median(times["import anywidget"]) - empty
    print(f"median of {ROUNDS}, less an empty Python of {empty * 1000:.0f} ms")
    for name, taken in times.items():
        own = statistics.median(taken) - empty
        print(f"{own * 1000:8.1f} ms {own / peer:6.2f} x anywidget   {name}")
    check = f"{WHAT['from alliance_lessons import ask, explore']}; import sys; "
    loaded = f"print([one for one in {HEAVY} if one in sys.modules])"
    found = subprocess.run([sys.executable, "-c", check + loaded], capture_output=True, text=True)
    print("heavy modules that come with a lesson's imports:", found.stdout.strip())


if __name__ == "__main__":
    main()
