"""The permission rules for `revi` in a settings file of Claude Code: what agents may call without a question.

Allowed is what runs no program of the repository, so neither `end` nor `evidence run`. A person is asked for what is
reserved for people; in Claude Code, `ask` overrides `allow`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revi_docs.app.setup.settings_file import decode_settings, parse_settings, settings_error
from revi_docs.files.json_nodes import JsonNode, with_member, without_child
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.claude import shell_rule

ALLOWED_COMMANDS = ("next", "begin", "log", "error", "story", "doctor", "explain", "help", "version")
ALLOWED_PLUMBING = ("can", "move", "lock", "rerun", "budget", "workers", "trace", "metrics", "model")
"""The commands of `revi plumbing`, which are also commands of `revi`."""

# Acts that bypass the rules of the contract: Claude Code asks the person first.
_RESERVED = ("move *--force*", "move *--by manual*", "lock break *")
_RESERVED_COMMANDS = ("error resolve *", "story reconcile *", "trust *")

_FIELDS = CLAUDE.settings


def permission_rules() -> dict[str, list[str]]:
    """Return the key of the settings → the rules."""
    allowed = (
        *(f"revi {command} *" for command in ALLOWED_COMMANDS),
        *(f"revi {prefix}{command} *" for command in ALLOWED_PLUMBING for prefix in ("", "plumbing ")),
    )
    reserved = (
        *(f"revi {prefix}{words}" for words in _RESERVED for prefix in ("", "plumbing ")),
        *(f"revi {words}" for words in _RESERVED_COMMANDS),
    )
    return {_FIELDS.allow: list(map(shell_rule, allowed)), _FIELDS.ask: list(map(shell_rule, reserved))}


def add_permissions(content: bytes) -> bytes:
    """Return the settings with every rule; the same bytes if they have them all. Raises ReviError."""
    mark, text = decode_settings(content)
    for key, rules in permission_rules().items():
        text = with_rules(text, key, rules)
    return mark + text.encode()


def with_rules(text: str, key: str, rules: Sequence[str]) -> str:
    """Return the settings with the rules in a list of `permissions`. Raises ReviError."""
    root = parse_settings(text)
    permissions = root.members.get(_FIELDS.permissions)
    if permissions is None:
        return with_member(text, root, _FIELDS.permissions, {key: list(rules)}, 0)
    _require(dict, permissions, text, _FIELDS.permissions)
    present = permissions.members.get(key)
    if present is None:
        return with_member(text, permissions, key, list(rules), 1)
    _require(list, present, text, f"{_FIELDS.permissions}.{key}")
    for rule in rules:
        if rule not in present.value:
            # Parsed again, because each edit moves the offsets.
            text = with_member(text, _list_node(text, key), None, rule, 2)
    return text


def remove_permissions(content: bytes, denials: Sequence[str]) -> bytes:
    """Return the settings without the rules and these of `deny`, and without what is empty then. Raises ReviError."""
    mark, text = decode_settings(content)
    for key, rules in {**permission_rules(), _FIELDS.deny: list(denials)}.items():
        # One node at a time, because each edit moves the offsets of the others.
        while (child := _removable(text, key, rules)) is not None:
            text = without_child(text, *child)
    return mark + text.encode()


def _removable(text: str, key: str, rules: list[str]) -> tuple[JsonNode, JsonNode] | None:
    """Return the next node to remove, with its parent: a rule, or the list or object that has none left."""
    root = parse_settings(text)
    permissions = root.members.get(_FIELDS.permissions)
    if permissions is None or not isinstance(permissions.value, dict):
        return None
    present = permissions.members.get(key)
    if present is None or not isinstance(present.value, list):
        return None
    own_rules: Iterator[JsonNode] = (item for item in present.items if item.value in rules)
    rule = next(own_rules, None)
    if rule is None:
        return None
    if len(present.items) > 1:
        return present, rule
    return (permissions, present) if len(permissions.members) > 1 else (root, permissions)


def _list_node(text: str, key: str) -> JsonNode:
    return parse_settings(text).members[_FIELDS.permissions].members[key]


def _require(kind: type, node: JsonNode, text: str, name: str) -> None:
    if not isinstance(node.value, kind):
        noun = "an object" if kind is dict else "a list"
        line = text.count("\n", 0, node.start) + 1
        raise settings_error(f"'{name}' is not {noun}", line, node.start - text.rfind("\n", 0, node.start))
