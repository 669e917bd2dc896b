"""Merge the transitions of a contract with those of the contract that it extends.

A transition is identified by its source, its initiator and its trigger. A child's transition replaces the parent's
with the same identity; with `to: null` it removes them. All others are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from revi_docs.contract.scalar_readers import is_null
from revi_docs.files.yaml.yaml_tree import YamlMapping, YamlNode, YamlScalar, YamlSequence
from revi_docs.problems.problem import Place

_Identity = tuple[str, str, str, str]
"""Source, initiator, event and verdict; "" for none."""


def merge_transitions(parent: YamlSequence, child: YamlSequence) -> tuple[YamlSequence, tuple[Place, ...]]:
    """Return the merged transitions, and the places of those with `to: null` that match none of the parent's."""
    changed = {identity for node in child.items for identity in _identities(node)}
    parents = {identity for node in parent.items for identity in _identities(node)}
    remaining = (part for node in parent.items for part in _without(node, changed))
    added = (node for node in child.items if not _is_removal(node))
    unused = tuple(node.place for node in child.items if _is_removal(node) and parents.isdisjoint(_identities(node)))
    return YamlSequence(child.place, (*remaining, *added)), unused


def _without(node: YamlNode, changed: set[_Identity]) -> Iterator[YamlNode]:
    """Yield the parts of a parent's transition that the child does not change: all of it, or one for each identity."""
    identities = list(_identities(node))
    if changed.isdisjoint(identities) or not isinstance(node, YamlMapping):
        yield node
        return
    for source, by, event, verdict in identities:
        if (source, by, event, verdict) in changed:
            continue
        single = {"from": source, **({"verdict": verdict} if verdict else {})}
        entries = (
            (key, YamlScalar(value.place, single[key.text], is_plain=False) if key.text in single else value)
            for key, value in node.entries
        )
        yield YamlMapping(node.place, tuple(entries))


def _identities(node: YamlNode) -> Iterator[_Identity]:
    values = {key.text: value for key, value in node.entries} if isinstance(node, YamlMapping) else {}
    parts = (_texts(values.get(name)) for name in ("from", "by", "event", "verdict"))
    yield from product(*parts)


def _texts(node: YamlNode | None) -> list[str]:
    """Return a single text or the texts of a list; [""] for nothing."""
    items = node.items if isinstance(node, YamlSequence) else (node,)
    return [item.text for item in items if isinstance(item, YamlScalar)] or [""]


def _is_removal(node: YamlNode) -> bool:
    return isinstance(node, YamlMapping) and any(key.text == "to" and is_null(value) for key, value in node.entries)
