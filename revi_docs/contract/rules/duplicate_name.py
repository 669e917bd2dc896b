"""Two items of one kind share a name or an alias, or differ in capitals alone; or a command is called
`manual` or `system`.

Why: whoever reads the name takes one item for the other, and their files and anchors overwrite each other.

Example:

    statuses:
      finished: {terminal: true, aliases: [done]}
      done: {terminal: true}

Mend: rename one of the two, or remove the alias from one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.contract.items import groups_of_items
from revi_docs.contract.model import Item
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Place, Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each name that is taken a second time."""
    for path, items in groups_of_items(case.contract):
        yield from _in_group(case, path, items)


def _in_group(case: Case, path: tuple[str, ...], items: Mapping[str, Item]) -> Iterator[Problem]:
    taken: dict[str, tuple[str, str, Place | None]] = {}
    if path == ("commands",):
        taken = {word: (word, "a mover that is no command", None) for word in (MANUAL, SYSTEM)}
    for name, owner, place in _names(case, path, items):
        if name.casefold() not in taken:
            taken[name.casefold()] = (name, f"'{owner}'", place)
            continue
        first, first_owner, first_place = taken[name.casefold()]
        who = f"the alias '{name}' of '{owner}'" if name != owner else f"the name '{name}'"
        spelled = "" if first == name else f" as '{first}'"
        yield Problem(
            code="duplicate-name",
            message=f"{who} in {'.'.join(path)} is already taken{spelled} by {first_owner}",
            fix="remove the alias" if name != owner else "rename it, or remove one of the two",
            places=(place, *((first_place,) if first_place else ())),
            subject=f"{'.'.join(path)}.{name}",
        )


def _names(case: Case, path: tuple[str, ...], items: Mapping[str, Item]) -> Iterator[tuple[str, str, Place]]:
    """The ids first, then the aliases: (name, id of its item, place)."""
    for item in items.values():
        yield item.id, item.id, case.at(*path, item.id)
    for item in items.values():
        for number, alias in enumerate(item.aliases):
            yield alias, item.id, case.at(*path, item.id, "aliases", number)
