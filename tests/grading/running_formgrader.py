"""Formgrader as it runs in JupyterLab's server, over a course directory."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from bs4 import BeautifulSoup

from tests.grading.desk_course import Course


@dataclass(frozen=True)
class Formgrader:
    """Where it runs, and what its pages ask of it."""

    url: str

    def ask(self, path: str, send: Any = None) -> Any:
        data = None if send is None else json.dumps(send).encode()
        request = Request(f"{self.url}/formgrader/{path}", data, method="PUT" if data else "GET")
        with urlopen(request, timeout=120) as answer:
            text = answer.read().decode()
        return json.loads(text) if path.startswith("api/") else text

    def submission(self, learner: str) -> str:
        listed = self.ask("api/submitted_notebooks/rights/rights")
        return str(next(one["id"] for one in listed if one["student"] == learner))

    def page(self, learner: str) -> BeautifulSoup:
        html = self.ask(f"submissions/{self.submission(learner)}/")
        return BeautifulSoup(html, "html.parser")


@contextmanager
def running_formgrader(course: Course) -> Iterator[Formgrader]:
    """Formgrader until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    extension = "{'nbgrader.server_extensions.formgrader': True}"
    command = [
        *(sys.executable, "-m", "jupyter_server", "--no-browser", "--ip=127.0.0.1"),
        *(f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token="),
        *("--ServerApp.disable_check_xsrf=True", "--allow-root"),
        f"--ServerApp.jpserver_extensions={extension}",
    ]
    log = (course.base / "server.log").open("w")
    server = subprocess.Popen(
        command, cwd=course.folder, env=course.environment, stdout=log, stderr=log
    )
    try:
        found = Formgrader(f"http://127.0.0.1:{port}")
        deadline = time.monotonic() + 120
        while True:
            try:
                found.ask("api/assignments")
                break
            except URLError:
                assert server.poll() is None, (course.base / "server.log").read_text()
                assert time.monotonic() < deadline
                time.sleep(0.3)
        yield found
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()
