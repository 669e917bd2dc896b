"""Rewrite the renamed keys of a contract as `renamed_keys` says, and nothing else of its text."""

from __future__ import annotations

from collections.abc import Collection

import yaml

from revi_docs.contract.renamed_keys import NEW_NAMES, requirements
from revi_docs.files.yaml import yaml_edits, yaml_members
from revi_docs.files.yaml.yaml_edits import Entry, TextEdit
from revi_docs.problems.problem import Place


def with_new_keys(text: str, places: Collection[Place]) -> tuple[str, int]:
    """Return a contract with the keys at these places rewritten, and how many were.

    A key whose values cannot be moved without a decision keeps its place. The text must be valid YAML.
    """
    root = yaml_edits.root_mapping(text)
    positions = {(place.line - 1, place.column - 1) for place in places}
    edits: list[TextEdit] = []
    count = 0
    for mapping in yaml_edits.mappings(root) if root else ():
        for entry in mapping.value:
            mark = entry[0].start_mark
            new_edits = _rewrite(text, root, mapping, entry) if (mark.line, mark.column) in positions else []
            edits += new_edits
            count += bool(new_edits)
    return yaml_edits.apply_edits(text, edits), count


def _rewrite(text: str, root: yaml.Node | None, mapping: yaml.MappingNode, entry: Entry) -> list[TextEdit]:
    """The edits for one renamed key; empty if a person must decide."""
    key = str(entry[0].value)
    if key in NEW_NAMES:
        is_free = yaml_edits.entry_of(mapping, NEW_NAMES[key]) is None
        return [yaml_edits.renamed(text, entry[0], NEW_NAMES[key])] if is_free else []
    if key == "counts":
        return [yaml_members.removed_keeping_comments(text, mapping, entry), *_new_artifacts(text, root)]
    return _moved_acceptance(text, root, mapping, entry) if key == "acceptance" else []


def _new_artifacts(text: str, root: yaml.Node | None) -> list[TextEdit]:
    """Write `new` instead of `artifact` in `rerun.done` of the commands."""
    commands = yaml_edits.entry_of(root, "commands")
    edits = []
    for _, command in commands[1].value if commands and isinstance(commands[1], yaml.MappingNode) else ():
        rerun = yaml_edits.entry_of(command, "rerun")
        done = yaml_edits.entry_of(rerun[1], "done") if rerun else None
        for condition in yaml_edits.mappings(done[1]) if done else ():
            artifact = yaml_edits.entry_of(condition, "artifact")
            edits += [yaml_edits.renamed(text, artifact[0], "new")] if artifact else []
    return edits


def _moved_acceptance(text: str, root: yaml.Node | None, mapping: yaml.MappingNode, entry: Entry) -> list[TextEdit]:
    """Remove `acceptance`, and add its conditions to `requires` of its statuses."""
    plain = _plain(entry[1])
    required = requirements(plain)
    if required is None:
        return []
    names, conditions = required
    statuses = yaml_edits.entry_of(root, "statuses")
    names = names or [str(key.value) for key, value in _items(statuses) if _plain(value).get("terminal") == "true"]
    if not names:
        return []
    addition = f"requires: [{', '.join(conditions)}]"
    removal = yaml_members.removed_keeping_comments(text, mapping, entry)
    if not conditions:
        return [removal]
    if statuses is None:
        start = entry[0].start_mark.index
        section = ", ".join(f"{name}: {{{addition}}}" for name in names)
        return [TextEdit(start, yaml_edits.content_end(text, entry), f"statuses: {{{section}}}")]
    if isinstance(statuses[1], yaml.SequenceNode):
        return [removal, *yaml_members.names_as_mapping(text, statuses[1], dict.fromkeys(names, addition))]
    additions = [_added_requirement(text, statuses, name, addition) for name in names]
    return [removal, *(edit for edit in additions if edit)] if all(additions) else []


def _items(section: Entry | None) -> list[Entry]:
    return list(section[1].value) if section and isinstance(section[1], yaml.MappingNode) else []


def _added_requirement(text: str, statuses: Entry, name: str, addition: str) -> TextEdit | None:
    status = yaml_edits.entry_of(statuses[1], name)
    if status is None:
        return yaml_members.added(text, statuses, f"{name}: {{{addition}}}")
    if yaml_edits.entry_of(status[1], "requires"):
        return None
    return yaml_members.added(text, status, addition)


def _plain(node: yaml.Node) -> dict[str, object]:
    """The texts of a mapping; empty for any other node."""
    value = _value(node)
    return value if isinstance(value, dict) else {}


def _value(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    return [_value(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else str(node.value)
