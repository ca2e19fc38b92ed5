"""Runs nbgrader's commands and ours in forks of one process that has imported nbgrader once.

Importing it takes seconds, for each of dozens of commands; all else is as on the command
line. An order is a line of JSON on stdin, its exit code a line on stdout.
"""

import json
import os
import signal
import sys


def main() -> None:
    import nbgrader.apps
    from nbgrader.apps.nbgraderapp import NbGraderApp

    from alliance_lessons.cli import main as alliance

    assert nbgrader.apps.AutogradeApp
    programs = {"nbgrader": NbGraderApp.launch_instance, "alliance": lambda: sys.exit(alliance())}
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(_run(programs[order["program"]], order))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(program, order) -> int:
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    for stream, path in ((1, order["said"]), (2, order["errors"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.alarm(order["most"])  # none for 0
    sys.argv = [order["program"], *order["command"]]
    code = 0
    try:
        program()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return code


if __name__ == "__main__":
    main()
