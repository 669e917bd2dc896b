"""A typed command: whether it may start on the story that it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from revi_docs.runtime.base.hook_context import HookContext, find_hook_context
from revi_docs.runtime.edit_guard.contract_locations import contract_location
from revi_docs.runtime.hooks.agent_start import contract_id
from revi_docs.runtime.hooks.hook_call import ALLOW, HookCall, HookVerdict

if TYPE_CHECKING:
    from revi_docs.runtime.base.repository import StoryPaths

TYPED_EXPANSIONS = ("", "slash_command")
"""What an expansion is of, where somebody typed a command."""


def answer(call: HookCall) -> HookVerdict:
    """Blocks a command that works in other statuses than the story's, or is done. Raises BrokenError."""
    context = find_hook_context(call.cwd or ".")
    if (
        context is None
        or not context.has_hook(call.event)
        or call.text("expansion_type") not in TYPED_EXPANSIONS
    ):
        return ALLOW
    command = contract_id(context.data, "commands", call.text("command_name"))
    arguments = call.text("command_args")
    story_id = _find_story_id(context.data, command, arguments) if command else ""
    return _check_command(context, command, story_id, arguments.split()) if story_id else ALLOW


def _find_story_id(data: Mapping[str, Any], command: str, arguments: str) -> str:
    """The story that the arguments name, for a command that takes one; "" for none."""
    if not any(name.endswith("ID") for name in data["commands"][command]["arguments"]):
        return ""
    id_pattern = data["project"].get("story_id") or ""
    words = (word.strip("'\"`,") for word in arguments.split())
    return next((word for word in words if id_pattern and re.fullmatch(id_pattern, word)), "")


def _check_command(
    context: HookContext, command: str, story_id: str, arguments: Sequence[str]
) -> HookVerdict:
    """By the status of the story, then by what a further run means; nothing for an unknown story."""
    from revi_docs.runtime.base.repository import open_repository
    from revi_docs.runtime.moves.reruns import decide_rerun

    repository = open_repository(context.root)
    story = repository.story(story_id)
    rerun_rule = repository.contract.commands[command].rerun
    force = bool(rerun_rule and rerun_rule.force and rerun_rule.force in arguments)
    if not story.exists:
        return ALLOW
    decision = decide_rerun(story, command, force=force)
    status_reason = "" if force and decision.runs else _wrong_status_reason(context, command, story)
    if status_reason or decision.runs:
        from_step = f" from {decision.resume_from}" if decision.resume_from else ""
        resumes = decision.check.action == "resume" and not status_reason
        return HookVerdict(
            status_reason, context=f"revi: /{command} resumes {story_id}{from_step}" if resumes else ""
        )
    force_hint = f"; {rerun_rule.force} runs it anew" if rerun_rule is not None and rerun_rule.force else ""
    location = contract_location(context, ("commands", command, "rerun", "mode"))
    return HookVerdict(
        f"/{command} does not run again on {story_id}: {decision.check.reason}, by {location}{force_hint}"
    )


def _wrong_status_reason(context: HookContext, command: str, story: StoryPaths) -> str:
    """Why the command does not work where the story stands; "" where it does, or moves no story."""
    from revi_docs.records.ledger import read_ledger

    contract = story.repository.contract
    status = read_ledger(story.ledger, contract).status
    source_statuses = dict.fromkeys(
        transition.source for transition in contract.transitions if transition.by == command
    )
    if not status or not source_statuses or status in source_statuses:
        return ""
    next_commands = dict.fromkeys(
        transition.by for transition in contract.transitions if transition.source == status
    )
    command_list = ", ".join(f"/{name}" for name in next_commands if name in contract.commands)
    allowed = f"{', '.join(source_statuses)} by {contract_location(context, ('transitions',))}"
    next_step = f"from {status} goes on: {command_list}" if command_list else "a person moves it"
    return f"{story.id} stands in {status}, and /{command} works in {allowed}; {next_step}"
