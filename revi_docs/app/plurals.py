"""Numbers with their noun, for messages."""

from __future__ import annotations


def pluralize(count: int, noun: str) -> str:
    """`1 page`, `1,200 pages`, `2 statuses`, `3 stories`."""
    if count == 1:
        return f"1 {noun}"
    if noun.endswith("ry"):
        return f"{count:,} {noun.removesuffix('y')}ies"
    return f"{count:,} {noun}{'es' if noun.endswith('s') else 's'}"
