"""Opens a workbook in JupyterLab, with calm settings of ours and none of the user's changed."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from alliance_lessons.workbook.up_to_date import OURS

# settings of JupyterLab, and the saving of notebooks in their normal form
CONFIG = Path(__file__).resolve().parents[1] / "jupyter_config"


def lab_arguments(folder: Path, browser: bool, port: int | None, more: Sequence[str]) -> list[str]:
    """What JupyterLab is started with; what the user adds comes last and so holds."""
    return [
        f"--ServerApp.root_dir={folder}",
        "--LabApp.default_url=/lab/tree/start.ipynb",
        f"--LabApp.workspaces_dir={folder / OURS / 'workspaces'}",  # not another project's tabs
        f"--LabApp.user_settings_dir={folder / OURS / 'settings'}",  # nor another project's ways
        f"--LabApp.extra_labextensions_path={CONFIG / 'labextensions'}",  # course mode
        "--ServerApp.answer_yes=True",  # Ctrl-C ends it without a question
        "--Application.log_level=ERROR",
        *([] if browser else ["--no-browser"]),
        *([] if port is None else [f"--ServerApp.port={port}"]),
        *more,
    ]


def open_lab(folder: Path, browser: bool, port: int | None, more: Sequence[str]) -> None:
    """Runs JupyterLab in this process until it is stopped."""
    # it opens with the map alone, which leads back to where the learner was, without old tabs
    shutil.rmtree(folder / OURS / "workspaces", ignore_errors=True)
    before = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
        [str(CONFIG), *([before] if before else [])]
    )
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")  # the kernel of this environment
    # lessons run when they are opened, and nothing that lies beside them may take part
    os.environ["PYTHONSAFEPATH"] = "1"
    paths = filter(os.path.isabs, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)

    import zmq
    from jupyterlab.labapp import main  # type: ignore[import-untyped]

    # what goes to and from a kernel can then not be listened to, nor does the kernel warn of it
    encrypted = ["--KernelManager.transport_encryption=auto"] if zmq.has("curve") else []
    main([*encrypted, *lab_arguments(folder, browser, port, more)])
