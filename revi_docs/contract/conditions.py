"""Conditions in the form that programs read: a flat list, and one list for each move.

Like `relations`, this module reads the contract by attribute only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Command, Condition, Contract, Counter
from revi_docs.contract.relations import MANUAL, SYSTEM, Move

Data = dict[str, Any]

NO_LIMIT = 0
"""The `limit` of a condition that does not count."""


def condition_paths(contract: Contract) -> Iterator[tuple[KeyPath, Condition]]:
    """Yield every condition of the contract with its key path."""
    lists: list[tuple[KeyPath, tuple[Condition, ...]]] = []
    lists += [(("statuses", item.id, "requires"), item.requires) for item in contract.statuses.values()]
    for item in contract.verdicts.values():
        lists += [(("verdicts", item.id, "requires", name), value) for name, value in item.requires.items()]
    lists += [(("transitions", index, "requires"), item.requires) for index, item in enumerate(contract.transitions)]
    for command in contract.commands.values():
        if command.rerun:
            lists.append((("commands", command.id, "rerun", "done"), command.rerun.done))
    for path, conditions in lists:
        yield from (((*path, index), condition) for index, condition in enumerate(conditions))


def flat_conditions(conditions: Iterable[Condition]) -> list[Data]:
    """Return one entry for each key of the conditions, as `decide` reads them."""
    return [entry for condition in conditions for entry in _entries(condition)]


def _entries(condition: Condition) -> Iterator[Data]:
    for kind, names in (("artifact", condition.artifact), ("new", condition.new)):
        if names:
            yield _entry(kind, names)
    place = {"artifact": next(iter(condition.artifact or condition.new), ""), "section": condition.section}
    for kind, names in (("rows", condition.rows), ("plan", (condition.plan,) if condition.plan else ())):
        if names:
            yield {**_entry(kind, names), **place}
    yield from (_entry("run", (check,)) for check in condition.run)
    yield from (_entry(state, ()) for state in sorted(condition.state))
    for kind, name in (("verdict", condition.verdict), ("person", condition.person), ("status", condition.status)):
        if name:
            yield _entry(kind, (name,))
    if condition.branch:
        yield _entry("branch-merged", ())
    yield from _counter_entries("rounds", condition.rounds)
    yield from _counter_entries("reviews", condition.reviews)


def edit_conditions(contract: Contract, move: Move) -> list[Data]:
    """Return what a move by a command requires of the files that changed while the story was in its status."""
    source = contract.statuses.get(move.source)
    patterns = source.may_edit if source is not None and move.by != MANUAL and not is_exempt(contract, move) else ()
    return [_entry("edits", patterns)] if patterns else []


def _counter_entries(kind: str, counter: Counter | None) -> Iterator[Data]:
    for bound, limit in (("min", counter.min), ("max", counter.max)) if counter else ():
        if limit is not None:
            yield {**_entry(kind, (bound,)), "limit": limit}


def _entry(kind: str, names: Iterable[str]) -> Data:
    return {"kind": kind, "names": list(names), "limit": NO_LIMIT, "artifact": "", "section": ""}


def accepted_statuses(contract: Contract) -> list[str]:
    """Return the statuses in which a story is done and accepted: terminal ones with conditions, else all terminal."""
    terminal = [status for status in contract.statuses.values() if status.terminal]
    return [status.id for status in terminal if status.requires] or [status.id for status in terminal]


def move_conditions(contract: Contract, move: Move) -> list[Condition]:
    """Return what a move requires: the conditions of its transition, of its verdict and of its target.

    Nothing may trap a story, so a move to a blocked or cancelled status and a move with the worst verdict of
    its set require nothing.
    """
    if is_exempt(contract, move):
        return []
    conditions = list(contract.transitions[move.transition_index].requires)
    verdict_set = _verdict_set(contract, move)
    if verdict_set is not None:
        conditions += verdict_set.requires.get(move.verdict, ())
    target = contract.statuses.get(move.target)
    return [*conditions, *(target.requires if target is not None else ())]


def is_exempt(contract: Contract, move: Move) -> bool:
    """Return whether a move never requires anything."""
    target, verdict_set = contract.statuses.get(move.target), _verdict_set(contract, move)
    if move.by == SYSTEM or target is None or target.counts_as_blocked:
        return True
    if verdict_set is not None and is_negative(verdict_set, move.verdict):
        return True
    return target.terminal and target.id not in accepted_statuses(contract)


def is_negative(verdict_set: Any, verdict: str) -> bool:
    """Return whether a verdict rejects the work: the last of its set, or one after which the story stays."""
    values = list(verdict_set.values)
    return verdict in verdict_set.stays or (len(values) > 1 and verdict == values[-1])


def _verdict_set(contract: Contract, move: Move) -> Any:
    command = contract.commands.get(move.by) if move.by not in (MANUAL, SYSTEM) and move.verdict else None
    name = command.verdicts if command is not None else None
    return contract.verdicts.get(name) if name else None


def needs_person(contract: Contract, command: Command) -> bool:
    """Return whether a verdict of the command is one that only a person can give."""
    verdict_set = contract.verdicts.get(command.verdicts) if command.verdicts else None
    conditions = verdict_set.requires.values() if verdict_set else ()
    return any(condition.person for values in conditions for condition in values)
