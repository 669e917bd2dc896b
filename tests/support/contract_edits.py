"""Random edits of a contract, and the three-way merge of what is rendered from two of them."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from revi_docs.contract.loader import parse
from revi_docs.contract.rules.lint import lint
from revi_docs.outputs.rendered_outputs import render_all
from revi_docs.problems.problem import errors
from tests.support.workspaces import program_globals

TEXT = re.compile(r"^( *(?:- )?(?:description|summary|when|note|reason|label): )(\S.*)$")
NUMBER = re.compile(r"^( +[\w-]+: )([1-9]\d*)(ms|s|m|h|)$")
LIMITS = re.compile(r"^( +[\w-]+: \{warning: )(\d+)(, hard: )(\d+)(\})$")
ITEM = re.compile(r"^  ([a-z][\w-]*):$")
NEW_ITEMS = {
    "statuses": "    description: A new status.\n    terminal: true\n",
    "phases": "    description: A new phase.\n",
    "models": "    description: A new model.\n",
    "agents": "    description: A new agent.\n    when: Use it for new work.\n",
}


@dataclass(frozen=True)
class Edit:
    """A contract with one edit; `line` is its line before."""

    root: Path
    line: str
    text: str

    @cached_property
    def outputs(self) -> Mapping[str, bytes]:
        """Path → content of every output of the contract."""
        loaded = parse(self.text.encode())
        files = render_all(self.root, loaded, program_globals()).files
        return {file.path: file.content for file in files}

    @cached_property
    def is_valid(self) -> bool:
        """Whether `lint` accepts the contract."""
        loaded = parse(self.text.encode())
        return not loaded.problems and not errors(lint(loaded))


def edits(root: Path, text: str) -> Iterator[Edit]:
    """Every edit: a reworded text, another number, a new item or transition before another one."""
    lines = text.splitlines(keepends=True)
    section, statuses = "", list(parse(text.encode()).contract.statuses)
    for number, line in enumerate(lines):
        if re.match(r"[a-z]\w*:$", line):
            section = line.rstrip(":\n")
        for new in _changed_lines(section, statuses, number, line.rstrip("\n")):
            yield Edit(root, line.strip(), "".join((*lines[:number], new, *lines[number + 1 :])))


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


def random_pairs(root: Path, text: str, count: int, seed: str) -> Iterator[tuple[Edit, Edit]]:
    """`count` pairs of valid edits that git merges in `revi.yml`."""
    random = Random(seed)
    candidates = list(edits(root, text))
    while count:
        first, second = random.sample(candidates, k=2)
        if merge(text.encode(), first.text.encode(), second.text.encode()) is None:
            continue
        if first.is_valid and second.is_valid:
            yield first, second
            count -= 1


def merge(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """The three-way merge of git without a driver; None if it conflicts."""
    if base in (ours, theirs) or ours == theirs:
        return theirs if base == ours else ours
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, content in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(content)
        answer = subprocess.run(["git", "merge-file", "-p", *map(str, paths)], capture_output=True, check=False)
    return None if answer.returncode else answer.stdout
