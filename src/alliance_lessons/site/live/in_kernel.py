"""What the browser's Python kernel lacks beside JupyterLab's, added when it starts.

IPython loads it by name (`ipython_config.py`, written by `course_package`).
"""

import sys
from typing import Any

from alliance_lessons.site.live.nulls import speak_json, swapped
from alliance_lessons.site.live.on_demand import OnDemand


def load_ipython_extension(shell: Any) -> None:
    """Lets the page ask for the value of expressions, and does without the library for hints."""
    from pyodide.ffi import jsnull  # type: ignore[import-not-found]

    sys.meta_path.append(OnDemand())
    speak_json()
    shell.Completer.use_jedi = False
    kernel = shell.kernel
    run_code = kernel.run

    async def run(code: str) -> dict[str, Any]:
        reply: dict[str, Any] = await run_code(code)
        asked = kernel.get_parent()["content"].get("user_expressions") or {}
        if reply["status"] == "ok" and asked:
            reply["user_expressions"] = swapped(shell.user_expressions(asked), None, jsnull)
        return reply

    kernel.run = run
