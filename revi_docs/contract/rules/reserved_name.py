"""A name that `reserved` lists is in use, or `reserved` lists a section that has no named items.

Why: Old stories and logs still contain the name, and their readers would mistake the new item for the old
one.

Example:

    reserved:
      statuses: {parked: It could mean paused or not started.}
    statuses: [parked, paused]

Fix: Rename the item, or remove the name from `reserved` if it has its old meaning.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.items import item_groups, item_names
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each use of a reserved name, and for each section without items."""
    sections = {".".join(path): (path, items) for path, items in item_groups(context.contract)}
    for section, names in context.contract.reserved.items():
        if section not in sections:
            yield context.problem(
                message=f"'reserved' lists the section '{section}', which has no named items",
                fix=suggested_fix(section, sections, "use the name of a section with items"),
                places=(context.place_of("reserved", section),),
                subject=f"reserved.{section}",
            )
            continue
        for name, _, path in item_names(*sections[section]):
            if name in names:
                yield context.problem(
                    message=f"'{name}' in {section} is reserved: {names[name]}",
                    fix="choose another name, or remove it from 'reserved' if it has its old meaning",
                    places=(context.place_of(*path), context.place_of("reserved", section, name)),
                    subject=f"{section}.{name}",
                )
