"""A standing as a unified diff, from what is on disk to what is to be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from revi_docs.drift.standing import Standing, State

PROOF = re.compile(r"revi:[0-9a-f]{16}")
_MOST_LINES = 60


def diff(standing: Standing) -> str:
    """A unified diff from the file on disk to the wanted one; long ones are cut and say so."""
    if standing.found is None or standing.wanted is None:
        return ""
    lines = list(_lines_of(standing))
    if len(lines) > _MOST_LINES:
        cut = len(lines) - _MOST_LINES
        lines = [*lines[:_MOST_LINES], f"… {cut} more lines\n"]
    return "".join(lines)


def _lines_of(standing: Standing) -> Iterator[str]:
    found, wanted = decoded(standing.found), decoded(standing.wanted)
    proof = PROOF.search(wanted)
    if standing.state is State.STALE:
        found = found.replace("\r\n", "\n")
    if standing.state is State.STALE and proof:
        found = PROOF.sub(proof[0], found)
    for line in unified_diff(
        _lines(found),
        _lines(wanted),
        f"{standing.path} (on disk)",
        f"{standing.path} (wanted)",
        n=1,
    ):
        yield line if line.endswith("\n") else f"{line}\n"


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")]


def decoded(content: bytes | None) -> str:
    """The text of a content, nothing where there is none."""
    return (content or b"").decode("utf-8", errors="replace")
