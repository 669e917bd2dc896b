"""Reject edits of table cells and YAML values that the contract owns: they change with it, or the next check fails."""

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
    is_yaml = path.lower().endswith((".yml", ".yaml"))
    if edit.new_text is None or not owns or ("|" not in (edit.old_text or "") and not is_yaml):
        return ""
    if any(glob.startswith("!") and match_groups(glob[1:], path) is not None for glob in owns):
        return ""
    for pattern, names in owns.items():
        if match_groups(pattern, path) is None:
            continue
        # An item comes before its values: if it is gone, so are they.
        for owned in sorted(names.items(), key=lambda item: item[1].count(".")):
            reason = _check_address(repository, path, edit, owned)
            if reason:
                return reason
    return ""


def _check_address(repository: Repository, path: str, edit: FileEdit, owned: tuple[str, str]) -> str:
    name, template = owned
    read = _yaml_values if path.lower().endswith((".yml", ".yaml")) else _owned_cells
    new_cells = Counter(read(edit.new_text or "", name))
    for cell, count in Counter(read(edit.old_text or "", name)).items():
        key_path = _key_path(repository, template, cell.keys[0]) if new_cells[cell] < count else ()
        if not key_path or _is_value(repository, key_path, cell, new_cells):
            continue
        return (
            f"{_description(cell, read is _yaml_values)} in {path} is owned by "
            f"{contract_location(repository, key_path)}: change it there and run 'revi-docs sync'; "
            f"other {'values' if read is _yaml_values else 'cells and the text'} may be edited"
        )
    return ""


def _description(cell: OwnedCell, is_yaml: bool) -> str:
    name = cell.keys[0]
    if is_yaml:
        return f"the value of '{name or cell.column}'" if cell.column else f"the entry '{name}'"
    return f"the cell '{cell.column}' of '{name}'" if cell.column else f"the row of '{name}'"


def _yaml_values(text: str, name: str) -> Iterator[OwnedCell]:
    """Yield the owned values, or the names of items, at an address; nothing for a text that is not valid YAML."""
    import yaml

    from revi_docs.files.size_limits import SizeError
    from revi_docs.files.yaml.yaml_address import (
        addressed_values,
        collection_names,
        named_collection,
        parse_yaml_address,
        parse_yaml_document,
    )
    from revi_docs.files.yaml.yaml_nodes import node_value

    address = parse_yaml_address(name)
    try:
        root = parse_yaml_document(text).root if address else None
    except (yaml.YAMLError, SizeError):
        return
    for value in addressed_values(root, address) if address else ():
        if value.entry:
            yield OwnedCell((value.name,), name, str(node_value(value.entry[1])))
    collection = named_collection(root, address) if address and not address.has_key else None
    if address and collection is not None:
        yield from (OwnedCell((node.value,)) for node in collection_names(collection, address))


def _owned_cells(text: str, name: str) -> Iterator[OwnedCell]:
    """Yield the owned cells that a name in `owns` addresses; nothing if it is the name of a front-matter field."""
    from revi_docs.files.markdown.cell_address import addressed_rows, parse_address

    address = parse_address(name)
    for row in addressed_rows(text, address) if address else ():
        keys = tuple(key.text for key in row.keys)
        yield OwnedCell(keys, address.column, row.cell.text) if address and row.cell else OwnedCell(keys)


def _key_path(repository: Repository, template: str, key: str) -> tuple[str, ...]:
    """The key path of the item of a row; () if the contract has no such item, so that the row is not owned."""
    if _KEY not in template and not key:
        return tuple(template.split("."))
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
