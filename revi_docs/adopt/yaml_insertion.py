"""Insert a proposal into an existing contract without changing any other byte."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from revi_docs.adopt.proposal_yaml import ProposalNode, render_flow, render_lines, render_sections
from revi_docs.files.yaml.yaml_edits import TextEdit, apply_edits
from revi_docs.files.yaml.yaml_members import appended, lines_after


class InsertionError(ValueError):
    """An insertion would require rewriting existing lines; the text says which."""


def insert_nodes(text: str, root: ProposalNode) -> str:
    """Return the text with all children of `root` inserted; raises InsertionError."""
    document = yaml.compose(text, Loader=yaml.CSafeLoader)
    if document is None:
        return apply_edits(text, [lines_after(text, len(text.rstrip("\n")), render_sections(root))])
    new_text = apply_edits(text, _merged(text, document, root, "revi.yml"))
    return new_text if new_text.endswith("\n") or new_text == text else f"{new_text}\n"


def _merged(text: str, target: yaml.Node, node: ProposalNode, name: str) -> Iterator[TextEdit]:
    """Yield the edits that insert the children of `node` into an existing mapping or list."""
    if not isinstance(target, yaml.CollectionNode):
        raise InsertionError(f"'{name}' is text, and the proposal adds keys to it")
    if node.is_list != isinstance(target, yaml.SequenceNode):
        kind = "a mapping" if node.is_list else "a list"
        raise InsertionError(f"'{name}' is {kind}, unlike the proposal")
    column = target.start_mark.column
    if node.is_list:
        yield appended(text, target, render_lines(node, column), render_flow(node))
        return
    existing_entries = {key.value: (key, value) for key, value in target.value}
    new_nodes = ProposalNode()
    for key, child in node.children.items():
        if key not in existing_entries:
            new_nodes.children[key] = child
        elif child.children:
            yield from _merged_entry(text, *existing_entries[key], child, f"{name}.{key}".removeprefix("revi.yml."))
    if new_nodes.children:
        is_section = column == 0 and name == "revi.yml"
        new_lines = render_sections(new_nodes) if is_section else render_lines(new_nodes, column)
        yield appended(text, target, new_lines, render_flow(new_nodes))


def _merged_entry(text: str, key: yaml.Node, value: yaml.Node, child: ProposalNode, name: str) -> Iterator[TextEdit]:
    """Yield the edits that insert the children of `child` into the value of a key."""
    is_empty = isinstance(value, yaml.CollectionNode) and not value.value
    is_absent = isinstance(value, yaml.ScalarNode) and not value.value and not value.style
    is_in_block = text.rfind("{", 0, key.start_mark.index) <= text.rfind("\n", 0, key.start_mark.index)
    if is_absent or (is_empty and is_in_block):
        # The brackets, and the spaces before them, are replaced by a line for each child.
        if is_empty:
            start = len(text[: value.start_mark.index].rstrip())
            yield TextEdit(start, value.end_mark.index, "")
        yield lines_after(
            text,
            max(key.end_mark.index, value.end_mark.index if is_empty else 0),
            render_lines(child, key.start_mark.column + 2),
        )
    else:
        yield from _merged(text, value, child, name)
