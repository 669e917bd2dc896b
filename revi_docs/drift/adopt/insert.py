"""Adding to a contract that is there: new lines where they belong, and no other byte changes."""

from __future__ import annotations

import yaml

from revi_docs.drift.adopt.nodes import Node, lines, spaced


class UnplaceableError(ValueError):
    """Something cannot be added without rewriting what is there; the text says what."""


def inserted(text: str, root: Node) -> str:
    """The text with everything below `root` added. Raises UnplaceableError."""
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    top = yaml.compose(plain, Loader=yaml.CSafeLoader)
    edits = _Edits(plain)
    if top is None:
        edits.after(len(edits.lines) - 1, spaced(root))
    else:
        edits.merge(top, root, "revi.yml")
    return edits.text().replace("\n", newline)


class _Edits:
    """The lines to add, by the number of the line they stand behind."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        if not self.lines[-1]:
            self.lines.pop()
        self._added: dict[int, list[str]] = {}
        self._emptied: list[yaml.Node] = []

    def after(self, line: int, more: list[str]) -> None:
        """Adds lines behind the line of that number, from 0."""
        self._added.setdefault(line, []).extend(more)

    def merge(self, there: yaml.Node, node: Node, name: str) -> None:
        """Adds the children of `node` to the mapping or list that is there."""
        if not isinstance(there, yaml.CollectionNode) or there.flow_style:
            raise UnplaceableError(f"'{name}' is not written one item a line")
        if node.is_list != isinstance(there, yaml.SequenceNode):
            raise UnplaceableError(f"'{name}' is not written as it would have to be")
        column = there.start_mark.column
        if node.is_list:
            self.after(self._last_line(there), lines(node, column))
            return
        known = {key.value: (key, value) for key, value in there.value}
        fresh = Node(children={key: one for key, one in node.children.items() if key not in known})
        for key, child in node.children.items():
            if key in known:
                self._into(*known[key], child, f"{name}.{key}".removeprefix("revi.yml."))
        more = spaced(fresh) if column == 0 and name == "revi.yml" else lines(fresh, column)
        self.after(self._last_line(there), more)

    def _into(self, key: yaml.Node, value: yaml.Node, child: Node, name: str) -> None:
        if not child.children:
            return
        is_empty = isinstance(value, yaml.CollectionNode) and not value.value
        if is_empty or (isinstance(value, yaml.ScalarNode) and not value.value and not value.style):
            if is_empty:
                self._emptied.append(value)
            self.after(
                value.end_mark.line if is_empty else key.end_mark.line,
                lines(child, key.start_mark.column + 2),
            )
        else:
            self.merge(value, child, name)

    def _last_line(self, node: yaml.Node) -> int:
        """The last line, from 0, on which something of the node stands."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            key, value = last if isinstance(last, tuple) else (last, last)
            return max(int(key.end_mark.line), self._last_line(value))
        mark = node.end_mark
        line: int = min(
            mark.line - (mark.column == 0 and mark.line > node.start_mark.line), len(self.lines) - 1
        )
        while line > node.start_mark.line and not self.lines[line].strip():
            line -= 1
        return line

    def text(self) -> str:
        """The text with all lines added."""
        rows = list(self.lines)
        for node in self._emptied:
            row = rows[node.start_mark.line]
            before = row[: node.start_mark.column].rstrip()
            rows[node.start_mark.line] = before + row[node.end_mark.column :]
        found = list(self._added.get(-1, []))
        for number, row in enumerate(rows):
            found += [row, *self._added.get(number, [])]
        return "\n".join(found) + "\n"
