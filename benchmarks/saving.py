"""How long it takes to save an answer into a full workbook's file, beside simpler ways.

The simpler ways lose answers: the plain write when two lessons save at once or a save is
killed, the atomic one when two lessons save at once.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from alliance_lessons.workbook import answers

ROUNDS = 200
ITEMS = 60


def plain(folder: Path, item_id: str, value: object) -> None:
    path = folder / "plain.json"
    data = json.loads(path.read_text()) if path.exists() else {}
    data.setdefault(item_id, []).append(value)
    path.write_text(json.dumps(data))


def atomic(folder: Path, item_id: str, value: object) -> None:
    path = folder / "atomic.json"
    data = json.loads(path.read_text()) if path.exists() else {}
    data.setdefault(item_id, []).append(value)
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False) as file:
        file.write(json.dumps(data))
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


WAYS: dict[str, Callable[[Path, str, object], object]] = {
    "write the file anew": plain,
    "write, flush and replace": atomic,
    "alliance_lessons: lock, merge, flush, replace": answers.save,
}


def main() -> None:
    times: dict[str, list[float]] = {name: [] for name in WAYS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for round_ in range(ITEMS + ROUNDS):
            value = {f"row-{n}": "forgo" for n in range(12)}
            for way, save in WAYS.items():
                start = time.perf_counter()
                save(folder, f"rights.item-{round_ % ITEMS}", value)
                if round_ >= ITEMS:
                    times[way].append(time.perf_counter() - start)
        size = (folder / "responses.json").stat().st_size
    base = statistics.median(times["write the file anew"])
    print(f"median of {ROUNDS} saves, {ITEMS} items answered, file of {size / 1000:.0f} kB")
    for way, taken in times.items():
        middle, most = statistics.median(taken), max(taken)
        print(f"{middle * 1000:7.2f} ms (most {most * 1000:.1f}) {middle / base:5.1f} x   {way}")


if __name__ == "__main__":
    main()
