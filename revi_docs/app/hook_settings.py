"""Add the hooks of the contract to a settings file of Claude Code, keeping everything else in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from revi_docs.contract.model import Contract, Hook
from revi_docs.contract.relations import hook_handler, hook_timeout_seconds, hooks_of
from revi_docs.files.json_nodes import JsonNode, detect_indent, parse_with_offsets, with_member
from revi_docs.files.merge_conflicts import conflict_problem
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.claude import calls_hook

SETTINGS_PATH = CLAUDE.paths.settings[0]

HOOK_CODES: dict[str, str] = {
    "unreadable-settings": """The settings of Claude Code are not valid JSON, or their `hooks` have the wrong form.

Why: `revi-docs init --hooks` edits the file in place and keeps everything else in it. That is only safe
if the whole file can be parsed.

Example:

    {"hooks": [],}

Fix: Correct the line that the message names, then run `revi-docs init --hooks` again. Nothing was written.
"""
}


def merge_hooks(content: bytes, contract: Contract) -> bytes:
    """Return the settings with every hook of the contract, and a rule for each file that no status may change.

    They are the same bytes if they have all of this.

    Order, indentation and line ends are kept. Raises ReviError if the settings are not valid JSON or if
    `hooks` has the wrong form.
    """
    byte_order_mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    text = _decode(content.removeprefix(byte_order_mark)) or "{}\n"
    for event, hook in hooks_of(contract).items():
        text = _insert_hook(text, event, _hook_group(contract, hook))
    for pattern in always_denied(contract):
        text = _insert_denial(text, CLAUDE.settings.edit_rule.format(pattern=pattern))
    return byte_order_mark + text.encode()


def always_denied(contract: Contract) -> tuple[str, ...]:
    """The patterns that `may_edit` of every status that is not terminal excludes at its end."""
    lists = [status.may_edit for status in contract.statuses.values() if not status.terminal]
    excluded = [{item[1:] for item in takewhile(lambda item: item[0] == "!", reversed(items))} for items in lists]
    return tuple(sorted(set.intersection(*excluded))) if excluded else ()


def _insert_denial(text: str, rule: str) -> str:
    """Return the text with the rule in `permissions.deny`."""
    root, fields = _parse_settings(text), CLAUDE.settings
    permissions = root.members.get(fields.permissions)
    if permissions is None:
        return with_member(text, root, fields.permissions, {fields.deny: [rule]}, 0)
    place = _line_and_column(text, permissions.start)
    if not isinstance(permissions.value, dict):
        raise _settings_error(f"'{fields.permissions}' is not an object", *place)
    denials = permissions.members.get(fields.deny)
    if denials is None:
        return with_member(text, permissions, fields.deny, [rule], 1)
    if not isinstance(denials.value, list):
        raise _settings_error(f"'{fields.permissions}.{fields.deny}' is not a list", *place)
    return text if rule in denials.value else with_member(text, denials, None, rule, 2)


def _hook_group(contract: Contract, hook: Hook) -> dict[str, Any]:
    handler = hook_handler(contract, hook)
    handler["timeout"] = hook_timeout_seconds(contract, hook)
    return {**({"matcher": "|".join(hook.matcher)} if hook.matcher else {}), "hooks": [handler]}


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8") if content.strip() else ""
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _settings_error("is not valid UTF-8", line, 1) from None


def _insert_hook(text: str, event: str, group: Mapping[str, Any]) -> str:
    """Return the text with the group added to its event, or replacing the group that an earlier run added."""
    root = _parse_settings(text)
    hooks = root.members.get("hooks")
    if hooks is None:
        return with_member(text, root, "hooks", {event: [group]}, 0)
    if not isinstance(hooks.value, dict):
        raise _settings_error("'hooks' is not an object", *_line_and_column(text, hooks.start))
    groups = hooks.members.get(event)
    if groups is None:
        return with_member(text, hooks, event, [group], 1)
    if not isinstance(groups.value, list):
        raise _settings_error(f"'hooks.{event}' is not a list", *_line_and_column(text, groups.start))
    own_groups = [node for node in groups.items if _is_own_group(node.value, event)]
    if not own_groups:
        return with_member(text, groups, None, group, 2)
    return (
        text if any(node.value == group for node in own_groups) else _replace_group(text, own_groups[0], event, group)
    )


def _is_own_group(group: Any, event: str) -> bool:
    """Return whether a group calls `revi hook` for the event."""
    hooks = group.get("hooks") if isinstance(group, dict) else None
    return isinstance(hooks, list) and any(calls_hook(hook, event) for hook in hooks)


def _replace_group(text: str, node: JsonNode, event: str, group: Mapping[str, Any]) -> str:
    """Return the text with the group of revi updated; hooks that users added to it are kept."""
    hooks = [group["hooks"][0] if calls_hook(hook, event) else hook for hook in node.value["hooks"]]
    new_group = {**{key: value for key, value in node.value.items() if key != "matcher"}, **group, "hooks": hooks}
    if new_group == node.value:
        return text
    rendered = json.dumps(new_group, ensure_ascii=False, indent=detect_indent(text))
    line_break = ("\r\n" if "\r\n" in text else "\n") + _indent_at(text, node.start)
    return text[: node.start] + rendered.replace("\n", line_break) + text[node.end :]


def _indent_at(text: str, offset: int) -> str:
    """Return the indentation of the line at an offset."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return line[: len(line) - len(line.lstrip())]


def _parse_settings(text: str) -> JsonNode:
    try:
        root = parse_with_offsets(text)
    except json.JSONDecodeError as error:
        conflict = conflict_problem(text, SETTINGS_PATH)
        if conflict:
            raise ReviError(conflict) from None
        raise _settings_error(f"is not valid JSON: {error.msg}", error.lineno, error.colno) from None
    except RecursionError:
        raise _settings_error("is nested too deeply", 1, 1) from None
    if not isinstance(root.value, dict):
        raise _settings_error("is not a JSON object", *_line_and_column(text, root.start))
    return root


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def _settings_error(message: str, line: int, column: int) -> ReviError:
    return ReviError(
        Problem(
            code="unreadable-settings",
            message=message,
            fix="correct the file, then run 'revi-docs init --hooks' again; nothing was written",
            places=(Place(SETTINGS_PATH, line, column),),
            subject=SETTINGS_PATH,
        )
    )
