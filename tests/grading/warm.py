"""Runs nbgrader's commands in forks of one process that has imported it once.

Importing nbgrader takes seconds, for each of a dozen commands; all else is as on the
command line. An order is a line of JSON on stdin, its exit code a line on stdout.
"""

import json
import os
import sys


def main() -> None:
    import nbgrader.apps
    from nbgrader.apps.nbgraderapp import NbGraderApp

    assert nbgrader.apps.AutogradeApp
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(_run(NbGraderApp, order))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(app, order) -> int:
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    said = os.open(order["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(said, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv = ["nbgrader", *order["command"]]
    code = 0
    try:
        app.launch_instance()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return code


if __name__ == "__main__":
    main()
