"""Stories that a change of the contract would strand, each with the command that recovers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from shlex import quote
from typing import Literal, NamedTuple

from revi_docs.contract.conditions import accepted_statuses, is_exempt, move_conditions
from revi_docs.contract.diff.comparison import Comparison
from revi_docs.contract.diff.condition_changes import Requirement, requirements
from revi_docs.contract.model import Contract
from revi_docs.contract.relations import MANUAL, SYSTEM, Move, initial_statuses, moves, moves_by_source, started_agents

StrandedReason = Literal["status-gone", "no-way-out", "evidence-required", "command-gone", "agent-gone"]

_EVIDENCE_KINDS = frozenset({"artifact", "new", "rows", "plan", "verdict", "run"})
"""Kinds of conditions that a story must show; the others are states, or given with the call."""


class StoryState(NamedTuple):
    """A story in flight, with the names of the new contract where it has them.

    `command`: the command that is at work, "" if the story waits for one. `artifacts`: the kinds of files it has.
    """

    id: str
    status: str
    command: str = ""
    artifacts: frozenset[str] = frozenset()


class StrandedStory(NamedTuple):
    """A story that cannot go on as it could, and the command that helps."""

    story: str
    status: str
    reason: StrandedReason
    message: str
    command: str


def reaching_statuses(contract: Contract) -> frozenset[str]:
    """The statuses from which a story can still be accepted, by commands and people."""
    sources: dict[str, list[str]] = {}
    for move in moves(contract):
        # The system moves stories for reasons of its own, so no story can count on it.
        if move.by != SYSTEM:
            sources.setdefault(move.target, []).append(move.source)
    pending = accepted_statuses(contract)
    reached: set[str] = set()
    while pending:
        status = pending.pop()
        if status not in reached:
            reached.add(status)
            pending += sources.get(status, ())
    return frozenset(reached)


def find_stranded(comparison: Comparison, stories: Iterable[StoryState]) -> tuple[StrandedStory, ...]:
    """The stories that the change strands, each with its first reason."""
    search = _Search(comparison)
    results = (next(search.reasons(story), None) for story in stories)
    return tuple(item for item in results if item is not None)


@dataclass(frozen=True)
class _Search:
    comparison: Comparison

    @property
    def old(self) -> Contract:
        return self.comparison.old.contract

    @property
    def new(self) -> Contract:
        return self.comparison.new.contract

    @cached_property
    def old_names(self) -> dict[str, str]:
        """Name of a status in the new contract → its old name."""
        return {self.comparison.current_name("statuses", name): name for name in self.old.statuses}

    @cached_property
    def old_reaching(self) -> frozenset[str]:
        return frozenset(self.comparison.current_name("statuses", name) for name in reaching_statuses(self.old))

    @cached_property
    def new_reaching(self) -> frozenset[str]:
        return reaching_statuses(self.new)

    @cached_property
    def old_moves(self) -> list[tuple[Move, Move]]:
        """Each move of the old contract with the new names, and as it was."""
        name = self.comparison.current_name
        return [
            (
                Move(
                    name("statuses", move.source),
                    name("statuses", move.target),
                    name("commands", move.by),
                    *(move.event, move.verdict, move.note, move.transition_index),
                ),
                move,
            )
            for move in moves(self.old)
        ]

    @cached_property
    def new_moves(self) -> dict[str, list[Move]]:
        """Status → the moves from it in the new contract."""
        return moves_by_source(self.new)

    @cached_property
    def former_moves(self) -> dict[tuple[str, str, str, str], Move]:
        """Source and trigger with the new names → the move of the old contract."""
        return {(move.source, move.by, move.event, move.verdict): old for move, old in self.old_moves}

    def added_requirements(self, move: Move) -> list[Requirement] | None:
        """What a move of the new contract requires and did not before; None if the old contract had no such move."""
        former = self.former_moves.get((move.source, move.by, move.event, move.verdict))
        if former is None:
            return None
        former_requirements = requirements(move_conditions(self.old, former), self.comparison)
        return [item for item in requirements(move_conditions(self.new, move)) if item not in former_requirements]

    def reasons(self, story: StoryState) -> Iterator[StrandedStory]:
        """Yield why a story cannot go on, the most serious reason first."""
        status = story.status
        former = self.old.statuses.get(self.old_names.get(status, status))
        # A story that had ended before is not stranded by this change.
        if former is None or former.terminal:
            return
        now = self.new.statuses.get(status)
        if now is None:
            message = f"its status '{status}' is no longer in the contract"
            yield StrandedStory(story.id, status, "status-gone", message, self._reconcile(story))
        elif now.terminal:
            return
        elif status in self.old_reaching and status not in self.new_reaching:
            message = f"no transition leads from '{status}' to an accepted status any more"
            yield StrandedStory(story.id, status, "no-way-out", message, self._reconcile(story))
        else:
            yield from self._running_command(story)
            yield from self._evidence(story)

    def _reconcile(self, story: StoryState) -> str:
        """The status before, so that no work is skipped; else one after it, or the start."""
        name = story.status
        pairs = [move for move, _ in self.old_moves if move.by != SYSTEM and name in (move.source, move.target)]
        # Moves of commands first: a command does the work again, and a person only sets a status.
        before = [move.source for move in sorted(pairs, key=lambda move: move.by == MANUAL) if move.target == name]
        after = [move.target for move in pairs if move.source == name]
        for target in (*before, *after, *initial_statuses(self.new)):
            if target in self.new_reaching and target != name and not self.new.statuses[target].terminal:
                return f"revi story reconcile {quote(story.id)} --to {target} --actor NAME --reason TEXT"
        return f"revi next {quote(story.id)}"

    def _running_command(self, story: StoryState) -> Iterator[StrandedStory]:
        name, status = story.command, story.status
        old_command = next(
            (item for item in self.old.commands.values() if self.comparison.current_name("commands", item.id) == name),
            None,
        )
        if old_command is None:
            return
        if name not in self.new.commands:
            message = f"/{name}, which works on it, is no longer in the contract"
            yield StrandedStory(story.id, status, "command-gone", message, self._take_over(story))
            return
        agents = [self.comparison.current_name("agents", agent) for agent in started_agents(self.old, old_command)]
        missing_agents = [agent for agent in agents if agent not in self.new.agents]
        if missing_agents:
            names = ", ".join(missing_agents)
            message = f"/{name}, which works on it, started {names}, which the contract no longer has"
            command = f"revi begin {quote(story.id)} {name}"
            yield StrandedStory(story.id, status, "agent-gone", message, command)

    def _take_over(self, story: StoryState) -> str:
        """The command that can work in the status now, or the move that a person can make."""
        leaving = [move for move in self.new_moves.get(story.status, ()) if move.by != SYSTEM]
        for move in leaving:
            if move.by in self.new.commands:
                return f"revi begin {quote(story.id)} {move.by}"
        forward = [move for move in leaving if move.target in self.new_reaching] or leaving
        return _move_command(story, forward[0]) if forward else self._reconcile(story)

    def _evidence(self, story: StoryState) -> Iterator[StrandedStory]:
        """Report a story of which every move that leads on requires something that it did not require before."""
        needs: list[tuple[Move, list[Requirement]]] = []
        for move in self.new_moves.get(story.status, ()):
            if is_exempt(self.new, move) or move.target not in self.new_reaching:
                continue
            added = self.added_requirements(move)
            missing = [item for item in added or () if _is_missing(item, story)]
            # One move that the story can still make is enough.
            if not missing:
                return
            needs.append((move, missing))
        if needs:
            move, missing = needs[0]
            names = "; ".join(dict.fromkeys(map(str, missing)))
            message = f"its move to '{move.target}' newly requires: {names}"
            command = self._show_evidence(story, move, missing)
            yield StrandedStory(story.id, story.status, "evidence-required", message, command)

    def _show_evidence(self, story: StoryState, move: Move, missing: list[Requirement]) -> str:
        name = quote(story.id)
        # A check can run at once, so it comes before files that a command has to write.
        for item in missing:
            if item.kind == "run":
                return f"revi evidence run {name} {item.names[0]}"
        missing_artifacts = {name for item in missing for name in (*item.names, item.artifact)}
        for command in self.new.commands.values():
            agents = (self.new.agents[agent] for agent in started_agents(self.new, command) if agent in self.new.agents)
            writes = {*command.writes, *(artifact for agent in agents for artifact in agent.writes)}
            works = any(other.by == command.id for other in self.new_moves.get(story.status, ()))
            if works and writes & missing_artifacts:
                return f"revi begin {name} {command.id}"
        if self.new.transitions[move.transition_index].force:
            return f"{_move_command(story, move)} --force"
        return f"revi next {name}"


def _is_missing(item: Requirement, story: StoryState) -> bool:
    if item.kind == "artifact":
        return story.artifacts.isdisjoint(item.names)
    return item.kind in _EVIDENCE_KINDS


def _move_command(story: StoryState, move: Move) -> str:
    trigger = f" --event {move.event}" if move.event else f" --verdict {quote(move.verdict)}" if move.verdict else ""
    call = f"revi plumbing move {quote(story.id)} {move.target} --by {move.by}{trigger}"
    return f"{call} --actor NAME --reason TEXT"
