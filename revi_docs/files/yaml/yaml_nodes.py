"""PyYAML nodes with positions, as the front-matter reader needs them."""

from __future__ import annotations

import re

import yaml

from revi_docs.files.size_limits import MAX_FIELD_VALUES, limited

_NONSTANDARD_LINE_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
"""Characters that end a line in YAML but not in editors: they would shift line numbers."""

# Arbitrary: no contract or front matter is nested nearly as deep; bounds recursion and memory.
MAX_DEPTH = 32

FieldValue = str | tuple[str, ...] | None
"""The value of a field: a string, a list of strings, or None for anything else."""


def compose_node(source: str) -> yaml.Node | None:
    """The tree of one document. Raises YAMLError, including for nonstandard line breaks and too deep nesting,
    and SizeError.
    """
    line_break = _NONSTANDARD_LINE_BREAK.search(source)
    if line_break:
        preceding = source[: line_break.start()]
        mark = yaml.Mark(
            "", line_break.start(), preceding.count("\n"), len(preceding) - preceding.rfind("\n") - 1, None, 0
        )
        raise yaml.MarkedYAMLError(None, None, f"contains the line break U+{ord(line_break[0]):04X}", mark)
    # Check the depth on events: `compose` below is recursive.
    depth = 0
    for event in limited(yaml.parse(source, Loader=yaml.CSafeLoader), MAX_FIELD_VALUES, "values"):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise yaml.YAMLError(f"nested deeper than {MAX_DEPTH} levels")
    node: yaml.Node | None = yaml.compose(source, Loader=yaml.CSafeLoader)
    return node


def describe_error(error: Exception) -> tuple[yaml.Mark | None, str]:
    """Where the parser found an error, if it says so, and its message in one line."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark, str(getattr(error, "problem", None) or error).split("\n", 1)[0]


def final_node(node: yaml.Node) -> yaml.Node:
    """The innermost last node of a value: the end mark of a block includes the comments that follow it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        inner = last[1] if isinstance(node, yaml.MappingNode) else last
        if inner.start_mark.index < node.start_mark.index:  # an alias: its mark is that of its anchor
            return node
        node = inner
    return node


def node_style(node: yaml.Node) -> str:
    """The quote or block indicator of a scalar, `[` or `-` for a list, `{` for a mapping."""
    if isinstance(node, yaml.ScalarNode):
        return node.style or ""
    if isinstance(node, yaml.SequenceNode):
        return "[" if node.flow_style else "-"
    return "{"


def node_value(node: yaml.Node) -> FieldValue:
    """A scalar or a list of scalars as strings, unconverted; None for anything else."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(part, yaml.ScalarNode) for part in node.value):
        return tuple(str(part.value) for part in node.value)
    return None
