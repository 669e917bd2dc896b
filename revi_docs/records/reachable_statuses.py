"""From which statuses a story can still be accepted."""

from __future__ import annotations

from revi_docs.decide.compiled_contract import CompiledContract

_SYSTEM = "system"
"""The initiator of moves that no caller can make."""


def reaching_statuses(contract: CompiledContract) -> tuple[str, ...]:
    """The statuses from which commands and people can bring a story to an accepted one, in the contract's order."""
    reached: set[str] = set()
    pending = [name for name, status in contract.statuses.items() if status.accepted]
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += [item.source for item in contract.transitions if item.target == name and item.by != _SYSTEM]
    return tuple(name for name in contract.statuses if name in reached)


def is_stranded(contract: CompiledContract, status: str) -> bool:
    """Whether the contract does not have a status, or leads on from it to no accepted one."""
    facts = contract.statuses.get(status)
    return facts is None or (not facts.terminal and status not in reaching_statuses(contract))
