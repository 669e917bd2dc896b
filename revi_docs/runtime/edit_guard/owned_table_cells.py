"""Reject edits of table cells that the contract owns: they change with the contract, or the next check fails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from revi_docs.files.globs import match_groups
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.edit_guard.contract_locations import contract_location
from revi_docs.runtime.edit_guard.edits import FileEdit

_KEY = ".{key}"
_SEPARATORS = re.compile(r"[\s_:./-]+")


class OwnedCell(NamedTuple):
    """The texts of the key cells of a row, and the header and text of its owned cell; both "" for the row itself."""

    keys: tuple[str, ...]
    column: str = ""
    text: str = ""


def check_owned_cells(repository: Repository, path: str, edit: FileEdit) -> str:
    """Why the edit is rejected; "" if it changes no owned cell of an item of the contract, and removes no such row."""
    owns: Mapping[str, Mapping[str, str]] = repository.section("owns")
    if edit.new_text is None or "|" not in (edit.old_text or ""):
        return ""
    if any(glob.startswith("!") and match_groups(glob[1:], path) is not None for glob in owns):
        return ""
    for pattern, names in owns.items():
        if match_groups(pattern, path) is None:
            continue
        for name, template in names.items():
            reason = _check_address(repository, path, edit, name, template)
            if reason:
                return reason
    return ""


def _check_address(repository: Repository, path: str, edit: FileEdit, name: str, template: str) -> str:
    new_cells = Counter(_owned_cells(edit.new_text or "", name))
    for cell, count in Counter(_owned_cells(edit.old_text or "", name)).items():
        key_path = _key_path(repository, template, cell.keys[0]) if new_cells[cell] < count else ()
        if not key_path or _is_value(repository, key_path, cell, new_cells):
            continue
        part = f"the cell '{cell.column}' of '{cell.keys[0]}'" if cell.column else f"the row of '{cell.keys[0]}'"
        return (
            f"{part} in {path} is owned by {contract_location(repository, key_path)}: change it there and run "
            "'revi-docs sync'; other cells and the text may be edited"
        )
    return ""


def _owned_cells(text: str, name: str) -> Iterator[OwnedCell]:
    """Yield the owned cells that a name in `owns` addresses; nothing if it is the name of a front-matter field."""
    from revi_docs.files.cell_address import addressed_rows, parse_address

    address = parse_address(name)
    for row in addressed_rows(text, address) if address else ():
        keys = tuple(key.text for key in row.keys)
        yield OwnedCell(keys, address.column, row.cell.text) if address and row.cell else OwnedCell(keys)


def _key_path(repository: Repository, template: str, key: str) -> tuple[str, ...]:
    """The key path of the item of a row; () if the contract has no such item, so that the row is not owned."""
    section, _, rest = template.partition(_KEY)
    is_transition = section == "transitions"
    items = repository.section("statuses") if is_transition else repository.value_at(section.split("."))
    names = {_comparable(name): name for name in items} if isinstance(items, Mapping) else {}
    short_names = {_comparable(name.rpartition(":")[2]): name for name in names.values()}
    name = names.get(_comparable(key)) or short_names.get(_comparable(key))
    if name is None:
        return ()
    return (section,) if is_transition else (*section.split("."), name, *filter(None, rest.split(".")))


def _comparable(text: str) -> str:
    return _SEPARATORS.sub("-", text.strip()).strip("-").casefold()


def _is_value(repository: Repository, key_path: tuple[str, ...], cell: OwnedCell, new: Mapping[OwnedCell, int]) -> bool:
    """Whether the cell has the text of the contract after the edit, as when someone restores it."""
    value = repository.value_at(key_path)
    expected = cell._replace(text=value) if isinstance(value, str) and cell.column else None
    return expected is not None and expected != cell and new.get(expected, 0) > 0
