"""A change between two contracts."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, NamedTuple

from revi_docs.problems.problem import Place

Edit = Literal["added", "removed", "renamed", "raised", "lowered", "changed"]
"""How a value differs. `raised` and `lowered`: a number, a duration, a flag or a word of an ordered choice."""


class Impact(IntEnum):
    """Whom a change affects; a change that affects several has the highest."""

    DOCS = 1
    """Readers: texts and how files are generated and checked."""
    CODE = 2
    """Programs that use generated symbols and data."""
    DATA = 3
    """Stored names, file names and schemas of records."""
    BEHAVIOR = 4
    """What agents and people may do: transitions, evidence, retries, budgets, models, permissions."""


class Change(NamedTuple):
    """One change. `subject` is the identity of what changed: a dotted path, with the new names.

    `old` and `new` are the values as text, "" if there is none or if it is a whole item. A place is None on the side
    that has no such value; `anchor` is in the new contract, the closest value that contains a removed one.
    `breaking`: something that conforms to the old contract can fail under the new one.
    """

    edit: Edit
    subject: str
    impact: Impact
    breaking: bool
    anchor: Place
    old: str = ""
    new: str = ""
    old_place: Place | None = None
    new_place: Place | None = None
    fix: str = ""
