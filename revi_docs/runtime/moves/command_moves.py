"""The moves that a command makes, and which of them starts its work."""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.decide.compiled_contract import CompiledContract, TransitionSpec


def moves_from(contract: CompiledContract, command: str, status: str) -> Iterator[TransitionSpec]:
    """The moves that a command makes from a status."""
    return (item for item in contract.transitions if (item.by, item.source) == (command, status))


def work_statuses(contract: CompiledContract, command: str) -> tuple[str, ...]:
    """The statuses in which a command starts or works: all that it leaves."""
    return tuple(dict.fromkeys(item.source for item in contract.transitions if item.by == command))


def starting_move(contract: CompiledContract, command: str, status: str) -> TransitionSpec | None:
    """The move by event to a status that the command leaves again; None if it starts in the status itself."""
    statuses = work_statuses(contract, command)
    moves = (item for item in moves_from(contract, command, status) if item.event and item.target in statuses)
    return next(moves, None)
