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
        mentions_by_column = enumerate(_cell_mentions(cell, facts) for cell in row)
        key_column, row_mentions = next((item for item in mentions_by_column if item[1]), (-1, ()))
        for column, cell in enumerate(row):
            if column and not row_mentions and any(heading_mentions[column : column + 1]):
                yield from _check_cell(cell, row[0].text, heading_mentions[column], facts)
            else:
                headings = (_heading_text(table, column), _heading_text(table, key_column))
                yield from _check_cell(cell, headings[0], row_mentions, facts, headings[1])


def _heading_text(table: ProseTable, column: int) -> str:
    return table.headings[column].text if 0 <= column < len(table.headings) else ""


def _cell_mentions(cell: TextPassage, facts: NumericFacts) -> tuple[Mention, ...]:
    """Return the mentions of the one item that a cell names; empty if there is not exactly one."""
    if not cell.text or len(cell.text) > _MAX_NAME_LENGTH or next(find_quantities(cell.text), None):
        return ()
    text = cell.text.strip("*_ ")
    names = dict.fromkeys(name for name in (text, text.casefold()) if name in facts)
    mentions = tuple(find_mentions(cell.text, facts)) or tuple(Mention(0, name) for name in names)
    return mentions if len({mention.name for mention in mentions}) == 1 else ()


def _check_cell(
    cell: TextPassage, heading: str, row_mentions: tuple[Mention, ...], facts: NumericFacts, key_heading: str = ""
) -> Iterator[ProseFinding]:
    """Check a cell: a plain number by its heading, anything else as a sentence."""
    labels = labels_of_heading(heading)
    facts_by_name = {
        mention.name: matching_facts
        for mention in row_mentions
        if (matching_facts := tuple(fact for fact in facts[mention.name] if fact.label in labels))
    }
    unit = next((item_facts[0].unit for item_facts in facts_by_name.values()), None)
    quantity = parse_cell(cell.text, unit, heading) if unit else None
    if quantity:
        yield from compare_quantity(quantity, cell, facts_by_name, row_mentions)
        return
    quantities = list(find_quantities(cell.text))
    mentions = tuple(find_mentions(cell.text, facts)) if quantities else ()
    yield from check_sentence(cell, quantities, mentions or row_mentions, facts, f"{key_heading} {heading}")
