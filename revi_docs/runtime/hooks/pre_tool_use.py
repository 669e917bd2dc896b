"""Before a tool is used: an agent is started, or a file is edited."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from revi_docs.runtime.ground import Ground, ground_of
from revi_docs.runtime.hooks.call import LET_THROUGH, Call, MisreadError, Verdict
from revi_docs.runtime.protected.edits import TOOLS, Edited, edited

STARTERS = ("Agent", "Task")
"""The tool that starts an agent: by its name, and by an older one."""


def answer(call: Call) -> Verdict:
    """Blocks what the contract forbids. Raises MisreadError, and BrokenError for a broken contract."""
    tool, given = call.text("tool_name"), call.said.get("tool_input")
    if tool not in TOOLS and tool not in STARTERS:
        return LET_THROUGH
    if not isinstance(given, Mapping):
        raise MisreadError("the input names no 'tool_input'")
    return _start(call, given) if tool in STARTERS else _edit(call, tool, given)


def _start(call: Call, given: Mapping[str, Any]) -> Verdict:
    from revi_docs.runtime.hooks.agent_start import refusal

    ground = ground_of(call.cwd or ".")
    if ground is None or not ground.hooks(call.event):
        return LET_THROUGH
    return Verdict(refusal(ground, call.session, given))


def _edit(call: Call, tool: str, given: Mapping[str, Any]) -> Verdict:
    edit = edited(tool, given, call.cwd)
    if edit is None or edit.before == edit.after:
        return LET_THROUGH
    ground = _around(call.cwd or ".", edit.path)
    if ground is None or not ground.hooks(call.event):
        return LET_THROUGH
    return Verdict(_refusal(ground, ground.inside(edit.path), edit))


def _around(cwd: str, path: str) -> Ground | None:
    """The repository that a file stands in: the one of the session, else its own; None for neither."""
    ground = ground_of(cwd)
    if ground is None or not ground.inside(path):
        ground = ground_of(os.path.dirname(path))
    return ground


def _refusal(ground: Ground, path: str, edit: Edited) -> str:
    """Why the edit is denied: the first reason that is found; "" where there is none."""
    from revi_docs.runtime.protected.logged import of_story
    from revi_docs.runtime.protected.made import of_file
    from revi_docs.runtime.protected.owned import of_fields
    from revi_docs.runtime.protected.regions import of_regions

    for judge in (of_file, of_regions, of_fields, of_story):
        reason = judge(ground, path, edit)
        if reason:
            return reason
    return ""
