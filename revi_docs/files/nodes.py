"""YAML as a tree of nodes that know their places, read with what front matter needs."""

from __future__ import annotations

import re

import yaml

_ODD_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
"""What ends a line for YAML and for nobody else: every place after it would be shifted."""

MOST_LEVELS = 32

Value = str | tuple[str, ...] | None
"""What a field holds: a text, a list of texts, or nothing that can be told."""


def composed(source: str) -> yaml.Node | None:
    """The tree of one document. Raises YAMLError, also for odd line ends and what is nested without end."""
    odd = _ODD_BREAK.search(source)
    if odd:
        before = source[: odd.start()]
        mark = yaml.Mark("", odd.start(), before.count("\n"), len(before) - before.rfind("\n") - 1, None, 0)
        raise yaml.MarkedYAMLError(None, None, f"holds the line end U+{ord(odd[0]):04X}", mark)
    level = 0
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if level > MOST_LEVELS:
            raise yaml.YAMLError(f"is nested deeper than {MOST_LEVELS} levels")
    node: yaml.Node | None = yaml.compose(source, Loader=yaml.CSafeLoader)
    return node


def final(node: yaml.Node) -> yaml.Node:
    """The innermost node with which a value ends: a block's own end lies behind the comments after it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        inner = last[1] if isinstance(node, yaml.MappingNode) else last
        if inner.start_mark.index < node.start_mark.index:  # an alias, whose place is that of its anchor
            return node
        node = inner
    return node


def style_of(node: yaml.Node) -> str:
    """The quote of a scalar or the sign of its block, `[` or `-` for a list, `{` for a mapping."""
    if isinstance(node, yaml.ScalarNode):
        return node.style or ""
    if isinstance(node, yaml.SequenceNode):
        return "[" if node.flow_style else "-"
    return "{"


def value_of(node: yaml.Node) -> Value:
    """Texts as they are written; a mapping, or a list of anything but texts, cannot be told."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(part, yaml.ScalarNode) for part in node.value):
        return tuple(str(part.value) for part in node.value)
    return None
