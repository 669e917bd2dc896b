"""UserPromptExpansion: decide whether a typed command may run on the story in its arguments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from revi_docs.runtime.base.repository import Repository, find_repository
from revi_docs.runtime.edit_guard.contract_locations import contract_location
from revi_docs.runtime.hooks.agent_start import contract_id
from revi_docs.runtime.hooks.hook_call import ALLOW, HookCall, HookVerdict
from revi_docs.targets.claude import TARGET as CLAUDE

if TYPE_CHECKING:
    from revi_docs.runtime.base.repository import StoryPaths

_FIELDS = CLAUDE.hook_fields


def answer(call: HookCall) -> HookVerdict:
    """Block a command that cannot run in the story's status, or that is already done. Raises UnavailableError."""
    repository = find_repository(call.cwd or ".")
    if (
        repository is None
        or not repository.has_hook(call.event)
        or call.text(_FIELDS.expansion) not in _FIELDS.typed_expansions
    ):
        return ALLOW
    return check_command(repository, call.text(_FIELDS.command), call.text(_FIELDS.arguments))


def check_command(repository: Repository, name: object, arguments: str) -> HookVerdict:
    """Block a command, by its qualified name, that cannot run with these arguments. Raises UnavailableError."""
    command = contract_id(repository, "commands", name)
    story_id = _find_story_id(repository, command, arguments) if command else ""
    return _check_command(repository, command, story_id, arguments.split()) if story_id else ALLOW


def _find_story_id(repository: Repository, command: str, arguments: str) -> str:
    """The story id in the arguments of a command that takes one; "" if there is none."""
    if not any(name.endswith("ID") for name in repository.section("commands")[command]["arguments"]):
        return ""
    id_pattern = repository.story_id_pattern
    words = (word.strip("'\"`,") for word in arguments.split())
    return next((word for word in words if id_pattern and re.fullmatch(id_pattern, word)), "")


def _check_command(repository: Repository, command: str, story_id: str, arguments: Sequence[str]) -> HookVerdict:
    """Check the status of the story, then the rerun rule of the command. An unknown story is allowed."""
    from revi_docs.runtime.moves.reruns import decide_rerun

    story = repository.story_paths(story_id)
    rerun_rule = repository.contract.commands[command].rerun
    force = bool(rerun_rule and rerun_rule.force and rerun_rule.force in arguments)
    if not story.exists:
        return ALLOW
    decision = decide_rerun(story, command, force=force)
    status_reason = "" if force and decision.runs else _wrong_status_reason(repository, command, story)
    if status_reason or decision.runs:
        from_step = f" from {decision.resume_from}" if decision.resume_from else ""
        resumes = decision.check.action == "resume" and not status_reason
        context = f"revi: /{command} resumes {story_id}{from_step}" if resumes else ""
        return HookVerdict(reason=status_reason, context=context)
    force_hint = f"; add {rerun_rule.force} to run it again" if rerun_rule is not None and rerun_rule.force else ""
    location = contract_location(repository, ("commands", command, "rerun", "mode"))
    return HookVerdict(
        reason=f"/{command} does not run again on {story_id}: {decision.check.reason}; see {location}{force_hint}"
    )


def _wrong_status_reason(repository: Repository, command: str, story: StoryPaths) -> str:
    """Why the command cannot run in the story's status; "" if it can, or if it moves no story."""
    from revi_docs.runtime.base.story_ledger import story_ledger

    contract, status = story.repository.contract, story_ledger(story).status
    source_statuses = dict.fromkeys(
        transition.source for transition in contract.transitions if transition.by == command
    )
    if not status or not source_statuses or status in source_statuses:
        return ""
    next_commands = dict.fromkeys(transition.by for transition in contract.transitions if transition.source == status)
    command_list = ", ".join(f"/{name}" for name in next_commands if name in contract.commands)
    allowed = f"{', '.join(source_statuses)} (see {contract_location(repository, ('transitions',))})"
    next_step = f"from {status}, use {command_list}" if command_list else f"a person moves it from {status}"
    return f"{story.id} is in {status}, and /{command} works in {allowed}; {next_step}"
