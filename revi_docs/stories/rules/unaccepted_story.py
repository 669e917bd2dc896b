"""A story is in a status, but something that the contract requires of that status is missing.

Why: A reviewer can verify "done" only if the evidence is in the story's folder.

Example:

    ---
    status: completed
    ---

The folder has no proof, or the proof does not list the tests that were run, or the gate was waived without
a responsible person.

Fix: Add what the message names. If the story was never done, move it back with `revi plumbing move`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revi_docs.contract.conditions import flat_conditions
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Condition
from revi_docs.decide.compiled_contract import ConditionSpec
from revi_docs.decide.evidence_check import unmet_conditions
from revi_docs.decide.records import check_record
from revi_docs.problems.problem import Place
from revi_docs.records.evidence.collect import MoveFacts, collect_facts
from revi_docs.records.evidence.fixes import FixContext, fix_for
from revi_docs.records.evidence.recorded_runs import recorded_run_problem
from revi_docs.records.evidence.story_files import StoryFiles
from revi_docs.records.ledger import LedgerEntry
from revi_docs.records.token_log import ARTIFACT
from revi_docs.stories.story_rule import RuleFinding, StoryContext

_JUDGED_LATER = frozenset({"artifact", "rows", "verdict", "run", "person", "dependencies-accepted"})
"""The kinds of conditions that can still be judged after the move; `reuse-mismatch` judges planned reuse."""


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report everything that is missing from a story in its status, and what its last verdict requires."""
    files, move = _story_files(context), _last_move(context)
    messages: set[str] = set()
    for path, condition in _conditions(context, move):
        specs = [spec for spec in map(_spec, flat_conditions((condition,))) if spec.kind in _JUDGED_LATER]
        for finding in _check(context, files, move, path, specs):
            # Two conditions can fail for the same reason, such as a missing file.
            if finding.message not in messages:
                yield finding
            messages.add(finding.message)
        if condition.artifact == (ARTIFACT,) and not context.story.tokens and context.story.token_log:
            message = f"the story is '{context.story.status}', but its token log has no rows"
            fix = "add a row for each phase, 'unrecorded' if its tokens were not counted"
            yield RuleFinding(message, fix, context.story.token_log.place_at(1), f"done {ARTIFACT}", path)


def _conditions(context: StoryContext, move: MoveFacts) -> Iterator[tuple[KeyPath, Condition]]:
    status = context.contract.statuses.get(context.story.status)
    for index, condition in enumerate(status.requires if status is not None else ()):
        yield ("statuses", context.story.status, "requires", index), condition
    if status is None or not status.requires:
        return
    command = context.contract.commands.get(move.by)
    verdict_set = context.contract.verdicts.get(command.verdicts) if command and command.verdicts else None
    for index, condition in enumerate(verdict_set.requires.get(move.verdict, ()) if verdict_set else ()):
        yield ("verdicts", verdict_set.id if verdict_set else "", "requires", move.verdict, index), condition


def _spec(data: dict[str, object]) -> ConditionSpec:
    return ConditionSpec(**{**data, "names": tuple(data["names"])})  # type: ignore[arg-type]  # as `flat_conditions` builds it


def _story_files(context: StoryContext) -> StoryFiles:
    root, layout, story = context.repository.root, context.layout, context.story
    return StoryFiles(str(root), str(root / story.folder), story.id, layout.data, layout.decision_contract)


def _last_move(context: StoryContext) -> MoveFacts:
    """The move with which the story reached its status, as its ledger records it."""
    entry = _last_entry(context)
    fields = entry.fields if entry is not None else {}
    names = {"by": "by", "source": "from", "target": "to", "verdict": "verdict", "actor": "actor", "reason": "reason"}
    move = MoveFacts(**{name: str(fields.get(field, "")) for name, field in names.items()})
    gate = context.story.gate
    if gate is not None and not move.reason:
        move = move._replace(reason=gate.text_field("reason").strip())
    return move if move.verdict else _supposed_move(context, move)


def _last_entry(context: StoryContext) -> LedgerEntry | None:
    """The entry with which the story reached its status."""
    return next((item for item in reversed(context.story.ledger.entries) if item.status_after), None)


def _supposed_move(context: StoryContext, move: MoveFacts) -> MoveFacts:
    """The move that an adopted story would have made: with the verdict of its gate, or else with the best one."""
    gate, status = context.story.gate, context.story.status
    transitions = [item for item in context.layout.decision_contract.transitions if item.target == status]
    candidates = [item for item in transitions if item.verdict]
    recorded = gate.text_field("verdict") if gate is not None else ""
    for item in sorted(candidates, key=lambda item: item.verdict != recorded):
        return move._replace(by=item.by, source=item.source, target=status, verdict=item.verdict or "")
    return move


def _check(
    context: StoryContext, files: StoryFiles, move: MoveFacts, path: KeyPath, specs: Sequence[ConditionSpec]
) -> Iterator[RuleFinding]:
    entry = _last_entry(context)
    runs = {spec.names[0]: recorded_run_problem(files, entry, spec.names[0]) for spec in specs if spec.kind == "run"}
    facts = collect_facts(files, context.story.ledger, specs, move)._replace(runs=runs)
    fixes = FixContext(files, move, facts, "{timestamp}")
    for spec in specs:
        if spec.kind == "verdict" and (not move.verdict or _has_malformed_verdict(context, spec)):
            # An adopted story was moved by no verdict; the gate's own record is all there is.
            continue
        for reason in unmet_conditions(files.contract, (spec,), facts):
            message = f"the story is '{context.story.status}', but {reason.message}"
            place, fix = _place(context, spec), fix_for(fixes, spec, reason)
            if spec.kind == "person":
                fix = f"let the person who decided write '{reason.name}: TEXT' in the gate of the story"
            yield RuleFinding(message, fix, place, f"done {reason.kind} {reason.name}", path)


def _has_malformed_verdict(context: StoryContext, spec: ConditionSpec) -> bool:
    """Whether the verdict of the record has a value that it may not have, which `record-malformed` reports."""
    record = context.story.records.get(spec.names[0])
    errors = check_record(context.layout.decision_contract, spec.names[0], record.fields) if record is not None else ()
    return any(error.startswith("verdict: ") for error in errors)


def _place(context: StoryContext, spec: ConditionSpec) -> Place:
    """The section with the rows, the record with the verdict, or else the status of the story."""
    kind = spec.artifact if spec.kind == "rows" else spec.names[0] if spec.kind == "verdict" else ""
    artifact = context.newest_artifact(kind) if kind else None
    if artifact is None:
        return context.story.field_place("status")
    if spec.kind == "verdict" and artifact.kind in context.story.records:
        return context.story.records[artifact.kind].place_of("verdict")
    if not artifact.path.endswith(".md"):
        return Place(artifact.path, 1, 1)
    document = context.document(artifact)
    section = document.section(spec.section) if spec.section else None
    return document.place_at(section.line if section is not None else 1)
