"""Reject edits of what revi and revi-docs remember on one machine, whatever the contract says.

Standard library only: a hook looks at the path of every edit.
"""

from __future__ import annotations

_LOCAL_FOLDER, _INDEX, _OVERRIDES = ".revi/state/", ".revi/paths", ".revi/overrides"


def machine_state_reason(path: str) -> str:
    """Why a file may not be edited whatever the contract says; "" for any other file. `path` is relative."""
    # File systems that ignore case open the same file under any of these names.
    lowered = path.lower()
    _, is_in_git_folder, git_path = f"/{lowered}".partition("/.git/")
    if (is_in_git_folder and "/revi/" in f"/{git_path}") or lowered.startswith(_LOCAL_FOLDER):
        return f"{path} is what revi remembers on this machine: use its commands; 'revi doctor' checks these files"
    if lowered == _INDEX:
        return f"{path} is the index of generated files: run 'revi-docs sync', which writes it"
    if lowered == _OVERRIDES:
        return f"{path} says which shipped templates were accepted: a person runs 'revi-docs template NAME --accept'"
    return ""
