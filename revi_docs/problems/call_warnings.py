"""Warnings of the running call: what failed after an act that is done, such as an event that the trace lacks."""

from __future__ import annotations

_warnings: list[str] = []


def add_warning(text: str) -> None:
    """Keep a warning for the program, which prints it after its answer. `text` is one line."""
    _warnings.append(text)


def current_warnings() -> tuple[str, ...]:
    """The warnings of this call, in the order in which they were added."""
    return tuple(_warnings)


def take_warnings() -> tuple[str, ...]:
    """Return the warnings of this call and forget them, so that the next call starts without any."""
    warnings = tuple(_warnings)
    _warnings.clear()
    return warnings
