"""Which moves a command makes, where it works, and which of its moves starts the work."""

from __future__ import annotations

import pytest

from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.moves.command_moves import moves_from, starting_move, work_statuses


def test_the_moves_from_a_status(workflow: Repository) -> None:
    events = {item.event for item in moves_from(workflow.contract, "pm-story", "needs-split")}
    assert events == {"split-created", "split-replaced"}
    assert list(moves_from(workflow.contract, "pm-story", "uat")) == []


def test_a_command_works_where_it_leaves(workflow: Repository) -> None:
    assert work_statuses(workflow.contract, "elab-story") == ("generated", "in-elaboration")
    assert work_statuses(workflow.contract, "wt-finish") == ()


@pytest.mark.parametrize(
    ("command", "status", "target"),
    [
        ("elab-story", "generated", "in-elaboration"),
        ("elab-story", "in-elaboration", ""),
        ("pm-generate-story", "pending", ""),
        ("dev-fix-story", "needs-work", "in-progress"),
        ("dev-fix-story", "in-progress", ""),
    ],
)
def test_the_move_that_starts_the_work(workflow: Repository, command: str, status: str, target: str) -> None:
    first_move = starting_move(workflow.contract, command, status)
    assert (first_move.target if first_move is not None else "") == target
