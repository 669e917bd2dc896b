"""What to do about each unmet condition, as a command or text to type."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from revi_docs.decide.compiled_contract import ConditionSpec
from revi_docs.decide.evidence_check import EvidenceFacts, UnmetCondition
from revi_docs.decide.transition_check import allowed_targets, matching_transitions
from revi_docs.records.evidence.collect import MoveFacts
from revi_docs.records.evidence.dependencies import DEPENDENCIES_FIELD, STORY_ARTIFACT
from revi_docs.records.evidence.recorded_results import VERDICT_FIELDS, VERDICT_SECTION
from revi_docs.records.evidence.story_files import StoryFiles, artifact_path, newest_file

if TYPE_CHECKING:
    from revi_docs.records.evidence.outside_edits import FilesState


class FixContext(NamedTuple):
    """What fixes refer to. `timestamp` is the time in the name of a new file; `breached_tokens`: phase → tokens.

    `before` is the state of the files when the story reached its status.
    """

    story: StoryFiles
    move: MoveFacts
    facts: EvidenceFacts
    timestamp: str
    breached_tokens: Mapping[str, int] = {}
    before: FilesState | None = None

    def file(self, kind: str) -> str:
        """The path of an artifact's file from the root, or of the one to write."""
        if kind not in self.story.data["artifacts"]:
            return kind
        path = newest_file(self.story, kind) or artifact_path(self.story, kind, self.timestamp)
        return os.path.relpath(path, self.story.root).replace(os.sep, "/")

    def new_file(self, kind: str) -> str:
        """The path of an artifact's next file from the root."""
        path = artifact_path(self.story, kind, self.timestamp)
        return os.path.relpath(path, self.story.root).replace(os.sep, "/")


def fix_for(context: FixContext, condition: ConditionSpec, reason: UnmetCondition) -> str:
    """The fix of a reason that `condition` gave."""
    fix = _FIXES.get(reason.kind)
    return fix(context, condition, reason) if fix is not None else "upgrade revi-docs"


def _artifact(context: FixContext, condition: ConditionSpec, _: UnmetCondition) -> str:
    if condition.names == (STORY_ARTIFACT,) and newest_file(context.story, STORY_ARTIFACT) is None:
        return f"run 'revi story new {context.story.id} --title TITLE'"
    return f"write {' or '.join(context.new_file(name) for name in condition.names)}"


def _verdict(context: FixContext, condition: ConditionSpec, _: UnmetCondition) -> str:
    artifact, move = condition.names[0], context.move
    if artifact not in context.facts.artifacts:
        return f"write {context.new_file(artifact)}"
    file, recorded = context.file(artifact), context.facts.verdicts.get(artifact, "")
    if recorded:
        target = _target_of(context, recorded)
        if target:
            return f"run '{move_command(context, move._replace(target=target, verdict=recorded))}'"
    if file.endswith((".yaml", ".yml", ".json")):
        return f"write '{VERDICT_FIELDS[0]}: {move.verdict}' in {file}, if that is the result"
    return f"write '{move.verdict}' as the first line of the section {VERDICT_SECTION} of {file}, if that is the result"


def _target_of(context: FixContext, verdict: str) -> str:
    """The status to which the recorded verdict leads; the current one if it stays; "" if it leads nowhere."""
    contract, move = context.story.contract, context.move
    for target in allowed_targets(contract, move.source):
        for transition in matching_transitions(contract, move.source, target):
            if (transition.by, transition.verdict) == (move.by, verdict):
                return target
    command = context.story.data["commands"].get(move.by) or {}
    verdict_set = context.story.data["verdicts"].get(command.get("verdicts")) or {}
    return move.source if verdict in verdict_set.get("stays", ()) else ""


def move_command(context: FixContext, move: MoveFacts) -> str:
    """The call of `revi plumbing move` for a move; the event is that of its only transition, if there is one."""
    words = ["revi", "plumbing", "move", context.story.id, move.target, "--by", move.by]
    transitions = matching_transitions(context.story.contract, move.source, move.target)
    events = {item.event for item in transitions if item.by == move.by and item.verdict in (None, move.verdict)}
    event = next(iter(events)) if len(events) == 1 else None
    words += ["--event", event] if event and not move.verdict else []
    words += ["--verdict", move.verdict] if move.verdict else []
    return shlex.join(words)


def _row(context: FixContext, condition: ConditionSpec, reason: UnmetCondition) -> str:
    place = f"the section {condition.section} of {context.file(condition.artifact)}"
    return f"write the row '| {reason.name} | COMMAND | RESULT |' in {place}"


def _plan(context: FixContext, condition: ConditionSpec, reason: UnmetCondition) -> str:
    place = f"the section {condition.section} of {context.file(condition.artifact)}"
    return f"write the row '| {reason.name} | reused |  |', or its other result, in {place}"


def _run(context: FixContext, _: ConditionSpec, reason: UnmetCondition) -> str:
    return f"run 'revi evidence run {context.story.id} {reason.name}'"


def _circuit(context: FixContext, _: ConditionSpec, __: UnmetCondition) -> str:
    return f"run 'revi error resolve {context.story.id} --actor NAME --reason TEXT' once a person found the cause"


def _budget(context: FixContext, _: ConditionSpec, reason: UnmetCondition) -> str:
    budgets = context.story.contract.budgets
    definition = budgets.multiplier if budgets is not None else None
    limits = budgets.phases.get(reason.name) if budgets is not None else None
    if definition is None or limits is None:
        return _overrule(context)
    # Tenths, because a person reads the number.
    factor = ceil((context.breached_tokens.get(reason.name, 0) + 1) / limits.hard * 10) / 10
    if factor > definition.max:
        return _overrule(context)
    return f"let a person write '{definition.key}: {factor:g}' in the front matter of {context.file(STORY_ARTIFACT)}"


def _dependency(context: FixContext, _: ConditionSpec, reason: UnmetCondition) -> str:
    place = f"{DEPENDENCIES_FIELD} in {context.file(STORY_ARTIFACT)}"
    return f"complete {reason.name} first ('revi next {reason.name}'), or remove it from {place}"


def _person(_: FixContext, __: ConditionSpec, reason: UnmetCondition) -> str:
    return "add --actor NAME" if reason.name == "actor" else "add --reason TEXT"


def _status(context: FixContext, _: ConditionSpec, __: UnmetCondition) -> str:
    return f"run 'revi next {context.story.id}'"


def _edits(context: FixContext, _: ConditionSpec, reason: UnmetCondition) -> str:
    place = f"'may_edit' of '{context.move.source}' in revi.yml"
    undo = ""
    if context.before is not None:
        # Imported late: only this reason needs git.
        from revi_docs.records.evidence.outside_edits import undo_command

        undo = undo_command(context.story.root, context.before, reason.name)
    step = f"run '{undo}'" if undo else f"undo the change of {reason.name}"
    return f"{step}, or let a person add '{reason.name}' to {place}"


def _branch(context: FixContext, _: ConditionSpec, __: UnmetCondition) -> str:
    return f"merge the branch of {context.story.id}"


def _review(context: FixContext, _: ConditionSpec, reason: UnmetCondition) -> str:
    if reason.name == "max":
        return _overrule(context)
    return f"run '{move_command(context, context.move._replace(target=context.move.source))}' after another review"


def _overrule(context: FixContext, *_: object) -> str:
    """A person makes the move anyway, if the contract allows it, or takes the story out of the workflow."""
    move, contract = context.move, context.story.contract
    transitions = matching_transitions(contract, move.source, move.target)
    if any(item.force and item.by == move.by for item in transitions):
        return f"run '{move_command(context, move)} --force --actor NAME --reason TEXT' if a person decides so"
    for target in allowed_targets(contract, move.source):
        for item in matching_transitions(contract, move.source, target):
            if item.by == "manual" and not item.requires:
                manual = MoveFacts("manual", move.source, target)
                return f"run '{move_command(context, manual)} --actor NAME --reason TEXT' if a person decides so"
    return "let a person change the conditions in revi.yml"


_FIXES: dict[str, Callable[[FixContext, ConditionSpec, UnmetCondition], str]] = {
    "artifact": _artifact,
    "new": _artifact,
    "rows": _row,
    "plan": _plan,
    "verdict": _verdict,
    "run": _run,
    "circuit-closed": _circuit,
    "within-budget": _budget,
    "dependencies-accepted": _dependency,
    "branch-merged": _branch,
    "person": _person,
    "status": _status,
    "edits": _edits,
    "rounds": _overrule,
    "reviews": _review,
}
"""Kind of condition → its fix."""
