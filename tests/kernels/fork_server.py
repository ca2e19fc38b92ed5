"""Forks kernels out of one process that has imported ipykernel once, for half a second each.

All else is as in a kernel of its own: folder, settings, files beside it, and what it imports
of the course. It listens at the path it is given and ends when its stdin does.
"""

import json
import os
import selectors
import signal
import socket
import sys
import threading
from contextlib import suppress

MOST = 1_000_000  # bytes of an order


def main(path: str) -> None:
    from ipykernel import ipkernel, kernelapp, zmqshell

    assert ipkernel
    assert zmqshell
    with socket.socket(socket.AF_UNIX) as door, selectors.DefaultSelector() as waiting:
        door.bind(path)
        door.listen()
        print("ready", flush=True)
        waiting.register(door, selectors.EVENT_READ)
        waiting.register(sys.stdin, selectors.EVENT_READ)
        while sys.stdin not in [key.fileobj for key, _ in waiting.select()]:
            stand_in, _ = door.accept()
            if os.fork() == 0:
                door.close()
                _become(stand_in)
                kernelapp.launch_new_instance()
                os._exit(0)
            stand_in.close()
            _bury()


def _bury() -> None:
    """Lets those go that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _become(stand_in: socket.socket) -> None:
    """Takes over from the process that Jupyter started."""
    message, streams, _, _ = socket.recv_fds(stand_in, MOST, 3)
    while not message.endswith(b"\n"):
        message += stand_in.recv(MOST)
    order = json.loads(message)
    for stream, given in enumerate(streams):
        os.dup2(given, stream)
        os.close(given)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    sys.argv = ["ipykernel_launcher", *order["arguments"]]
    del sys.path[0]  # this folder
    threading.Thread(target=_obey, args=(stand_in,), daemon=True).start()


def _obey(stand_in: socket.socket) -> None:
    """Is interrupted when the stand-in is, and ends with it."""
    while stand_in.recv(1):
        os.kill(os.getpid(), signal.SIGINT)
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1])
