"""Decide about a tool call that `pre_tool_use` could not allow at once. May import anything the runtime may."""

from __future__ import annotations

from collections.abc import Mapping

from revi_docs.runtime.base.contract_data import ContractData
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.edit_guard.edits import FileEdit
from revi_docs.runtime.hooks.hook_call import HookVerdict
from revi_docs.targets.claude import TARGET as CLAUDE

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from typing import Any


def agent_deny_reason(contract: ContractData, session_id: str, tool_input: Mapping[str, Any], caller: str) -> str:
    """Why the agent is rejected; "" if it may start. `caller` is the agent that starts it, "" for the main one."""
    from revi_docs.runtime.hooks.agent_start import deny_reason

    return deny_reason(Repository.from_contract(contract), session_id, tool_input, caller)


def check_started_command(contract: ContractData, tool_input: Mapping[str, Any]) -> HookVerdict:
    """Check a command that an agent starts by itself, as one that a user types."""
    from revi_docs.runtime.hooks.user_prompt_expansion import check_command

    name, arguments = (tool_input.get(field) for field in (CLAUDE.tool_fields.command, CLAUDE.tool_fields.arguments))
    return check_command(Repository.from_contract(contract), name, arguments if isinstance(arguments, str) else "")


def status_deny_reason(contract: ContractData, session_id: str, edit: FileEdit) -> str:
    """Why the status of the stories on which the session works forbids the edit; "" if one of them allows it."""
    from revi_docs.runtime.edit_guard.status_edits import check_status_edits

    repository = Repository.from_contract(contract)
    return check_status_edits(repository, session_id, contract.relative_path(edit.path))


def edit_deny_reason(contract: ContractData, edit: FileEdit) -> str:
    """Why the edit is rejected, by the first check that rejects it; "" if none does."""
    from revi_docs.runtime.edit_guard.append_only_logs import check_story_file
    from revi_docs.runtime.edit_guard.generated_files import check_generated_file
    from revi_docs.runtime.edit_guard.generated_regions import check_regions
    from revi_docs.runtime.edit_guard.machine_state import machine_state_reason
    from revi_docs.runtime.edit_guard.owned_front_matter import check_owned_fields
    from revi_docs.runtime.edit_guard.owned_table_cells import check_owned_cells
    from revi_docs.runtime.edit_guard.working_state import check_state_file

    repository, path = Repository.from_contract(contract), contract.relative_path(edit.path)
    reason = (
        machine_state_reason(path) or check_state_file(repository, path) or check_generated_file(repository, path, edit)
    )
    if reason:
        return reason
    checks = (check_regions, check_owned_fields, check_owned_cells, check_story_file)
    return next((reason for check in checks if (reason := check(repository, path, edit))), "")
