"""A name that `reserved` lists is in use, or `reserved` lists a section that has no named items.

Why: old stories and logs still contain the name, and their readers would mistake the new item for the old
one.

Example:

    reserved:
      statuses: {parked: It could mean paused or not started.}
    statuses: [parked, paused]

Fix: rename the item, or remove the name from `reserved` if it has its old meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.items import item_groups
from revi_docs.contract.model import Item
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import did_you_mean


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each use of a reserved name, and for each section without items."""
    sections = {".".join(path): (path, items) for path, items in item_groups(context.contract)}
    for section, names in context.contract.reserved.items():
        if section not in sections:
            yield context.problem(
                message=f"'reserved' lists the section '{section}', which has no named items",
                fix=f"use the name of a section with items{did_you_mean(section, sections)}",
                places=(context.place_of("reserved", section),),
                subject=f"reserved.{section}",
            )
            continue
        for name, place in _used_names(context, *sections[section]):
            if name in names:
                yield _reserved_name_problem(context, section, name, place)


def _used_names(
    context: RuleContext, path: tuple[str, ...], items: Mapping[str, Item]
) -> Iterator[tuple[str, Place]]:
    """Yield every name and alias of a section, with its place."""
    for item in items.values():
        yield item.id, context.place_of(*path, item.id)
        for index, alias in enumerate(item.aliases):
            yield alias, context.place_of(*path, item.id, "aliases", index)


def _reserved_name_problem(context: RuleContext, section: str, name: str, place: Place) -> Problem:
    return context.problem(
        message=f"'{name}' in {section} is reserved: {context.contract.reserved[section][name]}",
        fix="choose another name, or remove it from 'reserved' if it has its old meaning",
        places=(place, context.place_of("reserved", section, name)),
        subject=f"{section}.{name}",
    )
