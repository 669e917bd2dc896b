"""Lists of models in YAML: agent → model, or entries that name both."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from revi_docs.contract.shape import MODEL, NAME
from revi_docs.drift.adopt.facts import Findings, Passage, Span
from revi_docs.drift.adopt.sources import Source
from revi_docs.files.yaml_tree import Mapping, Node, Scalar, Sequence, read_tree

_HOMES = ("agents", "models", "agent_models", "agent-models", "subagents")
_USUAL = re.compile(r"haiku|sonnet|opus|fable|inherit|claude-.+|[a-z]+:.+")
_KEYS = ("name", "agent")

Pair = tuple[Scalar, Scalar]
"""An agent and its model."""


def read_list(source: Source, agents: Collection[str], found: Findings) -> None:
    """Notes which models a YAML file gives to agents. Names that no agent has are said, and left alone.

    Where no agent has a file, only a list whose values are usual models under a usual name counts.
    """
    root, problems = read_tree(source.text.encode(), source.path)
    if problems or not isinstance(root, (Mapping, Sequence)):
        return
    for home, node in _homes(root):
        pairs = list(_pairs(node))
        known = [pair for pair in pairs if _is_meant(pair, agents, home)]
        if not known:
            continue
        for name, model in pairs:
            if (name, model) not in known:
                message = f"the list gives '{model.text[:40]}' to '{name.text[:40]}', which is no agent here"
                found.leave(message, "correct the name, or remove the line", name.place)
        _note(source, known, found)


def _homes(node: Node, home: str = "") -> Iterator[tuple[str, Node]]:
    """The list itself, or what stands under one of the usual names."""
    yield home, node
    for key, inner in node.entries if isinstance(node, Mapping) else ():
        if key.text in _HOMES and isinstance(inner, (Mapping, Sequence)):
            yield from _homes(inner, key.text)


def _pairs(node: Node) -> Iterator[Pair]:
    if isinstance(node, Sequence):
        for item in node.items:
            fields = {key.text: value for key, value in item.entries} if isinstance(item, Mapping) else {}
            name = next((fields[key] for key in _KEYS if key in fields), None)
            model = fields.get("model")
            if isinstance(name, Scalar) and isinstance(model, Scalar):
                yield name, model
    for key, value in node.entries if isinstance(node, Mapping) else ():
        if key.text in _HOMES:
            continue
        inner = {one.text: other for one, other in value.entries} if isinstance(value, Mapping) else {}
        model = inner.get("model", value)
        if isinstance(model, Scalar):
            yield key, model


def _is_meant(pair: Pair, agents: Collection[str], home: str) -> bool:
    name, model = pair
    if not re.fullmatch(NAME, name.text) or not re.fullmatch(MODEL, model.text):
        return False
    return name.text in agents if agents else bool(home) and _USUAL.fullmatch(model.text) is not None


def _note(source: Source, pairs: list[Pair], found: Findings) -> None:
    starts = [0, *(line.end() for line in re.finditer(r"\n", source.text))]
    spans = []
    for name, model in pairs:
        path = ("agents", name.text)
        found.add(path, None, name.place)
        found.add((*path, "model"), model.text, model.place)
        found.add(("models", model.text), None, model.place)
        start = starts[model.place.line - 1] + model.place.column - 1 + (not model.plain)
        if source.text[start : start + len(model.text)] == model.text:
            spans.append(Span(start, start + len(model.text), (*path, "model")))
    lines = [place.line for pair in pairs for place in (pair[0].place, pair[1].place)]
    first, last = min(lines), max(lines)
    end = starts[last] if last < len(starts) else len(source.text)
    found.passages.append(Passage(source.path, starts[first - 1], end, tuple(spans)))
