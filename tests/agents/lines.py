"""The calls of `revi` in a rendered command file, by where they stand."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

MOVE = "# the call from the list below"


@dataclass(frozen=True)
class Calls:
    """`before` and `after` are the blocks, line by line; `inside` the calls in the steps; `moves` those of
    the list and of the verdicts after which a story stays; `failed` what a failing step calls."""

    before: tuple[str, ...]
    inside: tuple[str, ...]
    after: tuple[str, ...]
    moves: tuple[str, ...]
    failed: tuple[str, ...]


def read_calls(file: Path) -> Calls:
    parts = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", file.read_text("utf-8"), flags=re.S | re.M))
    return Calls(
        before=_block(parts.get("Before", "")),
        inside=_spans(parts.get("Steps", "")),
        after=_block(parts.get("At the end", "")),
        moves=_spans(parts.get("Status", "")),
        failed=_block(parts.get("Errors", "")),
    )


def _block(text: str) -> tuple[str, ...]:
    match = re.search(r"^```sh\n(.*?)^```$", text, flags=re.S | re.M)
    return tuple(match[1].splitlines()) if match else ()


def _spans(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`(revi [^`\n]+)`", text))


def words(line: str, values: dict[str, str]) -> list[str]:
    """The words of a call, with what stands for its placeholders."""
    return [values.get(word, word) for word in shlex.split(line)]
