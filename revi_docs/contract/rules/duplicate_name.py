"""Two items of one kind share a name or an alias, or their names differ only in case; or a command is called
`manual` or `system`.

Why: Readers mistake one item for the other, and their files and anchors overwrite each other.

Example:

    statuses:
      finished: {terminal: true, aliases: [done]}
      done: {terminal: true}

Fix: Rename one of the two, or remove the alias.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.items import item_groups, item_names
from revi_docs.contract.model import Item
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.problems.problem import Place, Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each name that is used a second time."""
    for path, items in item_groups(context.contract):
        yield from _check_group(context, path, items)


def _check_group(context: RuleContext, path: tuple[str, ...], items: Mapping[str, Item]) -> Iterator[Problem]:
    # Compared without case, because file systems that ignore case would give both items the same file.
    first_uses: dict[str, tuple[str, str, Place | None]] = {}
    if path == ("commands",):
        first_uses = {word: (word, "a built-in value of 'by'", None) for word in (MANUAL, SYSTEM)}
    for name, owner, name_path in item_names(path, items):
        place = context.place_of(*name_path)
        if name.casefold() not in first_uses:
            first_uses[name.casefold()] = (name, f"'{owner}'", place)
            continue
        first_name, first_owner, first_place = first_uses[name.casefold()]
        name_text = f"the alias '{name}' of '{owner}'" if name != owner else f"the name '{name}'"
        spelling_text = "" if first_name == name else f" as '{first_name}'"
        yield context.problem(
            message=f"{name_text} in {'.'.join(path)} is already taken{spelling_text} by {first_owner}",
            fix="remove the alias" if name != owner else "rename it, or remove one of the two",
            places=(place, *((first_place,) if first_place else ())),
            subject=f"{'.'.join(path)}.{name}",
        )
