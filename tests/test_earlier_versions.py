"""What earlier versions left in a repository is read, or named with the fix that replaces it."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.drift.sync import sync
from tests.support.command_line import call_program
from tests.support.former_checksums import with_checksum
from tests.support.runtime_fixtures import prepared_tickets, ticket_copy
from tests.support.sample_repo import edit, file_states, write
from tests.support.workspaces import open_workspace

__all__ = ["prepared_tickets", "ticket_copy"]

LOGS = "tickets/TKT-7/_implementation"
OLD_LOCK = """\
phase: make
command: begin
startedAt: 2026-02-11T14:30:00.000+01:00
pid: 1
host: here
"""
ACCEPTANCE = "acceptance: {statuses: [closed], needs: {story: {one_of: [story]}}}\n"

FILES = {
    "a ledger of lines": ("", "", "revi", "story show TKT-7", 0, "status     working\n"),
    "the token log with two columns": ("", "", "revi", "plumbing budget report TKT-7", 0, "make: 100 tokens"),
    "a lock of five fields": (
        f"{LOGS}/.phase-lock", OLD_LOCK, "revi", "plumbing lock status TKT-7", 3,
        f"fix: check that no agent works on the story, then run 'rm {LOGS}/.phase-lock'",
    ),
    "an error log of its own form": (
        f"{LOGS}/ERROR-LOG.yaml", "errors: {}\n", "revi", "error resolve TKT-7 --actor a --reason r", 3,
        "error-log-invalid",
    ),
}  # fmt: skip
"""What is left: a file and its content ("" for what the fixture has), the command that meets it, and the answer."""

KEYS = {
    "meaning": ("make: {description:", "make: {meaning:", "fix: run 'revi-docs upgrade', or write 'description'"),
    "acceptance": ("commands:\n", f"{ACCEPTANCE}commands:\n", "fix: run 'revi-docs upgrade', or remove 'acceptance'"),
    "counts of reruns": ("rerun:\n", "rerun:\n  counts: {}\n", "fix: run 'revi-docs upgrade', or remove 'counts'"),
}
"""Keys of the contract: the change, and the fix that both programs print."""


@pytest.mark.parametrize(("path", "content", "program", "words", "code", "text"), FILES.values(), ids=FILES)
def test_a_file(ticket_copy: Path, path: str, content: str, program: str, words: str, code: int, text: str) -> None:
    if path:
        write(ticket_copy, path, content)
    answer = call_program(program, ticket_copy, *words.split())
    assert (answer.code, text in answer.stdout + answer.stderr) == (code, True), answer


@pytest.mark.parametrize(("old", "new", "fix"), KEYS.values(), ids=KEYS)
def test_a_key_of_the_contract(ticket_copy: Path, old: str, new: str, fix: str) -> None:
    edit(ticket_copy, "revi.yml", old, new)
    for program, command in (("revi", "story list"), ("revi-docs", "lint")):
        answer = call_program(program, ticket_copy, *command.split())
        assert (answer.code, fix in answer.stdout) == (3, True), answer


def test_an_output_with_a_checksum(ticket_copy: Path) -> None:
    path = "made/agents/one.md"
    write(ticket_copy, path, with_checksum(path, (ticket_copy / path).read_text("utf-8")))
    assert file_states(ticket_copy)[path] == "stale"
    sync(ticket_copy, open_workspace(ticket_copy).file_statuses, force=False)
    assert path not in file_states(ticket_copy)
