"""The table has every key of the model, and agrees with what the model says about prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, get_args

from revi_docs.contract import model
from revi_docs.contract.diff.change import Impact
from revi_docs.contract.diff.impact_table import IMPACTS, UNKNOWN_KEY, impact_of_key
from revi_docs.contract.model.declarations import keys_of

CODE_IN_PROSE = {(model.Contract, "outputs"), (model.Output, "each")}
"""Not in the contract hash, but generated files are what programs import."""


def model_classes(kind: type, visited: set[type] | None = None) -> Iterator[type]:
    """Every class that a contract is made of."""
    visited = set() if visited is None else visited
    if kind in visited:
        return
    visited.add(kind)
    yield kind
    for _, hint in keys_of(kind).values():
        for inner in dataclasses_in(hint):
            yield from model_classes(inner, visited)


def dataclasses_in(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for argument in get_args(hint):
        yield from dataclasses_in(argument)


CLASSES = tuple(model_classes(model.Contract))


def test_every_key_of_the_model_has_a_row_and_there_are_no_other_rows() -> None:
    expected = {(kind.__name__, key) for kind in CLASSES for key in keys_of(kind)}
    assert {(kind.__name__, key) for kind, rows in IMPACTS.items() for key in rows} == expected
    assert len(CLASSES) > 30


def test_prose_affects_readers_and_everything_else_at_least_programs() -> None:
    # A class below a key of prose, such as `links`, is prose as a whole.
    prose_classes = {
        inner
        for kind in CLASSES
        for field, hint in keys_of(kind).values()
        if field.metadata.get("prose")
        for inner in dataclasses_in(hint)
    }
    for kind in CLASSES:
        for key, (field, _) in keys_of(kind).items():
            is_prose = bool(field.metadata.get("prose")) or kind in prose_classes
            if (kind, key) not in CODE_IN_PROSE:
                assert (impact_of_key(kind, key).impact == Impact.DOCS) == is_prose, (kind, key)


def test_what_readers_see_never_breaks() -> None:
    rows = [row for rows in IMPACTS.values() for row in rows.values()]
    assert not any(row.breaks for row in rows if row.impact == Impact.DOCS)
    assert Impact.DOCS < Impact.CODE < Impact.DATA < Impact.BEHAVIOR


def test_a_key_without_a_row_is_judged_as_strictly_as_possible() -> None:
    assert impact_of_key(model.Status, "not-a-key") == UNKNOWN_KEY
    assert UNKNOWN_KEY.impact == Impact.BEHAVIOR
