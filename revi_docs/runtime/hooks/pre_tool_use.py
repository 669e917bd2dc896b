"""PreToolUse: an agent is about to start, or a file is about to be edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.base.repository import Repository, contract_roots, find_repository, open_lazily
from revi_docs.runtime.edit_guard.edits import FileEdit, parse_edit
from revi_docs.runtime.hooks.hook_call import ALLOW, HookCall, HookInputError, HookVerdict
from revi_docs.targets.claude import TARGET as CLAUDE


def answer(call: HookCall) -> HookVerdict:
    """Block what the contract forbids. Raises HookInputError, UnavailableError for an invalid contract."""
    tool, tool_input = call.text("tool_name"), call.payload.get("tool_input")
    if tool not in CLAUDE.tools.edits and tool not in (*CLAUDE.tools.start_agent, CLAUDE.tools.start_command):
        return ALLOW
    if not isinstance(tool_input, Mapping):
        raise HookInputError("the input has no 'tool_input'")
    if tool in CLAUDE.tools.edits:
        return _check_edit(call, tool, tool_input)
    repository = find_repository(call.cwd or ".")
    if repository is None or not repository.has_hook(call.event):
        return ALLOW
    if tool == CLAUDE.tools.start_command:
        return _check_command_start(repository, tool_input)
    from revi_docs.runtime.hooks.agent_start import deny_reason

    caller = call.text(CLAUDE.hook_fields.agent_type)
    return HookVerdict(deny_reason(repository, call.session_id, tool_input, caller))


def _check_command_start(repository: Repository, tool_input: Mapping[str, Any]) -> HookVerdict:
    """Check a command that the agent starts by itself, as one that a user types."""
    from revi_docs.runtime.hooks.user_prompt_expansion import check_command

    name, arguments = (tool_input.get(field) for field in CLAUDE.skill_fields)
    return check_command(repository, name, arguments if isinstance(arguments, str) else "")


def _check_edit(call: HookCall, tool: str, tool_input: Mapping[str, Any]) -> HookVerdict:
    """Ask every contract above the file: a nested one, such as that of a worktree, does not hide the others."""
    edit = parse_edit(tool, tool_input, call.cwd)
    if edit is None or edit.old_text == edit.new_text:
        return ALLOW
    failure: UnavailableError | None = None
    fails_closed = False
    for root in contract_roots(edit.path):
        try:
            repository = open_lazily(root)
            if not repository.has_hook(call.event):
                continue
            fails_closed = fails_closed or repository.fails_closed(call.event)
            reason = _edit_deny_reason(repository, repository.relative_path(edit.path), edit)
        except UnavailableError as error:
            failure = failure or error
            continue
        if reason:
            return HookVerdict(reason)
    if failure is not None and fails_closed:
        return HookVerdict(f"{failure.message}; {failure.fix}; the hook fails closed")
    if failure is not None:
        raise failure
    return ALLOW


def _edit_deny_reason(repository: Repository, path: str, edit: FileEdit) -> str:
    """Why the edit is rejected, by the first check that rejects it; "" if none does."""
    from revi_docs.runtime.edit_guard.append_only_logs import check_story_file
    from revi_docs.runtime.edit_guard.generated_files import check_generated_file
    from revi_docs.runtime.edit_guard.generated_regions import check_regions
    from revi_docs.runtime.edit_guard.owned_front_matter import check_owned_fields

    for check in (check_generated_file, check_regions, check_owned_fields, check_story_file):
        reason = check(repository, path, edit)
        if reason:
            return reason
    return ""
