"""The instructor's desk: what we plug into nbgrader. Only this part imports nbgrader."""

from pathlib import Path

TEMPLATES = str(Path(__file__).parent / "templates")  # pages that load nothing from elsewhere
