"""A name that `reserved` keeps out has come back, or `reserved` names a section that has no items.

Why: whoever still reads the name, in an old story or log, takes the new item for what it once meant.

Example:

    reserved:
      statuses: {parked: It could be held or not begun.}
    statuses: [parked, held]

Mend: give the item another name, or remove the name from `reserved` if it means the same as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.contract.items import groups_of_items
from revi_docs.contract.model import Item
from revi_docs.contract.rule import Case
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Place, Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each use of a reserved name, and for each section that is none."""
    sections = {".".join(path): (path, items) for path, items in groups_of_items(case.contract)}
    for section, names in case.contract.reserved.items():
        if section not in sections:
            yield Problem(
                code="reserved-name",
                message=f"reserved names the section '{section}', which has no items",
                fix=f"name a section of items{did_you_mean(section, sections)}",
                places=(case.at("reserved", section),),
                subject=f"reserved.{section}",
            )
            continue
        for name, place in _used(case, *sections[section]):
            if name in names:
                yield _back(case, section, name, place)


def _used(case: Case, path: tuple[str, ...], items: Mapping[str, Item]) -> Iterator[tuple[str, Place]]:
    """Every name and alias of a section, with its place."""
    for item in items.values():
        yield item.id, case.at(*path, item.id)
        for number, alias in enumerate(item.aliases):
            yield alias, case.at(*path, item.id, "aliases", number)


def _back(case: Case, section: str, name: str, place: Place) -> Problem:
    return Problem(
        code="reserved-name",
        message=f"'{name}' in {section} is reserved: {case.contract.reserved[section][name]}",
        fix="choose another name, or remove it from reserved if it means the same as ever",
        places=(place, case.at("reserved", section, name)),
        subject=f"{section}.{name}",
    )
