"""Decide whether a command runs now, runs again, resumes or is skipped."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.decide.name_lookup import resolve_id
from revi_docs.decide.rerun_check import RerunCheck, check_rerun
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import StoryPaths, missing_ledger_error
from revi_docs.runtime.base.story_ledger import append_entry, exclusive_access, story_ledger
from revi_docs.runtime.moves.evidence import collect_evidence, resume_point
from revi_docs.runtime.traces.trace_events import try_emit


class RerunDecision(NamedTuple):
    """The decision for a command; `resume_from` is the step in the checkpoint, "" if there is none."""

    command: str
    check: RerunCheck
    resume_from: str = ""

    @property
    def runs(self) -> bool:
        """Whether the command does any work."""
        return self.check.action in ("proceed", "resume")


def decide_rerun(story: StoryPaths, command: str, *, force: bool = False) -> RerunDecision:
    """Decide what the command would do now, from the evidence of its earlier runs. Changes nothing."""
    contract = story.repository.contract
    command_id = resolve_id(contract, "command", command)
    evidence = collect_evidence(story, command_id, story_ledger(story))
    check = check_rerun(contract, command_id, evidence, force=force)
    resume_step = (resume_point(story) or "") if check.action == "resume" else ""
    return RerunDecision(command_id, check, resume_step)


def record_rerun(story: StoryPaths, command: str, actor: str, *, force: bool = False) -> RerunDecision:
    """Decide as `decide_rerun`, and record the decision in the trace and, if forced, in the ledger."""
    decision = decide_rerun(story, command, force=force)
    check, now = decision.check, now_ms()
    if force and decision.runs:
        with exclusive_access(story):
            if not story_ledger(story).entries:
                raise missing_ledger_error(story)
            append_entry(story, "forced", now, {"actor": actor, "command": decision.command})
    fields = {"command": decision.command, "mode": check.mode, "done": check.done, "action": check.action}
    try_emit(story, "rerun_decided", now, {**fields, "resumeFrom": decision.resume_from or None})
    return decision
