"""Insert new lines into an existing contract without changing any other byte."""

from __future__ import annotations

import yaml

from revi_docs.adopt.proposal_yaml import ProposalNode, render_lines, render_sections


class InsertionError(ValueError):
    """An insertion would require rewriting existing lines; the text says which."""


def insert_nodes(text: str, root: ProposalNode) -> str:
    """Return the text with all children of `root` inserted; raises InsertionError."""
    newline = "\r\n" if "\r\n" in text else "\n"
    normalized = text.replace("\r\n", "\n")
    document = yaml.compose(normalized, Loader=yaml.CSafeLoader)
    edits = _LineEdits(normalized)
    if document is None:
        edits.insert_after(len(edits.lines) - 1, render_sections(root))
    else:
        edits.merge(document, root, "revi.yml")
    return edits.text().replace("\n", newline)


class _LineEdits:
    """Lines to insert, by the index of the line before them."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        if not self.lines[-1]:
            self.lines.pop()
        self._insertions: dict[int, list[str]] = {}
        self._empty_collections: list[yaml.Node] = []

    def insert_after(self, line: int, new_lines: list[str]) -> None:
        """Insert lines after the line with that index."""
        self._insertions.setdefault(line, []).extend(new_lines)

    def merge(self, target: yaml.Node, node: ProposalNode, name: str) -> None:
        """Insert the children of `node` into an existing mapping or list."""
        if not isinstance(target, yaml.CollectionNode) or target.flow_style:
            raise InsertionError(f"'{name}' is not written with one item per line")
        if node.is_list != isinstance(target, yaml.SequenceNode):
            kind = "a mapping" if node.is_list else "a list"
            raise InsertionError(f"'{name}' is {kind}, unlike the proposal")
        column = target.start_mark.column
        if node.is_list:
            self.insert_after(self._last_line(target), render_lines(node, column))
            return
        existing_entries = {key.value: (key, value) for key, value in target.value}
        new_nodes = ProposalNode()
        for key, child in node.children.items():
            if key in existing_entries:
                self._merge_entry(*existing_entries[key], child, f"{name}.{key}".removeprefix("revi.yml."))
            else:
                new_nodes.children[key] = child
        is_section = column == 0 and name == "revi.yml"
        new_lines = render_sections(new_nodes) if is_section else render_lines(new_nodes, column)
        self.insert_after(self._last_line(target), new_lines)

    def _merge_entry(self, key: yaml.Node, value: yaml.Node, child: ProposalNode, name: str) -> None:
        if not child.children:
            return
        is_empty = isinstance(value, yaml.CollectionNode) and not value.value
        if is_empty or (isinstance(value, yaml.ScalarNode) and not value.value and not value.style):
            if is_empty:
                self._empty_collections.append(value)
            self.insert_after(
                value.end_mark.line if is_empty else key.end_mark.line, render_lines(child, key.start_mark.column + 2)
            )
        else:
            self.merge(value, child, name)

    def _last_line(self, node: yaml.Node) -> int:
        """Return the index of the last line of a node."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last_item = node.value[-1]
            key, value = last_item if isinstance(last_item, tuple) else (last_item, last_item)
            return max(int(key.end_mark.line), self._last_line(value))
        mark = node.end_mark
        ends_before = mark.column == 0 and mark.line > node.start_mark.line
        line: int = min(mark.line - ends_before, len(self.lines) - 1)
        while line > node.start_mark.line and not self.lines[line].strip():
            line -= 1
        return line

    def text(self) -> str:
        """Return the text with all lines inserted."""
        edited_lines = list(self.lines)
        for node in self._empty_collections:
            line = edited_lines[node.start_mark.line]
            prefix = line[: node.start_mark.column].rstrip()
            edited_lines[node.start_mark.line] = prefix + line[node.end_mark.column :]
        output_lines = list(self._insertions.get(-1, []))
        for index, line in enumerate(edited_lines):
            output_lines += [line, *self._insertions.get(index, [])]
        return "\n".join(output_lines) + "\n"
