"""A repository with a story in progress, in which commands of `revi` are refused."""

from __future__ import annotations

from pathlib import Path

from tests.support import runtime_repository
from tests.support.sample_repo import write

_EDITS = (
    ("    workers: readers\n    verdicts: check\n", "    workers: readers\n"),
    ("verdicts: check, writes: story}", "verdicts: check, writes: story, rerun: {mode: anew}}"),
    ("arguments: [ABOUT]}", "arguments: [ABOUT], reads: token_log, rerun: {mode: anew}}"),
)


def contract() -> str:
    """A contract without problems and outputs: `revi` reads it as it is."""
    text = runtime_repository.contract().removesuffix(runtime_repository.OUTPUTS) + "default_outputs: false\n"
    for old, new in _EDITS:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def write_repository(root: Path) -> Path:
    """Write the contract, a file and the story TKT-7, which is 'working' and not locked."""
    write(root, "revi.yml", contract())
    write(root, "own.txt", "one\ntwo\n")
    folder = runtime_repository.ticket(root)
    (folder / "_implementation/TOKEN-LOG.md").unlink()
    return root
