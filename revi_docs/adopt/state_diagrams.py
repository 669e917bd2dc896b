"""Read Mermaid state diagrams: `[*] --> open`, `open --> done : ship`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.adopt.workflow_rows import DefinedNames
from revi_docs.adopt.workflow_tables import WorkflowSource
from revi_docs.contract.model.declarations import NAME_PATTERN
from revi_docs.contract.relations import MANUAL
from revi_docs.files.markdown.markdown_blocks import FENCE, parse_blocks
from revi_docs.problems.problem import Place

_START_OR_END = "[*]"
_JUNCTION = re.compile(r"\s*state\s+(\S+)\s*(?:<<|\[\[)(?:fork|join|choice)(?:>>|\]\])")
"""A point where arrows split or meet, which is not a state. Source: the documentation of Mermaid."""


class _Arrow(NamedTuple):
    source: str
    target: str
    label: str
    place: Place


def read_diagrams(source: ScannedFile, names: DefinedNames, collector: FactCollector) -> Iterator[WorkflowSource]:
    """Yield the state diagrams of a document; skip those with nested states, with a warning."""
    if "stateDiagram" not in source.text:
        return
    lines = source.text.split("\n")
    for block in parse_blocks(source.text):
        content = lines[block.first_line + 1 : block.end_line]
        if block.kind != FENCE or block.info.split()[:1] != ["mermaid"] or not _is_state_diagram(content):
            continue
        place = Place(source.path, block.first_line + 1)
        if any(line.rstrip().endswith("{") or line.strip() == "--" for line in content):
            message = "the state diagram is ambiguous: it has nested or parallel states"
            collector.add_warning(message, "add its statuses and transitions to revi.yml yourself", place)
            continue
        diagram = WorkflowSource("diagram", source.path, place)
        arrows = []
        for number, line in enumerate(content, block.first_line + 2):
            source_state, mark, rest = (part.strip() for part in line.partition("-->"))
            target_state, _, label = (part.strip() for part in rest.partition(":"))
            if mark and _is_state(source_state) and _is_state(target_state):
                arrows.append(_Arrow(source_state, target_state, label, Place(source.path, number)))
        junctions = {match[1] for line in content if (match := _JUNCTION.match(line))}
        for step in _without_junctions(arrows, junctions):
            _collect_arrow(diagram, step, names)
        yield diagram


def _without_junctions(arrows: list[_Arrow], junctions: set[str]) -> list[_Arrow]:
    """Replace each path through a fork, join or choice by an arrow with the labels of the path."""
    for junction in sorted(junctions):
        incoming = [arrow for arrow in arrows if arrow.target == junction != arrow.source]
        outgoing = [arrow for arrow in arrows if arrow.source == junction != arrow.target]
        arrows = [arrow for arrow in arrows if junction not in (arrow.source, arrow.target)]
        arrows += [
            _Arrow(first.source, second.target, second.label or first.label, second.place)
            for first in incoming
            for second in outgoing
        ]
    return arrows


def _is_state_diagram(content: list[str]) -> bool:
    lines = (line.strip() for line in content)
    return next((line for line in lines if line and not line.startswith(("%%", "---"))), "").startswith("stateDiagram")


def _is_state(name: str) -> bool:
    return name == _START_OR_END or re.fullmatch(NAME_PATTERN, name) is not None


def _collect_arrow(diagram: WorkflowSource, arrow: _Arrow, names: DefinedNames) -> None:
    source, target, label, place = arrow
    collector = diagram.collector
    for name in (source, target):
        if name != _START_OR_END:
            collector.add(("statuses", name), None, place)
    if source == _START_OR_END:
        collector.add(("statuses", target, "initial"), True, place)
    elif target == _START_OR_END:
        collector.add(("statuses", source, "terminal"), True, place)
    else:
        command = names.commands.find(label.removeprefix("/")) if label else ""
        if command:
            collector.add(("commands", command), None, place)
            path = ("transitions", source, command, command.rpartition(":")[2], "")
            collector.add(path, target, place)
        elif re.fullmatch(NAME_PATTERN, label):
            collector.add(("transitions", source, MANUAL, label, ""), target, place)
        else:
            collector.add(("transitions", source, MANUAL, "", "", target), target, place)
