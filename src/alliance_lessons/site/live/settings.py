"""What JupyterLite is told: where Python lies, the calm look of the course, and no other host."""

import json
from pathlib import Path
from typing import Any

from alliance_lessons.site.live.course_package import IPYTHON
from alliance_lessons.site.live.kernel_files import EXTENSION, NAMES, labextension
from alliance_lessons.workbook.lab import CONFIG

LAB = CONFIG / "labconfig"
OURS = CONFIG / "labextensions" / "alliance-lessons"
EXTENSIONS = (EXTENSION, "@jupyter-widgets/jupyterlab-manager", "anywidget")
LONG_AGO = 315532800  # 1980: the same files give the same site


def lite_config() -> dict[str, Any]:
    """Settings of the build (jupyter_lite_config.json)."""
    return {
        "LiteBuildConfig": {
            "apps": ["lab"],
            "federated_extensions": [str(OURS), *(str(labextension(one)) for one in EXTENSIONS)],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_libarchive": True,
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "source_date_epoch": LONG_AGO,
        }
    }


def page_config() -> dict[str, Any]:
    """Settings of the page (jupyter-lite.json)."""
    calm = json.loads((LAB / "page_config.json").read_text("utf-8"))
    disabled = [name for name, off in calm["disabledExtensions"].items() if off]
    kernel = {
        "disablePyPIFallback": True,
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "loadPyodideOptions": {
            "env": {"IPYTHONDIR": f"/lib/python3.14/site-packages/{IPYTHON}"},
            "packages": [*NAMES, "alliance-lessons"],
        },
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "allianceLessons": calm["allianceLessons"],
            "appName": "Alliance Lessons",
            "disabledExtensions": disabled,
            "exposeAppInBrowser": True,
            "litePluginSettings": {f"{EXTENSION}:kernel": kernel},
        },
    }


def overrides() -> dict[str, Any]:
    """Settings of JupyterLab's parts, as in a workbook on the own machine (overrides.json)."""
    found: dict[str, Any] = json.loads((LAB / "default_setting_overrides.json").read_text("utf-8"))
    return found


def write_settings(lite: Path) -> None:
    """Puts them where JupyterLite's build looks for them."""
    for name, settings in (
        ("jupyter_lite_config.json", lite_config()),
        ("jupyter-lite.json", page_config()),
        ("overrides.json", overrides()),
    ):
        (lite / name).write_text(json.dumps(settings), "utf-8")
