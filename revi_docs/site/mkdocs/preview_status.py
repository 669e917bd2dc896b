"""What the development server shows in each page: that a build is running, and the problems of the last one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from revi_docs.problems.problem import Problem
from revi_docs.site.mkdocs.local_requests import Application

STATUS_PATH, SCRIPT_PATH = "/__revi/status.json", "/__revi/preview.js"


class PreviewStatus:
    """The state of the preview: `is_building`, and the problems of the files as they are now."""

    def __init__(self) -> None:
        self.is_building = False
        self.problems: tuple[Problem, ...] = ()

    def to_json(self) -> bytes:
        """The state as the script of the pages reads it."""
        problems = [
            {
                "place": str(problem.first_place or problem.subject or ""),
                "code": problem.code,
                "message": problem.message,
                "fix": problem.fix,
            }
            for problem in self.problems
        ]
        return json.dumps({"building": self.is_building, "problems": problems}).encode()


def with_preview(application: Application, status: PreviewStatus) -> Application:
    """The application with the state, and with a script in each page that shows it."""
    script = Path(__file__).with_name("preview.js").read_bytes()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        if path == STATUS_PATH:
            start_response("200 OK", [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
            return [status.to_json()]
        if path == SCRIPT_PATH:
            start_response("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "no-store")])
            return [script]
        return _with_script(application, environ, start_response)

    return answer


def _with_script(
    application: Application, environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def record(state: str, headers: list[tuple[str, str]], *_: object) -> None:
        started.append((state, headers))

    result = application(environ, record)
    state, headers = started[-1]
    if not any(name == "Content-Type" and value.startswith("text/html") for name, value in headers):
        start_response(state, headers)
        return result
    try:
        content = b"".join(result)
    finally:
        close = getattr(result, "close", None)
        if close is not None:
            close()
    before, end, after = content.rpartition(b"</body>")
    if end:
        # The server reloads only pages that exist, so a page that is missing looks for itself.
        missing = " data-missing" if state.startswith("404") else ""
        content = before + f'<script src="{SCRIPT_PATH}"{missing}></script>'.encode() + end + after
    length = [("Content-Length", str(len(content)))]
    start_response(state, [header for header in headers if header[0] != "Content-Length"] + length)
    return [content]
