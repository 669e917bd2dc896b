"""A typed command: whether it may start on the story that it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from revi_docs.runtime.ground import Ground, ground_of
from revi_docs.runtime.hooks.agent_start import own_name
from revi_docs.runtime.hooks.call import LET_THROUGH, Call, Verdict
from revi_docs.runtime.protected.sources import stated

TYPED = ("", "slash_command")
"""What an expansion is of, where somebody typed a command."""


def answer(call: Call) -> Verdict:
    """Blocks a command that works in other statuses than the story's. Raises BrokenError."""
    ground = ground_of(call.cwd or ".")
    if ground is None or not ground.hooks(call.event) or call.text("expansion_type") not in TYPED:
        return LET_THROUGH
    command = own_name(ground.data, "commands", call.text("command_name"))
    story = _story(ground.data, command, call.text("command_args")) if command else ""
    return Verdict(_refusal(ground, command, story)) if story else LET_THROUGH


def _story(data: Mapping[str, Any], command: str, words: str) -> str:
    """The story that the arguments name, for a command that takes one; "" for none."""
    if not any(name.endswith("ID") for name in data["commands"][command]["arguments"]):
        return ""
    form = data["project"].get("story_id") or ""
    named = (word.strip("'\"`,") for word in words.split())
    return next((word for word in named if form and re.fullmatch(form, word)), "")


def _refusal(ground: Ground, command: str, story: str) -> str:
    from revi_docs.records.ledger import read_ledger
    from revi_docs.runtime.workflow import open_workflow

    workflow = open_workflow(ground.root)
    status = read_ledger(workflow.story(story).ledger, workflow.contract).status
    works_in = [way.source for way in workflow.contract.transitions if way.by == command]
    if not status or not works_in or status in works_in:
        return ""
    there = dict.fromkeys(way.by for way in workflow.contract.transitions if way.source == status)
    others = ", ".join(f"/{name}" for name in there if name in workflow.contract.commands)
    where = f"{', '.join(dict.fromkeys(works_in))} by {stated(ground, ('transitions',))}"
    then = f"from {status} goes on: {others}" if others else "a person moves it"
    return f"{story} stands in {status}, and /{command} works in {where}; {then}"
