"""PreToolUse: an agent is about to start, or a file is about to be edited."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from revi_docs.runtime.base.repository import Repository, find_repository
from revi_docs.runtime.edit_guard.edits import FileEdit, parse_edit
from revi_docs.runtime.hooks.hook_call import ALLOW, HookCall, HookInputError, HookVerdict
from revi_docs.targets.claude import TARGET as CLAUDE


def answer(call: HookCall) -> HookVerdict:
    """Block what the contract forbids. Raises HookInputError, UnavailableError for an invalid contract."""
    tool, tool_input = call.text("tool_name"), call.payload.get("tool_input")
    if tool not in CLAUDE.tools.edits and tool not in CLAUDE.tools.start_agent:
        return ALLOW
    if not isinstance(tool_input, Mapping):
        raise HookInputError("the input has no 'tool_input'")
    if tool in CLAUDE.tools.start_agent:
        return _check_agent_start(call, tool_input)
    return _check_edit(call, tool, tool_input)


def _check_agent_start(call: HookCall, tool_input: Mapping[str, Any]) -> HookVerdict:
    from revi_docs.runtime.hooks.agent_start import deny_reason

    repository = find_repository(call.cwd or ".")
    if repository is None or not repository.has_hook(call.event):
        return ALLOW
    return HookVerdict(deny_reason(repository, call.session_id, tool_input))


def _check_edit(call: HookCall, tool: str, tool_input: Mapping[str, Any]) -> HookVerdict:
    edit = parse_edit(tool, tool_input, call.cwd)
    if edit is None or edit.old_text == edit.new_text:
        return ALLOW
    repository = _find_hook_repository(call.cwd or ".", edit.path)
    if repository is None or not repository.has_hook(call.event):
        return ALLOW
    return HookVerdict(_edit_deny_reason(repository, repository.relative_path(edit.path), edit))


def _find_hook_repository(cwd: str, path: str) -> Repository | None:
    """The repository of the session if the file is in it, else the repository around the file, else None."""
    repository = find_repository(cwd)
    if repository is None or not repository.relative_path(path):
        repository = find_repository(os.path.dirname(path))
    return repository


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
