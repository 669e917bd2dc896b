"""Render facts as YAML, each followed by its source file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

from revi_docs.adopt.contradictions import quote_value
from revi_docs.adopt.extracted_facts import ExtractedFact, FactValue
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract
from revi_docs.files.yaml.yaml_scalars import NON_STRING_SCALAR, yaml_interpretations
from revi_docs.outputs import escape
from revi_docs.problems.problem import Place

# Only what is the same text in every YAML version and needs no quotes; everything else is quoted.
_PLAIN_SCALAR = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
_SECTION_ORDER = {section.name: number for number, section in enumerate(fields(Contract))}
# Other sections keep the order of their sources, which often is that of the workflow.
_SORTED_SECTIONS = ("models", "agents", "commands")
# Characters that YAML does not allow in a stream, not even in a comment.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


@dataclass(slots=True)
class ProposalNode:
    """A key with its children; `value` is YAML, `remarks` are comment lines below it."""

    comment: str = ""
    value: str = ""
    is_list: bool = False
    children: dict[str, ProposalNode] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def build_tree(
    facts: Iterable[ExtractedFact],
    conflicts: Mapping[KeyPath, tuple[ExtractedFact, ...]] = MappingProxyType({}),
    *,
    has_sources: bool = True,
) -> ProposalNode:
    """Build a tree of the facts, sections in the order of the contract schema.

    With `has_sources`, the place of each fact is a comment beside it. A remark of a fact always is.
    """
    root = ProposalNode()
    for fact in facts:
        source = format_place(fact.place) if has_sources else ""
        comment = escape.comment(fact.remark) if fact.remark else source
        if fact.path[0] == "transitions":
            _add_transition(root, fact, comment)
        else:
            _add_fact(root, fact, comment)
    for path, candidates in conflicts.items():
        is_transition = path[0] == "transitions"
        parent = _node_at(root, path[:1] if is_transition else path[:-1])
        if parent is not None:
            values = (f"{escape.comment(quote_value(f.value))} ({format_place(f.place)})" for f in candidates)
            parent.remarks.append(f"{'transition' if is_transition else path[-1]}: {' or '.join(values)}?")
    root.children = dict(sorted(root.children.items(), key=lambda item: _SECTION_ORDER[item[0]]))
    for section in _SORTED_SECTIONS:
        if section in root.children:
            root.children[section].children = dict(sorted(root.children[section].children.items()))
    return root


def _add_fact(root: ProposalNode, fact: ExtractedFact, comment: str) -> None:
    node = root
    for step in fact.path:
        node.is_list = node.is_list or (step == fact.path[-1] and fact.path[-2:-1] == ("spawns",))
        node = node.children.setdefault(str(step), ProposalNode())
    node.comment = comment
    node.value = "" if fact.value is None else format_value(fact.value)


def _add_transition(root: ProposalNode, fact: ExtractedFact, comment: str) -> None:
    _, source, by, event, verdict = fact.path[:5]
    keys = {"from": source, "to": fact.value, "by": by, "event": event, "verdict": verdict}
    value = ", ".join(f"{key}: {format_value(item)}" for key, item in keys.items() if item)
    section = root.children.setdefault("transitions", ProposalNode(is_list=True))
    section.children[f"{{{value}}}"] = ProposalNode(comment)


def _node_at(root: ProposalNode, path: KeyPath) -> ProposalNode | None:
    node: ProposalNode | None = root
    for step in path:
        node = node.children.get(str(step)) if node else None
    return node


def render_lines(node: ProposalNode, indent: int = 0) -> list[str]:
    """Render the children of a node as lines of YAML."""
    padding = " " * indent
    lines: list[str] = []
    for name, child in node.children.items():
        # An item of a list that starts with a brace is a transition, already rendered as a flow mapping.
        key = name if node.is_list and name.startswith("{") else format_scalar(name)
        comment = f"  # {child.comment}" if child.comment else ""
        if node.is_list:
            lines.append(f"{padding}- {key}{comment}")
        elif child.value:
            lines.append(f"{padding}{key}: {child.value}{comment}")
        elif _is_flat(child) and indent >= 6:
            entries = (f"{format_scalar(key)}: {item.value}" for key, item in child.children.items())
            lines.append(f"{padding}{key}: {{{', '.join(entries)}}}{comment}")
        else:
            lines.append(f"{padding}{key}:{'' if child.children else ' {}'}{comment}")
            lines += render_lines(child, indent + 2)
            lines += [f"{padding}  # {remark}" for remark in child.remarks]
    return lines


def render_flow(node: ProposalNode) -> str:
    """Render the children of a node on one line, without brackets around them and without comments."""
    return ", ".join(_flow_member(name, child, is_item=node.is_list) for name, child in node.children.items())


def _flow_member(name: str, node: ProposalNode, *, is_item: bool) -> str:
    if is_item:
        return name if name.startswith("{") else format_scalar(name)
    brackets = "[]" if node.is_list else "{}"
    value = node.value or f"{brackets[0]}{render_flow(node)}{brackets[1]}"
    return f"{format_scalar(name)}: {value}"


def render_sections(root: ProposalNode) -> list[str]:
    """Render sections as lines of YAML, with an empty line before each."""
    return [
        line
        for name, section in root.children.items()
        for line in ("", *render_lines(ProposalNode(children={name: section})))
    ]


def _is_flat(node: ProposalNode) -> bool:
    return all(child.value and not child.children for child in node.children.values()) and not node.remarks


def format_place(place: Place) -> str:
    """Format a place for a comment; escapes line breaks and markers in file names."""
    escaped_path = _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", place.file)
    return escape.escape_output_markers(escaped_path, ": ") + (f":{place.line}" if place.line else "")


def format_value(value: FactValue) -> str:
    """Format a value as YAML on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(format_scalar(item) for item in value) + "]"
    return str(value) if isinstance(value, int) else format_scalar(str(value))


def format_scalar(text: str) -> str:
    """Format a YAML scalar: plain if every YAML version reads it as a string, else quoted."""
    has_other_reading = yaml_interpretations(text) or NON_STRING_SCALAR.fullmatch(text)
    is_plain = _PLAIN_SCALAR.fullmatch(text) and len(text) < 80 and not has_other_reading
    return text if is_plain else escape.quoted(text)
