"""Does a command run now, again, from where it stopped, or not at all?"""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.decide.name_lookup import resolve_id
from revi_docs.decide.rerun_check import RerunCheck, check_rerun
from revi_docs.records.command_errors import CommandError
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.claims.files import FileStore
from revi_docs.runtime.claims.protocol import StoryStore
from revi_docs.runtime.moves.evidence import collect_evidence, resume_point
from revi_docs.runtime.traces.trace_events import try_emit


class RerunDecision(NamedTuple):
    """The decision; `resume_from` is the step of the checkpoint, "" where there is none."""

    command: str
    check: RerunCheck
    resume_from: str = ""

    @property
    def runs(self) -> bool:
        """Whether the command goes to work."""
        return self.check.action in ("proceed", "resume")


def decide_rerun(
    story: StoryPaths, command: str, *, force: bool = False, store: StoryStore | None = None
) -> RerunDecision:
    """What follows when the command is run now, by what is really there. Changes nothing."""
    contract = story.repository.contract
    command_id = resolve_id(contract, "command", command)
    ledger = (store or FileStore(story.repository)).read_ledger(story.id)
    check = check_rerun(contract, command_id, collect_evidence(story, command_id, ledger), force=force)
    resume_step = (resume_point(story) or "") if check.action == "resume" else ""
    return RerunDecision(command_id, check, resume_step)


def record_rerun(
    story: StoryPaths, command: str, actor: str, *, force: bool = False, store: StoryStore | None = None
) -> RerunDecision:
    """As `decide`, and writes the decision down: in the trace, and in the ledger where it was forced."""
    decision = decide_rerun(story, command, force=force, store=store)
    check, now = decision.check, now_ms()
    if force and decision.runs:
        with (store or FileStore(story.repository)).lock(story.id) as locked_story:
            if not locked_story.read_ledger().entries:
                fix = f"begin it with 'revi story new {story.id}'"
                raise CommandError("no-ledger", f"{story.id} has no ledger that could be forced", fix)
            entry = {
                "timestamp": format_time(now, story.repository.zone),
                "storyId": story.id,
                "event": "forced",
                "actor": actor,
                "command": decision.command,
            }
            locked_story.append(entry)
    fields = {"command": decision.command, "mode": check.mode, "done": check.done, "action": check.action}
    try_emit(story, "rerun_decided", now, {**fields, "resumeFrom": decision.resume_from or None})
    return decision
