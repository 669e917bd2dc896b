"""What a repository has, in a line for the end of a command."""

from __future__ import annotations

from revi_docs.app.plurals import pluralize
from revi_docs.app.workspace import Workspace
from revi_docs.contract.relations import transitions_by_pair
from revi_docs.drift.file_status import FieldPart, RegionPart
from revi_docs.files.git_history import missing_history


def contract_summary(workspace: Workspace) -> str:
    """Return the size of the contract as `17 statuses, 40 transitions, …`, without zeros."""
    contract = workspace.loaded.contract
    counts = {
        "status": len(contract.statuses),
        "transition": len(transitions_by_pair(contract)),
        "command": len(contract.commands),
        "agent": len(contract.agents),
    }
    if workspace.story_lint:
        counts["story"] = workspace.story_lint.story_count
    counts["baseline problem"] = workspace.baseline_result.suppressed_count
    phrases = (pluralize(count, noun) for noun, count in counts.items() if count)
    return ", ".join(phrases) or "an empty contract"


def unchecked_history(workspace: Workspace) -> str:
    """Return what cannot be checked of the stories without a commit, as the end of a sentence; "" if nothing."""
    has_stories = workspace.story_lint is not None and workspace.story_lint.story_count
    reason = missing_history(workspace.root) if has_stories else ""
    return f"; changed lines of logs cannot be found: {reason}" if reason else ""


def check_summary(workspace: Workspace) -> str:
    """Return what `check` compares, as `305 outputs, 12 regions`, without zeros except for outputs."""
    regions = sum(isinstance(status.part, RegionPart) for status in workspace.file_statuses)
    fields = sum(isinstance(status.part, FieldPart) for status in workspace.file_statuses)
    counts = {"output": len(workspace.rendered_outputs.files), "region": regions, "field": fields}
    phrases = (pluralize(count, noun) for noun, count in counts.items() if count or noun == "output")
    return ", ".join(phrases)
