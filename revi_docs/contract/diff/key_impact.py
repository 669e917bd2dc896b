"""The impact of one key of the contract, and the edits of its value by which something that conforms can break."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.contract.diff.change import Edit, Impact

DOCS, CODE, DATA, BEHAVIOR = Impact.DOCS, Impact.CODE, Impact.DATA, Impact.BEHAVIOR


class KeyImpact(NamedTuple):
    """The impact of a key, and the edits that can break something.

    For a list, a mapping or a section, `added` and `removed` are about its members; `changed` is about their order or
    about the value of a name. For conditions, `added` means a stricter and `removed` a milder requirement.
    """

    impact: Impact
    breaks: frozenset[Edit] = frozenset()


def row(impact: Impact, *breaks: Edit) -> KeyImpact:
    """A row of the tables."""
    return KeyImpact(impact, frozenset(breaks))


ITEM_KEYS = {
    "description": row(DOCS),
    "aliases": row(DATA, "removed"),
    "deprecated": row(DATA),
}
"""The keys that every named item accepts."""
