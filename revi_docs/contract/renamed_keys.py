"""Keys of older contracts, and how to write them now."""

from __future__ import annotations

from typing import Any

from revi_docs.contract.key_paths import KeyPath
from revi_docs.files.yaml_tree import YamlMapping, YamlNode, YamlScalar, YamlSequence


def renamed_key(path: KeyPath, key: str, node: YamlNode) -> tuple[str, str] | None:
    """Return message and fix for a key that has another place now; None for any other key."""
    if path == () and key == "acceptance":
        plain = _plain(node)
        statuses = _as_list(plain.get("statuses")) if isinstance(plain, dict) else []
        names = " and ".join(f"statuses.{name}" for name in statuses) or "the terminal statuses"
        conditions = ", ".join(_conditions(plain)) if isinstance(plain, dict) else ""
        return (
            "'acceptance' is now 'requires' of the statuses in which a story is done",
            f"remove 'acceptance', and write in {names}: requires: [{conditions}]",
        )
    if path == ("rerun",) and key == "counts":
        message = "'counts' is gone: 'done: {new: ARTIFACT}' compares the content with that of the start"
        return message, "remove 'counts', and write 'new' instead of 'artifact' in 'rerun.done' of the commands"
    return None


def _conditions(acceptance: dict[str, Any]) -> list[str]:
    """Return the conditions as they are written in a flow list."""
    checks, reuse = _as_dict(acceptance.get("checks")), _as_dict(acceptance.get("reuse"))
    conditions = [
        f"{{artifact: {_flow(_as_list(_as_dict(need).get('one_of')))}}}"
        for need in _as_dict(acceptance.get("needs")).values()
    ]
    if checks:
        rows = _flow(_as_list(checks.get("names")))
        conditions.append(f"{{artifact: {checks.get('artifact')}, section: {checks.get('section')}, rows: {rows}}}")
    if reuse:
        conditions.append(
            f"{{artifact: {reuse.get('artifact')}, section: {reuse.get('section')}, plan: {reuse.get('plan')}}}"
        )
    return conditions


def _flow(names: list[Any]) -> str:
    return str(names[0]) if len(names) == 1 else f"[{', '.join(map(str, names))}]"


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _as_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _plain(node: YamlNode) -> Any:
    if isinstance(node, YamlMapping):
        return {key.text: _plain(child) for key, child in node.entries}
    if isinstance(node, YamlSequence):
        return [_plain(item) for item in node.items]
    return node.text if isinstance(node, YamlScalar) else None
