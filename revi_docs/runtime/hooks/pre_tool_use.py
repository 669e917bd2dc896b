"""PreToolUse: an agent is about to start, or a file is about to be edited.

This module answers what needs no further knowledge: a tool that starts no agent and edits no file, and an edit of
a file that the contract cannot protect. It imports nothing heavy; everything else is in `tool_checks`.
"""

from __future__ import annotations

from collections.abc import Mapping

from revi_docs.runtime.base.contract_data import ContractData, contract_roots, find_contract, read_contract_data
from revi_docs.runtime.edit_guard.edits import FileEdit, has_other_names, parse_edit
from revi_docs.runtime.edit_guard.protected_files import may_be_protected
from revi_docs.runtime.hooks.hook_call import ALLOW, HookCall, HookInputError, HookVerdict
from revi_docs.targets.claude import TARGET as CLAUDE

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from typing import Any


def answer(call: HookCall) -> HookVerdict:
    """Block what the contract forbids. Raises HookInputError, UnavailableError for an invalid contract."""
    tool, tool_input = call.text(CLAUDE.hook_fields.tool), call.payload.get(CLAUDE.hook_fields.tool_input)
    is_edit = tool in CLAUDE.tools.edits
    if not is_edit and tool not in (*CLAUDE.tools.start_agent, CLAUDE.tools.start_command):
        return ALLOW
    if not isinstance(tool_input, Mapping):
        raise HookInputError(f"the input has no '{CLAUDE.hook_fields.tool_input}'")
    return _check_edit(call, tool, tool_input) if is_edit else _check_start(call, tool, tool_input)


def _check_start(call: HookCall, tool: str, tool_input: Mapping[str, Any]) -> HookVerdict:
    contract = find_contract(call.cwd or ".", ContractData)
    if contract is None or not contract.has_hook(call.event):
        return ALLOW
    from revi_docs.runtime.hooks.tool_checks import agent_deny_reason, check_started_command

    if tool == CLAUDE.tools.start_command:
        return check_started_command(contract, tool_input)
    caller = call.text(CLAUDE.hook_fields.agent)
    return HookVerdict(reason=agent_deny_reason(contract, call.session_id, tool_input, caller))


def _check_edit(call: HookCall, tool: str, tool_input: Mapping[str, Any]) -> HookVerdict:
    """Ask every contract above the file: a nested one, such as that of a worktree, does not hide the others."""
    edit = parse_edit(tool, tool_input, call.cwd)
    # An edit that changes nothing needs no permission.
    if edit is None or edit.old_text == edit.new_text:
        return ALLOW
    failure: Exception | None = None
    fails_closed = False
    for root in contract_roots(edit.path):
        try:
            contract = read_contract_data(root, ContractData)
            if not contract.has_hook(call.event):
                continue
            fails_closed = fails_closed or contract.fails_closed(call.event)
            reason = _deny_reason_by_any_name(contract, edit) or _status_deny_reason(contract, call.session_id, edit)
        except Exception as error:  # noqa: BLE001 - one contract that cannot be judged must not keep the others from it
            failure = failure or error
            fails_closed = fails_closed or call.event in getattr(error, "closed_hooks", ())
            continue
        if reason:
            return HookVerdict(reason=reason)
    if failure is not None and fails_closed:
        return HookVerdict(reason=f"a contract above the file cannot be judged, and the hook fails closed: {failure}")
    if failure is not None:
        raise failure
    return ALLOW


def _deny_reason_by_any_name(contract: ContractData, edit: FileEdit) -> str:
    """Why the edit is rejected under one of the file's names: hard links to the same file are edited, too."""
    reason = _edit_deny_reason(contract, edit)
    if reason or not has_other_names(edit):
        return reason
    from revi_docs.runtime.edit_guard.hard_links import linked_paths

    edits = (edit.replace(path=path) for path in linked_paths(contract.root, edit.path))
    return next((reason for other in edits if (reason := _edit_deny_reason(contract, other))), "")


def _edit_deny_reason(contract: ContractData, edit: FileEdit) -> str:
    if not may_be_protected(contract, contract.relative_path(edit.path), edit):
        return ""
    from revi_docs.runtime.hooks.tool_checks import edit_deny_reason

    return edit_deny_reason(contract, edit)


def _status_deny_reason(contract: ContractData, session_id: str, edit: FileEdit) -> str:
    if not any(status.get("may_edit") for status in contract.section("statuses").values()):
        return ""
    from revi_docs.runtime.hooks.tool_checks import status_deny_reason

    return status_deny_reason(contract, session_id, edit)
