"""YAML as a tree of nodes that know their places, read with what front matter needs."""

from __future__ import annotations

import re

import yaml

_NONSTANDARD_LINE_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
"""What ends a line for YAML and for nobody else: every place after it would be shifted."""

MAX_DEPTH = 32

FieldValue = str | tuple[str, ...] | None
"""What a field holds: a text, a list of texts, or nothing that can be told."""


def compose_node(source: str) -> yaml.Node | None:
    """The tree of one document. Raises YAMLError, also for odd line ends and what is nested without end."""
    line_break = _NONSTANDARD_LINE_BREAK.search(source)
    if line_break:
        preceding = source[: line_break.start()]
        mark = yaml.Mark(
            "", line_break.start(), preceding.count("\n"), len(preceding) - preceding.rfind("\n") - 1, None, 0
        )
        raise yaml.MarkedYAMLError(None, None, f"holds the line end U+{ord(line_break[0]):04X}", mark)
    depth = 0
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise yaml.YAMLError(f"is nested deeper than {MAX_DEPTH} levels")
    node: yaml.Node | None = yaml.compose(source, Loader=yaml.CSafeLoader)
    return node


def final_node(node: yaml.Node) -> yaml.Node:
    """The innermost node with which a value ends: a block's own end lies behind the comments after it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        inner = last[1] if isinstance(node, yaml.MappingNode) else last
        if inner.start_mark.index < node.start_mark.index:  # an alias, whose place is that of its anchor
            return node
        node = inner
    return node


def node_style(node: yaml.Node) -> str:
    """The quote of a scalar or the sign of its block, `[` or `-` for a list, `{` for a mapping."""
    if isinstance(node, yaml.ScalarNode):
        return node.style or ""
    if isinstance(node, yaml.SequenceNode):
        return "[" if node.flow_style else "-"
    return "{"


def node_value(node: yaml.Node) -> FieldValue:
    """Texts as they are written; a mapping, or a list of anything but texts, cannot be told."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(part, yaml.ScalarNode) for part in node.value):
        return tuple(str(part.value) for part in node.value)
    return None
