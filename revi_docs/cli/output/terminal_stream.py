"""The streams that both programs print to: the one place that makes everything that is printed harmless.

Names, titles and texts come from files that a stranger can have written. Only colors of `report/color.py` and
annotations of `report/github.py` pass, because they are marked with a secret of this process.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from revi_docs.problems.printable import printable
from revi_docs.report.color import COLOR_START

COMMAND_START = f"\x1b{os.urandom(8).hex()}::"
"""Marks a workflow command of GitHub Actions; it is printed as `::`."""

CLOSED_STREAMS: set[str] = set()
"""The standard streams that were closed when the process started: what is written to them is lost without an error."""


class TerminalStream(TextIOWrapper):
    """A text stream that escapes control characters, bidirectional and invisible ones."""

    def write(self, text: str) -> int:
        """Write the harmless form of the text. Returns the number of its characters."""
        return super().write(harmless(text))


def _open_closed_streams() -> None:
    """Open the null device for each closed standard stream.

    Otherwise the next file that is opened gets its number, and messages of other programs end up in that file.
    """
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(descriptor)
        except OSError:
            CLOSED_STREAMS.add(name)
            # The lowest free number, which is this one.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
            setattr(sys, name, open(descriptor, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - stays open until exit


def harmless(text: str) -> str:
    """The text as it is printed."""
    parts = text.split(COMMAND_START)
    if os.environ.get("GITHUB_ACTIONS"):
        parts = [_without_commands(part) for part in parts]
    return "::".join("\x1b[".join(map(printable, part.split(COLOR_START))) for part in parts)


def _without_commands(text: str) -> str:
    """The text without commands of GitHub Actions: a line that starts with `::`, and `##[` anywhere."""
    lines = text.replace("##[", r"##\u005b").split("\n")
    return "\n".join(line.replace("::", r":\u003a", 1) if line.lstrip().startswith("::") else line for line in lines)


def protect_output() -> None:
    """Replace standard output and standard error. A character that a stream cannot encode is escaped."""
    _open_closed_streams()
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if type(stream) is TextIOWrapper:
            encoding, line_buffering, write_through = stream.encoding, stream.line_buffering, stream.write_through
            protected = TerminalStream(
                stream.detach(),
                encoding=encoding,
                errors="backslashreplace",
                line_buffering=line_buffering,
                write_through=write_through,
            )
            setattr(sys, name, protected)
