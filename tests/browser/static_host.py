"""A static host on loopback as slow as a link of so many bits a second, which can be cut."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PIECE = 4096  # bytes that pass the link at once
THREE_MBIT = 3_000_000  # bits a second
# an archive as well: ours are not compressed, those of an edition without our page would be
PACKED = {".css", ".html", ".ipynb", ".js", ".json", ".mjs", ".md", ".svg", ".wasm", ".zip"}


@dataclass
class Host:
    """What the host does, changed while it runs, and what it was asked for.

    `bits` is a second's, all connections together; None is as fast as it goes. `delay` is what a
    request waits, in seconds. `packs` says whether text and WebAssembly are sent as gzip. `asked`
    has the path and the bytes sent, head excluded, of each request that got an answer; `absent`
    has the paths of what is not there.
    """

    folder: Path
    url: str = ""
    bits: int | None = None
    delay: float = 0.0
    is_cut: bool = False
    packs: bool = False
    asked: list[tuple[str, int]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    _free_at: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def sent(self) -> int:
        """All bytes that were sent, heads excluded."""
        return sum(size for _, size in self.asked)

    def wait_for(self, size: int) -> None:
        """Waits until so many bytes have passed the link."""
        if self.bits is None:
            return
        with self._lock:
            now = time.monotonic()
            self._free_at = max(self._free_at, now) + 8 * size / self.bits
            until = self._free_at
        time.sleep(max(0.0, until - now))


class Handler(SimpleHTTPRequestHandler):
    """Sends files of a folder piece by piece."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    extensions_map = {  # noqa: RUF012 # as the standard library declares it
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".ipynb": "application/json",
    }

    def __init__(self, host: Host, *arguments: object) -> None:
        self.host = host
        super().__init__(*arguments, directory=str(host.folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        time.sleep(self.host.delay)
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file /= "index.html"
        if self.host.is_cut:
            return self.drop()
        if not file.is_file():
            body, status = b"not here", 404
            self.host.absent.append(self.path)
        else:
            body, status = file.read_bytes(), 200
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if self.host.packs and file.suffix in PACKED:
            body = packed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")  # as usual hosts of static pages say
        self.end_headers()
        sent = 0
        for at in range(0, len(body), PIECE):
            piece = body[at : at + PIECE]
            self.host.wait_for(len(piece))
            if self.host.is_cut:
                break
            self.wfile.write(piece)
            sent += len(piece)
        self.host.asked.append((self.path, sent))
        return self.drop() if sent < len(body) else None

    def drop(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Says nothing."""


_PACKED: dict[int, bytes] = {}


def packed(body: bytes) -> bytes:
    """As a host that compresses sends it; each body is compressed once."""
    return _PACKED.setdefault(hash(body), gzip.compress(body, 6, mtime=0))


class Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser may go away in the middle."""


@contextmanager
def static_host(folder: Path) -> Iterator[Host]:
    """The host, until the block ends."""
    host = Host(folder)
    with Quiet(("127.0.0.1", 0), partial(Handler, host)) as server:
        host.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield host
        finally:
            host.is_cut = True
            server.shutdown()
            thread.join()
