"""The hooks of the contract in a user's settings for Claude Code: what is there stays as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from revi_docs.contract.model import Contract, Hook
from revi_docs.contract.relations import hook_seconds, hooks_of
from revi_docs.files.json_places import Spot, indentation, places, with_member
from revi_docs.problems.problem import Place, Problem, ReviError

SETTINGS = ".claude/settings.json"


def merged(content: bytes, contract: Contract) -> bytes:
    """The settings with every hook that the contract wants; the same bytes where all are there already.

    Nothing else changes: order, indentation, line ends. Raises ReviError for settings that are broken,
    or whose hooks are none.
    """
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    text = _decoded(content.removeprefix(mark)) or "{}\n"
    for event, hook in hooks_of(contract).items():
        text = _with_hook(text, event, _group(contract, hook))
    return mark + text.encode()


def _group(contract: Contract, hook: Hook) -> dict[str, Any]:
    closed = " --fail closed" if hook.fail == "closed" else ""
    called = {
        "type": "command",
        "command": f"revi hook {hook.id}{closed}",
        "timeout": hook_seconds(contract, hook),
    }
    return {**({"matcher": "|".join(hook.matcher)} if hook.matcher else {}), "hooks": [called]}


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8") if content.strip() else ""
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refused("is no UTF-8", line, 1) from None


def _with_hook(text: str, event: str, group: Mapping[str, Any]) -> str:
    """The text with the group among those of its event: where ours stands already, in its place."""
    whole = _places(text)
    hooks = whole.members.get("hooks")
    if hooks is None:
        return with_member(text, whole, "hooks", {event: [group]}, 0)
    if not isinstance(hooks.value, dict):
        raise _refused("holds 'hooks' that are no object", *_at(text, hooks.start))
    groups = hooks.members.get(event)
    if groups is None:
        return with_member(text, hooks, event, [group], 1)
    if not isinstance(groups.value, list):
        raise _refused(f"holds hooks of {event} that are no list", *_at(text, groups.start))
    ours = [one for one in groups.items if _is_ours(one.value, event)]
    if not ours:
        return with_member(text, groups, None, group, 2)
    return text if any(one.value == group for one in ours) else _replaced(text, ours[0], event, group)


def _is_ours(group: Any, event: str) -> bool:
    """Whether a group calls `revi hook` for the event."""
    hooks = group.get("hooks") if isinstance(group, dict) else None
    return isinstance(hooks, list) and any(_calls(one, event) for one in hooks)


def _calls(hook: Any, event: str) -> bool:
    words = str(hook.get("command")).split() if isinstance(hook, dict) else []
    return words[:3] == ["revi", "hook", event]


def _replaced(text: str, spot: Spot, event: str, group: Mapping[str, Any]) -> str:
    """Our group as it is to be; what others added to it stays."""
    hooks = [group["hooks"][0] if _calls(one, event) else one for one in spot.value["hooks"]]
    made = {**{key: value for key, value in spot.value.items() if key != "matcher"}, **group, "hooks": hooks}
    if made == spot.value:
        return text
    shown = json.dumps(made, ensure_ascii=False, indent=indentation(text))
    line = ("\r\n" if "\r\n" in text else "\n") + _line_start(text, spot.start)
    return text[: spot.start] + shown.replace("\n", line) + text[spot.end :]


def _line_start(text: str, at: int) -> str:
    """The white space with which the line of an offset begins."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip())]


def _places(text: str) -> Spot:
    try:
        whole = places(text)
    except json.JSONDecodeError as error:
        raise _refused(f"is no JSON: {error.msg}", error.lineno, error.colno) from None
    except RecursionError:
        raise _refused("is nested too deeply", 1, 1) from None
    if not isinstance(whole.value, dict):
        raise _refused("is no JSON object", *_at(text, whole.start))
    return whole


def _at(text: str, offset: int) -> tuple[int, int]:
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def _refused(what: str, line: int, column: int) -> ReviError:
    return ReviError(
        Problem(
            code="unreadable-settings",
            message=what,
            fix="mend the file, then run 'revi-docs init --hooks' again; nothing was written",
            places=(Place(SETTINGS, line, column),),
            subject=SETTINGS,
        )
    )
