"""Where this copy of the course keeps its answers, and for how long."""

import os
import sys
from collections.abc import Mapping
from typing import Literal

Edition = Literal["binder", "browser", "home"]

# what BinderHub tells each server that it starts; JupyterHub alone sets none of these
ON_BINDER = ("BINDER_LAUNCH_HOST", "BINDER_REPO_URL", "BINDER_REQUEST")
KEPT: dict[Edition, str] = {
    "binder": "Nothing is kept here. After ten minutes in which you do nothing, this copy of the "
    "course closes and your answers are gone.",
    "browser": "Your answers are kept in this browser, on this device. Clearing the browser's data "
    "removes them, and so may a private window when it closes: take them along now and then.",
    "home": "Your answers are kept in the folder of your course, on the computer that runs it, "
    "and nowhere else.",
}


def edition(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Edition:
    """Which edition this is: on Binder, in a browser with no server, or in a folder of one's own.

    >>> edition({"BINDER_LAUNCH_HOST": "https://example.org/"}, "linux")
    'binder'
    >>> edition({}, "emscripten"), edition({"JUPYTERHUB_USER": "ada"}, "linux")
    ('browser', 'home')
    """
    if platform == "emscripten":
        return "browser"
    return "binder" if any(environment.get(name) for name in ON_BINDER) else "home"


def also_lies(folder: str, where: Edition) -> str:
    """Where a file that can be downloaded lies as well, in a sentence.

    >>> also_lies("assignments", "home"), also_lies("assignments", "browser")
    ('It also lies in the folder assignments of your workbook.', 'It is also kept in this browser.')
    """
    if where == "browser":  # no folder is to be seen there
        return "It is also kept in this browser."
    return f"It also lies in the folder {folder} of your workbook."
