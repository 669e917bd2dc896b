"""A web server for tests with fixed answers, which records every request."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOVED = {"/moved": (301, "/fine"), "/found": (302, "/fine"), "/loop": (302, "/pool"), "/pool": (302, "/loop")}
STATUS = {"/fine": 200, "/broken": 500, "/gone": 410, "/busy": 429, "/forbidden": 403}
SLOW_SECONDS = 2.5  # longer than the timeout of the tests that request /slow


@dataclass
class Server:
    """The URL of the server, its additional pages, and the requests it received."""

    url: str
    pages: Mapping[str, str]
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)

    @property
    def paths(self) -> list[str]:
        """The requested paths, sorted, without robots.txt."""
        return sorted(path for path, _ in self.requests if path != "/robots.txt")


@contextmanager
def serving(pages: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run the server on a free port of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as http:
        server = Server(f"http://127.0.0.1:{http.server_port}", pages or {})
        http.recorder = server  # type: ignore[attr-defined]
        threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            http.shutdown()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server: Server = self.server.recorder  # type: ignore[attr-defined]
        server.requests.append((self.path, dict(self.headers)))
        if self.path == "/slow":
            time.sleep(SLOW_SECONDS)
        code, location = MOVED.get(self.path, (STATUS.get(self.path, 404), ""))
        if self.path in server.redirects:
            code, location = 302, server.redirects[self.path]
        page = server.pages.get(self.path)
        with suppress(BrokenPipeError, ConnectionResetError):
            self._send(200 if page is not None else code, location, page or "<p>words</p>")

    def _send(self, code: int, location: str, body: str) -> None:
        self.send_response(code)
        if location:
            self.send_header("Location", location)
        self.send_header("LinkChecker", "as fast as you like")
        self.send_header("Set-Cookie", "session=secret; Path=/")
        kind = "plain" if self.path.endswith(".txt") else "html"
        self.send_header("Content-Type", f"text/{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        return
