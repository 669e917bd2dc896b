"""What programs print on a terminal."""

from __future__ import annotations

import os
from contextlib import suppress


def read_terminal(descriptor: int) -> str:
    """Everything that is printed until no process has the other end open: one read returns only what has arrived."""
    parts = []
    with suppress(OSError):  # Linux: the other end is closed.
        while part := os.read(descriptor, 65_536):
            parts.append(part)
    return b"".join(parts).decode()
