"""A web server for tests: each path answers in one way, and every request is noted."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOVED = {"/moved": (301, "/fine"), "/found": (302, "/fine"), "/loop": (302, "/pool"), "/pool": (302, "/loop")}
STATUS = {"/fine": 200, "/broken": 500, "/gone": 410, "/busy": 429, "/forbidden": 403}
SLOW = 2.5


@dataclass
class Server:
    """Its address, the pages it serves besides the fixed ones, and the requests it had."""

    address: str
    pages: Mapping[str, str]
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths asked for, sorted, without the question for robots."""
        return sorted(path for path, _ in self.requests if path != "/robots.txt")


@contextmanager
def serving(pages: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run the server on a free port of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as http:
        server = Server(f"http://127.0.0.1:{http.server_port}", pages or {})
        http.told = server  # type: ignore[attr-defined]
        threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            http.shutdown()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server: Server = self.server.told  # type: ignore[attr-defined]
        server.requests.append((self.path, dict(self.headers)))
        if self.path == "/slow":
            time.sleep(SLOW)
        code, to = MOVED.get(self.path, (STATUS.get(self.path, 404), ""))
        page = server.pages.get(self.path)
        with suppress(BrokenPipeError, ConnectionResetError):
            self._send(200 if page is not None else code, to, page or "<p>words</p>")

    def _send(self, code: int, to: str, body: str) -> None:
        self.send_response(code)
        if to:
            self.send_header("Location", to)
        self.send_header("LinkChecker", "as fast as you like")
        kind = "plain" if self.path.endswith(".txt") else "html"
        self.send_header("Content-Type", f"text/{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        return
