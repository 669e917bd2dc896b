"""Add the hooks of the contract to a settings file of Claude Code, keeping everything else in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from revi_docs.app.setup.permission_rules import with_rules
from revi_docs.app.setup.settings_file import decode_settings, line_and_column, parse_settings, settings_error
from revi_docs.contract.model import Contract, Hook
from revi_docs.contract.relations import hook_handler, hook_timeout_seconds, hooks_of
from revi_docs.files.json_nodes import JsonNode, detect_indent, with_member, without_child
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.claude import calls_hook


def merge_hooks(content: bytes, contract: Contract) -> bytes:
    """Return the settings with every hook of the contract, and a rule for each file that no status may change.

    They are the same bytes if they have all of this.

    Order, indentation and line ends are kept. Raises ReviError if the settings are not valid JSON or if
    `hooks` has the wrong form.
    """
    byte_order_mark, text = decode_settings(content)
    for event, hook in hooks_of(contract).items():
        text = _insert_hook(text, event, _hook_group(contract, hook))
    if denials := denied_edits(contract):
        text = with_rules(text, CLAUDE.settings.deny, denials)
    return byte_order_mark + text.encode()


def denied_edits(contract: Contract) -> list[str]:
    """The rules of `deny` for the files that no status may change."""
    return [CLAUDE.settings.edit_rule.format(pattern=pattern) for pattern in always_denied(contract)]


def always_denied(contract: Contract) -> tuple[str, ...]:
    """The patterns that `may_edit` of every status that is not terminal excludes at its end."""
    lists = [status.may_edit for status in contract.statuses.values() if not status.terminal]
    # The last pattern that matches decides, so only exclusions after the last inclusion always apply.
    excluded = [{item[1:] for item in takewhile(lambda item: item[0] == "!", reversed(items))} for items in lists]
    return tuple(sorted(set.intersection(*excluded))) if excluded else ()


def _hook_group(contract: Contract, hook: Hook) -> dict[str, Any]:
    handler = hook_handler(contract, hook)
    handler["timeout"] = hook_timeout_seconds(contract, hook)
    return {**({"matcher": "|".join(hook.matcher)} if hook.matcher else {}), "hooks": [handler]}


def _insert_hook(text: str, event: str, group: Mapping[str, Any]) -> str:
    """Return the text with the group added to its event, or replacing the group that an earlier run added."""
    root = parse_settings(text)
    hooks = root.members.get("hooks")
    if hooks is None:
        return with_member(text, root, "hooks", {event: [group]}, 0)
    if not isinstance(hooks.value, dict):
        raise settings_error("'hooks' is not an object", *line_and_column(text, hooks.start))
    groups = hooks.members.get(event)
    if groups is None:
        return with_member(text, hooks, event, [group], 1)
    if not isinstance(groups.value, list):
        raise settings_error(f"'hooks.{event}' is not a list", *line_and_column(text, groups.start))
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


def remove_hooks(content: bytes) -> bytes:
    """Return the settings without the hooks that call `revi hook`, and without what is empty then. Raises ReviError."""
    mark, text = decode_settings(content)
    while (child := _removable(text)) is not None:
        text = without_child(text, *child)
    return mark + text.encode()


def _removable(text: str) -> tuple[JsonNode, JsonNode] | None:
    """Return the next node to remove, with its parent: a handler, or the group, event or object that has none left."""
    root = parse_settings(text)
    hooks = root.members.get("hooks")
    if hooks is None or not isinstance(hooks.value, dict):
        return None
    for event, groups in hooks.members.items():
        for group in groups.items:
            handlers = group.members.get("hooks")
            own = [item for item in (handlers.items if handlers else ()) if calls_hook(item.value, event)]
            if handlers is None or not own:
                continue
            chain = ((root, hooks), (hooks, groups), (groups, group), (handlers, own[0]))
            sizes = (len(hooks.members), len(groups.items), len(handlers.items))
            # The outermost node whose only content is this handler.
            depth = next((level for level in range(3) if all(size == 1 for size in sizes[level:])), 3)
            return chain[depth]
    return None
