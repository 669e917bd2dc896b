"""Judges the numbers in a table: the row says which item is meant, the head of the column which fact."""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.drift.prose.facts import Facts
from revi_docs.drift.prose.numbers import compared, judge_sentence
from revi_docs.drift.prose.passages import Passage, Table
from revi_docs.drift.prose.quantities import quantities, quantity_of_cell
from revi_docs.drift.prose.statements import Mention, headed, mentions
from revi_docs.drift.prose.wrong import Wrong

_LONGEST_NAME = 60
"""A cell with more letters tells something; it is not what a row is about."""


def judge_table(table: Table, facts: Facts) -> Iterator[Wrong]:
    """The numbers in all cells; where the head names the items, a row begins with the fact that is meant."""
    above = [_named(head, facts) for head in table.heads]
    for row in table.rows:
        key, about = next(
            ((number, found) for number, cell in enumerate(row) if (found := _named(cell, facts))), (0, ())
        )
        for column, cell in enumerate(row):
            head = table.heads[column].text if column < len(table.heads) else ""
            if not about and column < len(above) and above[column] and column:
                yield from _judge_cell(cell, row[0].text, above[column], facts)
            else:
                kind = table.heads[key].text if about and key < len(table.heads) else ""
                yield from _judge_cell(cell, head, about, facts, kind)


def _named(cell: Passage, facts: Facts) -> tuple[Mention, ...]:
    """The item that a cell names and is about."""
    if not cell.text or len(cell.text) > _LONGEST_NAME or next(quantities(cell.text), None):
        return ()
    whole = cell.text.strip("*_ ")
    found = tuple(mentions(cell.text, facts)) or tuple(
        Mention(0, name) for name in dict.fromkeys((whole, whole.casefold())) if name in facts
    )
    return found if len({one.name for one in found}) == 1 else ()


def _judge_cell(
    cell: Passage, head: str, about: tuple[Mention, ...], facts: Facts, kind: str = ""
) -> Iterator[Wrong]:
    """A cell that is a number by what its head says; any other as a sentence; `kind` heads the item."""
    whats = headed(head)
    told = {one.name: tuple(fact for fact in facts[one.name] if fact.what in whats) for one in about}
    told = {name: several for name, several in told.items() if several}
    unit = next((fact.unit for several in told.values() for fact in several), None)
    quantity = quantity_of_cell(cell.text, unit, head) if unit else None
    if quantity:
        yield from compared(quantity, cell, told, about)
        return
    counted = list(quantities(cell.text))
    named = tuple(mentions(cell.text, facts)) if counted else ()
    yield from judge_sentence(cell, counted, named or about, facts, f"{kind} {head}")
