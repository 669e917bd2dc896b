"""PreToolUse: an agent is about to start, or a file is about to be edited.

This module answers what needs no further knowledge: a tool that starts no agent and edits no file, and an edit of
a file that the contract cannot protect. It imports nothing heavy; everything else is in `tool_checks`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from revi_docs.runtime.base.contract_data import ContractData, find_contract
from revi_docs.runtime.edit_guard.edits import parse_edit
from revi_docs.runtime.edit_guard.protected_files import may_be_protected
from revi_docs.runtime.hooks.hook_call import ALLOW, HookCall, HookInputError, HookVerdict
from revi_docs.targets.claude import TARGET as CLAUDE


def answer(call: HookCall) -> HookVerdict:
    """Block what the contract forbids. Raises HookInputError, UnavailableError for an invalid contract."""
    tool, tool_input = call.text("tool_name"), call.payload.get("tool_input")
    starts_agent = tool in CLAUDE.tools.start_agent
    if not starts_agent and tool not in CLAUDE.tools.edits:
        return ALLOW
    if not isinstance(tool_input, Mapping):
        raise HookInputError("the input has no 'tool_input'")
    edit = None if starts_agent else parse_edit(tool, tool_input, call.cwd)
    if not starts_agent and (edit is None or edit.old_text == edit.new_text):
        return ALLOW
    contract = _find_contract(call.cwd or ".", edit.path if edit else "")
    if contract is None or not contract.has_hook(call.event):
        return ALLOW
    if edit is not None and not may_be_protected(contract, contract.relative_path(edit.path), edit):
        return ALLOW
    from revi_docs.runtime.hooks.tool_checks import agent_deny_reason, edit_deny_reason

    if edit is not None:
        return HookVerdict(edit_deny_reason(contract, edit))
    return HookVerdict(agent_deny_reason(contract, call.session_id, tool_input))


def _find_contract(cwd: str, path: str) -> ContractData | None:
    """The contract of the session if the file is in its repository, else that around the file, else None."""
    contract = find_contract(cwd, ContractData)
    if path and (contract is None or not contract.relative_path(path)):
        contract = find_contract(os.path.dirname(path), ContractData)
    return contract
