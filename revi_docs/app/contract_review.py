"""What a change of the contract means: its changes, whom they affect, and the stories that they strand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.app.compared_contract import ComparedContract, read_compared
from revi_docs.app.workspace import Workspace
from revi_docs.contract.diff.change import Change, Impact
from revi_docs.contract.diff.comparison import Comparison
from revi_docs.contract.diff.contract_diff import compare_contracts
from revi_docs.contract.diff.stranded_stories import StoryState, find_stranded
from revi_docs.contract.relations import MANUAL, SYSTEM, moves
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.records.ledger import MOVED
from revi_docs.report.contract_changes import (
    CHANGES_SCHEMA_ID,
    ContractChange,
    ContractChanges,
    StrandedEntry,
    change_problems,
)
from revi_docs.report.finding import FindingPlace, finding_place, findings
from revi_docs.stories.story import Story
from revi_docs.stories.story_reader import read_stories


class ContractReview(NamedTuple):
    """`anchors` are the places of the changes in the new contract; `notes` say what could not be compared."""

    document: ContractChanges
    anchors: tuple[Place, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def is_breaking(self) -> bool:
        """Whether a change can break something, or strands a story."""
        return bool(self.document["strandedStories"]) or any(item["breaking"] for item in self.document["changes"])

    def problems(self, *, fails: bool) -> tuple[Problem, ...]:
        """The review as problems; what breaks is an error if `fails`."""
        return (*change_problems(self.document, self.anchors, fails=fails), *self.notes)


def review_contract(workspace: Workspace, ref: str = "") -> ContractReview:
    """Compare the contract with that of a commit; "" is the merge base with the default branch, or HEAD.

    Raises ReviError if the contract has invalid keys or names, or if git knows no such commit.
    """
    if workspace.blocking_problems:
        raise ReviError(*workspace.blocking_problems)
    base = read_compared(workspace.root, ref)
    document: ContractChanges = {
        "$schema": CHANGES_SCHEMA_ID,
        "base": {"commit": base.commit, "description": base.description},
        "changes": [],
        "strandedStories": [],
        "problems": findings(base.problems),
    }
    if base.loaded is None:
        return ContractReview(document, (), base.problems)
    comparison = compare_contracts(base.loaded, workspace.loaded, base.skipped)
    changes = sorted(comparison.changes, key=lambda change: -change.impact)
    document["changes"] = [_change_data(change) for change in changes]
    if changes and changes[0].impact >= Impact.DATA:
        document["strandedStories"] = list(_stranded(workspace, base, comparison))
    return ContractReview(document, tuple(change.anchor for change in changes), base.problems)


def _change_data(change: Change) -> ContractChange:
    return {
        "kind": change.edit,
        "impact": change.impact.name,  # type: ignore[typeddict-item]  # the names of the enumeration
        "breaking": change.breaking,
        "subject": change.subject,
        "old": change.old,
        "new": change.new,
        "oldPlace": _place_data(change.old_place),
        "newPlace": _place_data(change.new_place),
        "fix": change.fix,
    }


def _place_data(place: Place | None) -> FindingPlace | None:
    return finding_place(place) if place is not None else None


def _stranded(workspace: Workspace, base: ComparedContract, comparison: Comparison) -> Iterator[StrandedEntry]:
    assert base.loaded is not None
    working = {(move.by, move.source) for move in moves(base.loaded.contract)}
    stories = {story.id: story for story in read_stories(workspace.root, workspace.loaded) if story.status}
    states = (_state(story, comparison, working) for story in stories.values())
    for entry in find_stranded(comparison, states):
        story = stories[entry.story]
        place = story.ledger_place(story.ledger.main_line[-1])
        yield {**entry._asdict(), "place": finding_place(place)}  # type: ignore[typeddict-item]  # the same keys


def _state(story: Story, comparison: Comparison, working: set[tuple[str, str]]) -> StoryState:
    """The story with the command that is at work: it moved the story to a status that it leaves again."""
    name = comparison.current_name
    works_in = {(name("commands", by), name("statuses", source)) for by, source in working}
    last_move = next((entry for entry in reversed(story.ledger.main_line) if entry.event == MOVED), None)
    command = str(last_move.fields["by"]) if last_move is not None else ""
    command = name("commands", command)
    is_at_work = command not in (MANUAL, SYSTEM) and (command, story.status) in works_in
    artifacts = frozenset(artifact.kind for artifact in story.artifacts)
    return StoryState(story.id, story.status, command if is_at_work else "", artifacts)
