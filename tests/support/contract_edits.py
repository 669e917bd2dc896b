"""Edits of a contract as people make them: a text, a number, a new item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.contract.loader import parse

TEXT = re.compile(r"^( *(?:- )?(?:description|summary|when|note|reason|label): )(\S.*)$")
NUMBER = re.compile(r"^( +[\w-]+: )([1-9]\d*)(ms|s|m|h|)$")
LIMITS = re.compile(r"^( +[\w-]+: \{warning: )(\d+)(, hard: )(\d+)(\})$")
ITEM = re.compile(r"^  ([a-z][\w-]*):$")
NEW_TRANSITION = re.compile(r"  - \{from: ([\w-]+), to: ([\w-]+), by: manual, event: new-")
NEW_ITEMS = {
    "statuses": "    description: A new status.\n    terminal: true\n",
    "phases": "    description: A new phase.\n",
    "models": "    description: A new model.\n",
    "agents": "    description: A new agent.\n    when: Use it for new work.\n",
}


@dataclass(frozen=True)
class Edit:
    """A contract with one edit; `line` is its line before. `ends`: the two statuses of a new transition."""

    line: str
    text: str
    ends: tuple[str, str] | None = None


def edits(text: str) -> Iterator[Edit]:
    """Every edit: a reworded text, another number, a new item or transition before another one."""
    lines = text.splitlines(keepends=True)
    section, statuses = "", list(parse(text.encode()).contract.statuses)
    for number, line in enumerate(lines):
        if re.match(r"[a-z]\w*:$", line):
            section = line.rstrip(":\n")
        for new in _changed_lines(section, statuses, number, line.rstrip("\n")):
            added = NEW_TRANSITION.match(new)
            ends = (added[1], added[2]) if added else None
            yield Edit(line.strip(), "".join((*lines[:number], new, *lines[number + 1 :])), ends)


def _changed_lines(section: str, statuses: list[str], number: int, line: str) -> Iterator[str]:
    if match := TEXT.match(line):
        yield f"{match[1]}{_reworded(match[2])}\n"
    elif match := NUMBER.match(line):
        yield f"{match[1]}{int(match[2]) + 1}{match[3]}\n"
    elif match := LIMITS.match(line):
        yield f"{match[1]}{match[2]}{match[3]}{int(match[4]) + 1000}{match[5]}\n"
    elif line.startswith(("  - from:", "  - {from:")):
        # The factor is arbitrary: it gives each transition another pair.
        source, target = statuses[number % len(statuses)], statuses[number * 7 % len(statuses)]
        if source == target:
            return
        yield f"  - {{from: {source}, to: {target}, by: manual, event: new-{number}}}\n{line}\n"
    elif section in NEW_ITEMS and ITEM.match(line):
        yield f"  new-{number}:\n{NEW_ITEMS[section]}{line}\n"


def _reworded(text: str) -> str:
    quote = text[-1] if text[-1] in "\"'" else ""
    return f"{text.removesuffix(quote).removesuffix('.')}, as agreed.{quote}"
