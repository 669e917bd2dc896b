"""Does a command run now, again, from where it stopped, or not at all?"""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.decide.names import known
from revi_docs.decide.rerun import RerunCheck, check_rerun
from revi_docs.records.refusal import RefusalError
from revi_docs.records.times import now_ms, written
from revi_docs.runtime.evidence import evidence, resume_point
from revi_docs.runtime.file_store import FileStore
from revi_docs.runtime.store import Store
from revi_docs.runtime.traces import note
from revi_docs.runtime.workflow import StoryPaths


class Rerun(NamedTuple):
    """The decision; `resume_from` is the step of the checkpoint, "" where there is none."""

    command: str
    check: RerunCheck
    resume_from: str = ""

    @property
    def runs(self) -> bool:
        """Whether the command goes to work."""
        return self.check.action in ("proceed", "resume")


def decide(story: StoryPaths, command: str, *, force: bool = False, store: Store | None = None) -> Rerun:
    """What follows when the command is run now, by what is really there. Changes nothing."""
    contract = story.workflow.contract
    name = known(contract, "command", command)
    ledger = (store or FileStore(story.workflow)).ledger(story.id)
    check = check_rerun(contract, name, evidence(story, name, ledger), force=force)
    resumes = (resume_point(story) or "") if check.action == "resume" else ""
    return Rerun(name, check, resumes)


def rerun(
    story: StoryPaths, command: str, actor: str, *, force: bool = False, store: Store | None = None
) -> Rerun:
    """As `decide`, and writes the decision down: in the trace, and in the ledger where it was forced."""
    decided = decide(story, command, force=force, store=store)
    check, now = decided.check, now_ms()
    if force and decided.runs:
        with (store or FileStore(story.workflow)).hold(story.id) as held:
            if not held.ledger().entries:
                fix = f"begin it with 'revi story new {story.id}'"
                raise RefusalError("no-ledger", f"{story.id} has no ledger that could be forced", fix)
            entry = {
                "timestamp": written(now, story.workflow.zone),
                "storyId": story.id,
                "event": "forced",
                "actor": actor,
                "command": decided.command,
            }
            held.append(entry)
    told = {"command": decided.command, "mode": check.mode, "done": check.done, "action": check.action}
    note(story, "rerun_decided", now, {**told, "resumeFrom": decided.resume_from or None})
    return decided
