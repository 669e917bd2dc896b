"""Before a tool is used: an agent is started, or a file is edited."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from revi_docs.runtime.base.hook_context import HookContext, find_hook_context
from revi_docs.runtime.edit_guard.edits import FileEdit, parse_edit
from revi_docs.runtime.hooks.hook_call import ALLOW, HookCall, HookInputError, HookVerdict
from revi_docs.targets.claude import TARGET as CLAUDE


def answer(call: HookCall) -> HookVerdict:
    """Blocks what the contract forbids. Raises MisreadError, and BrokenError for a broken contract."""
    tool, tool_input = call.text("tool_name"), call.payload.get("tool_input")
    if tool not in CLAUDE.tools.edits and tool not in CLAUDE.tools.start_agent:
        return ALLOW
    if not isinstance(tool_input, Mapping):
        raise HookInputError("the input names no 'tool_input'")
    return (
        _check_agent_start(call, tool_input)
        if tool in CLAUDE.tools.start_agent
        else _check_edit(call, tool, tool_input)
    )


def _check_agent_start(call: HookCall, tool_input: Mapping[str, Any]) -> HookVerdict:
    from revi_docs.runtime.hooks.agent_start import deny_reason

    context = find_hook_context(call.cwd or ".")
    if context is None or not context.has_hook(call.event):
        return ALLOW
    return HookVerdict(deny_reason(context, call.session_id, tool_input))


def _check_edit(call: HookCall, tool: str, tool_input: Mapping[str, Any]) -> HookVerdict:
    edit = parse_edit(tool, tool_input, call.cwd)
    if edit is None or edit.old_text == edit.new_text:
        return ALLOW
    context = _find_context(call.cwd or ".", edit.path)
    if context is None or not context.has_hook(call.event):
        return ALLOW
    return HookVerdict(_edit_deny_reason(context, context.relative_path(edit.path), edit))


def _find_context(cwd: str, path: str) -> HookContext | None:
    """The repository that a file stands in: the one of the session, else its own; None for neither."""
    context = find_hook_context(cwd)
    if context is None or not context.relative_path(path):
        context = find_hook_context(os.path.dirname(path))
    return context


def _edit_deny_reason(context: HookContext, path: str, edit: FileEdit) -> str:
    """Why the edit is denied: the first reason that is found; "" where there is none."""
    from revi_docs.runtime.edit_guard.append_only_logs import check_story_file
    from revi_docs.runtime.edit_guard.generated_files import check_generated_file
    from revi_docs.runtime.edit_guard.generated_regions import check_regions
    from revi_docs.runtime.edit_guard.owned_front_matter import check_owned_fields

    for check in (check_generated_file, check_regions, check_owned_fields, check_story_file):
        reason = check(context, path, edit)
        if reason:
            return reason
    return ""
