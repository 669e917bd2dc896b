"""Compare transitions. A transition is identified by its source and its trigger: who makes it, and event or verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from revi_docs.contract.diff.change import Edit
from revi_docs.contract.diff.comparison import Comparison, PathPair
from revi_docs.contract.diff.impact_table import impact_of_key
from revi_docs.contract.model import Contract, Transition
from revi_docs.contract.relations import Move, moves

# Transitions that differ in one of these are two transitions, and not one that was changed.
_IDENTITY_KEYS = frozenset({"from", "to", "by", "event", "verdict"})

MoveKey = tuple[str, str, str, str]
"""Source, command or `manual` or `system`, event, verdict."""


def format_move(move: Move) -> str:
    """`uat → completed by qa-gate, PASS`."""
    trigger = f", {move.trigger}" if move.trigger else ""
    return f"{move.source} → {move.target} by {move.by}{trigger}"


@dataclass(frozen=True)
class _Side:
    """The moves of one contract, those of the old one with the new names."""

    moves_by_key: Mapping[MoveKey, list[Move]]

    @classmethod
    def of(cls, contract: Contract, comparison: Comparison | None) -> _Side:
        by_key: dict[MoveKey, list[Move]] = {}
        for move in moves(contract):
            current = _with_current_names(move, comparison) if comparison else move
            by_key.setdefault((current.source, current.by, current.event, current.verdict), []).append(current)
        return cls(by_key)


def _with_current_names(move: Move, comparison: Comparison) -> Move:
    source, target = (comparison.current_name("statuses", name) for name in (move.source, move.target))
    by = comparison.current_name("commands", move.by)
    return Move(source, target, by, move.event, move.verdict, move.note, move.transition_index)


def compare_transitions(comparison: Comparison, _old: Any, _new: Any, paths: PathPair) -> None:
    """Report moves that were added, removed or lead elsewhere, and changed conditions of the others."""
    old = _Side.of(comparison.old.contract, comparison).moves_by_key
    new = _Side.of(comparison.new.contract, None).moves_by_key
    matched: dict[tuple[int, int], Move] = {}
    for key in dict.fromkeys((*old, *new)):
        _compare_moves(comparison, (old.get(key, []), new.get(key, [])), paths, matched)
    for (old_index, new_index), move in matched.items():
        pair = ((*paths[0], old_index), (*paths[1], new_index))
        old_item, new_item = (
            comparison.old.contract.transitions[old_index],
            comparison.new.contract.transitions[new_index],
        )
        before = len(comparison.changes)
        comparison.compare_keys(Transition, old_item, new_item, pair, skipped=_IDENTITY_KEYS)
        # The index of a transition is not its identity.
        prefix = f"{paths[1][0]}.{new_index}"
        for position, change in enumerate(comparison.changes[before:], before):
            subject = change.subject.replace(prefix, f"transition {format_move(move)}", 1)
            comparison.changes[position] = change._replace(subject=subject)


def _compare_moves(
    comparison: Comparison,
    moves_of: tuple[list[Move], list[Move]],
    paths: PathPair,
    matched: dict[tuple[int, int], Move],
) -> None:
    old, new = moves_of
    rest_old = [move for move in old if move.target not in {other.target for other in new}]
    rest_new = [move for move in new if move.target not in {other.target for other in old}]
    for move in old:
        match = next((other for other in new if other.target == move.target), None)
        if match is not None:
            matched.setdefault((move.transition_index, match.transition_index), match)
    for move, other in zip(rest_old, rest_new, strict=False):
        _add(comparison, "changed", (move, other), paths)
        matched.setdefault((move.transition_index, other.transition_index), other)
    for move in rest_old[len(rest_new) :]:
        _add(comparison, "removed", (move, None), paths)
    for move in rest_new[len(rest_old) :]:
        _add(comparison, "added", (None, move), paths)


def _add(comparison: Comparison, edit: Edit, pair: tuple[Move | None, Move | None], paths: PathPair) -> None:
    old, new = pair
    subject = new or old
    assert subject is not None
    texts = {"old": old.target, "new": new.target} if old and new else {}
    comparison.add(
        edit,
        impact_of_key(Transition, "to" if texts else "from"),
        (
            (*paths[0], old.transition_index) if old else None,
            (*paths[1], new.transition_index) if new else None,
        ),
        subject=f"transition {format_move(subject)}",
        **texts,
    )
