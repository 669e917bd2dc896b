"""Judge whether a story shows what a move requires."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from revi_docs.decide.compiled_contract import ConditionSpec
from revi_docs.decide.evidence_check import UnmetCondition, unmet_conditions
from revi_docs.records.command_errors import CommandError
from revi_docs.records.evidence.collect import MoveFacts, breach_tokens, collect_facts
from revi_docs.records.evidence.required import required_conditions, transition_of
from revi_docs.records.evidence.story_files import StoryFiles
from revi_docs.records.ledger import Ledger
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_evidence import story_files
from revi_docs.runtime.moves.evidence import is_merged

if TYPE_CHECKING:
    from revi_docs.records.evidence.outside_edits import FilesState


class Reason(NamedTuple):
    """A reason why a story cannot move: the kind of condition, what it is about, the message and the fix."""

    kind: str
    name: str
    message: str
    fix: str


class UnmetRequirementsError(CommandError):
    """A move that is refused, with every reason."""

    def __init__(self, story: str, move: MoveFacts, reasons: Sequence[Reason]) -> None:
        count = f"{len(reasons)} reasons" if len(reasons) > 1 else reasons[0].message
        outcome = f"move from '{move.source}' to '{move.target}'"
        if move.source == move.target:
            outcome = f"record '{move.verdict}'"
        super().__init__("unmet-requirements", f"{story} cannot {outcome}: {count}", _joined_fix(reasons))
        self.reasons = tuple(reasons)
        self.data = {"reasons": [reason._asdict() for reason in reasons]}
        if len(reasons) > 1:
            details = ((f"  {reason.message}", f"    fix: {reason.fix}") for reason in reasons)
            self.lines = tuple(line for pair in details for line in pair)


def _joined_fix(reasons: Sequence[Reason]) -> str:
    return reasons[0].fix if len(reasons) == 1 else "do what each reason says"


def can_force(story: StoryPaths, move: MoveFacts) -> bool:
    """Whether the contract lets a person make the move although something is missing."""
    transition = transition_of(story.repository.contract, move)
    return transition is not None and transition.force


def unmet_reasons(story: StoryPaths, ledger: Ledger, move: MoveFacts) -> tuple[Reason, ...]:
    """Every reason why the story cannot make the move now. Raises UnavailableError if a file cannot be read."""
    conditions = required_conditions(story.repository.contract, move)
    return reasons_for(story, ledger, move, conditions) if conditions else ()


def reasons_for(
    story: StoryPaths, ledger: Ledger, move: MoveFacts, conditions: Sequence[ConditionSpec]
) -> tuple[Reason, ...]:
    """The reasons that some conditions give."""
    files, contract = story_files(story), story.repository.contract
    merged = any(item.kind == "branch-merged" for item in conditions) and is_merged(story)
    checks = sorted({item.names[0] for item in conditions if item.kind == "run"})
    runs = _check_problems(story, checks) if checks else {}
    edits = _outside_edits(files, ledger, conditions) if any(item.kind == "edits" for item in conditions) else ()
    facts = collect_facts(files, ledger, conditions, move)._replace(merged=merged, runs=runs, outside_edits=edits)
    unmet = [
        (condition, reason) for condition in conditions for reason in unmet_conditions(contract, (condition,), facts)
    ]
    if not unmet:
        return ()
    # Imported late: only a rejected move needs the texts.
    from revi_docs.records.evidence.fixes import FixContext, fix_for

    # As file names contain it: 2026-02-11T14:32 is 20260211-1432.
    timestamp = format_time(now_ms(), story.repository.zone)[:16].translate(str.maketrans("T", "-", "-:"))
    context = FixContext(files, move, facts, timestamp, breach_tokens(ledger), _before(ledger, unmet))
    reasons: dict[str, Reason] = {}
    for condition, reason in unmet:
        # Two conditions can fail for the same reason, such as a missing file.
        reasons.setdefault(reason.message, Reason(*reason, fix_for(context, condition, reason)))
    return tuple(reasons.values())


def _before(ledger: Ledger, unmet: Sequence[tuple[ConditionSpec, UnmetCondition]]) -> FilesState | None:
    """The state of the files when the story reached its status, if a fix refers to it."""
    if not any(reason.kind == "edits" for _, reason in unmet):
        return None
    # Imported late: only a condition on edits needs git.
    from revi_docs.records.evidence.outside_edits import entered_state

    return entered_state(ledger)


def _outside_edits(files: StoryFiles, ledger: Ledger, conditions: Sequence[ConditionSpec]) -> tuple[str, ...]:
    # Imported late: most contracts do not limit edits, and then no move needs git.
    from revi_docs.records.evidence.outside_edits import current_state, entered_state, outside_edits

    return outside_edits(files, conditions, entered_state(ledger), current_state(files.root))


def _check_problems(story: StoryPaths, checks: Sequence[str]) -> dict[str, str]:
    # Imported late: most moves require no check, and need no code that starts programs.
    from revi_docs.runtime.checks.check_runs import check_problem

    return {check: check_problem(story, check) for check in checks}
