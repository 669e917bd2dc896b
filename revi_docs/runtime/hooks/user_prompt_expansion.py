"""A typed command: whether it may start on the story that it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from revi_docs.runtime.ground import Ground, ground_of
from revi_docs.runtime.hooks.agent_start import own_name
from revi_docs.runtime.hooks.call import LET_THROUGH, Call, Verdict
from revi_docs.runtime.protected.sources import stated

if TYPE_CHECKING:
    from revi_docs.runtime.workflow import StoryPaths

TYPED = ("", "slash_command")
"""What an expansion is of, where somebody typed a command."""


def answer(call: Call) -> Verdict:
    """Blocks a command that works in other statuses than the story's, or is done. Raises BrokenError."""
    ground = ground_of(call.cwd or ".")
    if ground is None or not ground.hooks(call.event) or call.text("expansion_type") not in TYPED:
        return LET_THROUGH
    command = own_name(ground.data, "commands", call.text("command_name"))
    words = call.text("command_args")
    story = _story(ground.data, command, words) if command else ""
    return _judged(ground, command, story, words.split()) if story else LET_THROUGH


def _story(data: Mapping[str, Any], command: str, words: str) -> str:
    """The story that the arguments name, for a command that takes one; "" for none."""
    if not any(name.endswith("ID") for name in data["commands"][command]["arguments"]):
        return ""
    form = data["project"].get("story_id") or ""
    named = (word.strip("'\"`,") for word in words.split())
    return next((word for word in named if form and re.fullmatch(form, word)), "")


def _judged(ground: Ground, command: str, story: str, words: Sequence[str]) -> Verdict:
    """By the status of the story, then by what a further run means; nothing for an unknown story."""
    from revi_docs.runtime.reruns import decide
    from revi_docs.runtime.workflow import open_workflow

    workflow = open_workflow(ground.root)
    paths = workflow.story(story)
    again = workflow.contract.commands[command].rerun
    force = bool(again and again.force and again.force in words)
    if not paths.exists:
        return LET_THROUGH
    decided = decide(paths, command, force=force)
    wrong = "" if force and decided.runs else _wrong_status(ground, command, paths)
    if wrong or decided.runs:
        from_where = f" from {decided.resume_from}" if decided.resume_from else ""
        resumes = decided.check.action == "resume" and not wrong
        return Verdict(wrong, context=f"revi: /{command} resumes {story}{from_where}" if resumes else "")
    anew = f"; {again.force} runs it anew" if again is not None and again.force else ""
    where = stated(ground, ("commands", command, "rerun", "mode"))
    return Verdict(f"/{command} does not run again on {story}: {decided.check.why}, by {where}{anew}")


def _wrong_status(ground: Ground, command: str, story: StoryPaths) -> str:
    """Why the command does not work where the story stands; "" where it does, or moves no story."""
    from revi_docs.records.ledger import read_ledger

    contract = story.workflow.contract
    status = read_ledger(story.ledger, contract).status
    works_in = dict.fromkeys(way.source for way in contract.transitions if way.by == command)
    if not status or not works_in or status in works_in:
        return ""
    there = dict.fromkeys(way.by for way in contract.transitions if way.source == status)
    others = ", ".join(f"/{name}" for name in there if name in contract.commands)
    where = f"{', '.join(works_in)} by {stated(ground, ('transitions',))}"
    then = f"from {status} goes on: {others}" if others else "a person moves it"
    return f"{story.id} stands in {status}, and /{command} works in {where}; {then}"
