"""Check the numbers in a table: the row names the item, the column heading the fact."""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.prose.mentions import Mention, find_mentions, labels_of_heading
from revi_docs.prose.number_checks import check_sentence, compare_quantity
from revi_docs.prose.numeric_facts import NumericFacts
from revi_docs.prose.page_structure import ProseTable, TextPassage
from revi_docs.prose.prose_finding import ProseFinding
from revi_docs.prose.quantities import find_quantities, parse_cell

_MAX_NAME_LENGTH = 60
"""Longer cells are sentences, not the name of an item; arbitrary."""


def check_table(table: ProseTable, facts: NumericFacts) -> Iterator[ProseFinding]:
    """Check all cells; if the header names the items, the first cell of a row names the fact."""
    heading_mentions = [_cell_mentions(heading, facts) for heading in table.headings]
    for row in table.rows:
        key_column, row_mentions = next(
            (
                (index, cell_mentions)
                for index, cell in enumerate(row)
                if (cell_mentions := _cell_mentions(cell, facts))
            ),
            (0, ()),
        )
        for column, cell in enumerate(row):
            heading = table.headings[column].text if column < len(table.headings) else ""
            if not row_mentions and column < len(heading_mentions) and heading_mentions[column] and column:
                yield from _check_cell(cell, row[0].text, heading_mentions[column], facts)
            else:
                key_heading = (
                    table.headings[key_column].text
                    if row_mentions and key_column < len(table.headings)
                    else ""
                )
                yield from _check_cell(cell, heading, row_mentions, facts, key_heading)


def _cell_mentions(cell: TextPassage, facts: NumericFacts) -> tuple[Mention, ...]:
    """Return the mentions of the one item that a cell names; empty if there is not exactly one."""
    if not cell.text or len(cell.text) > _MAX_NAME_LENGTH or next(find_quantities(cell.text), None):
        return ()
    name_text = cell.text.strip("*_ ")
    cell_mentions = tuple(find_mentions(cell.text, facts)) or tuple(
        Mention(0, name) for name in dict.fromkeys((name_text, name_text.casefold())) if name in facts
    )
    return cell_mentions if len({mention.name for mention in cell_mentions}) == 1 else ()


def _check_cell(
    cell: TextPassage,
    heading: str,
    row_mentions: tuple[Mention, ...],
    facts: NumericFacts,
    key_heading: str = "",
) -> Iterator[ProseFinding]:
    """Check a cell: a plain number by its heading, anything else as a sentence."""
    labels = labels_of_heading(heading)
    facts_by_name = {
        mention.name: tuple(fact for fact in facts[mention.name] if fact.label in labels)
        for mention in row_mentions
    }
    facts_by_name = {name: name_facts for name, name_facts in facts_by_name.items() if name_facts}
    unit = next((fact.unit for name_facts in facts_by_name.values() for fact in name_facts), None)
    quantity = parse_cell(cell.text, unit, heading) if unit else None
    if quantity:
        yield from compare_quantity(quantity, cell, facts_by_name, row_mentions)
        return
    cell_quantities = list(find_quantities(cell.text))
    cell_mentions = tuple(find_mentions(cell.text, facts)) if cell_quantities else ()
    yield from check_sentence(
        cell, cell_quantities, cell_mentions or row_mentions, facts, f"{key_heading} {heading}"
    )
