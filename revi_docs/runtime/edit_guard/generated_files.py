"""Whole files that are made from the contract."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from revi_docs.runtime.base.hook_context import HookContext
from revi_docs.runtime.edit_guard.contract_locations import (
    ContractKeyPath,
    contract_location,
    find_change,
    find_location,
)
from revi_docs.runtime.edit_guard.edits import FileEdit

FIX = "change that and run 'revi-docs sync'"

OUTPUT_INDEX = ".revi/paths"
"""What was made last, one path a line. It is a hint: a file's own proof decides."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class GeneratedFile(NamedTuple):
    """A file that a template makes: the entry of `outputs` and the way to its item, () for none."""

    entry: str
    template: str
    item: ContractKeyPath


def check_generated_file(context: HookContext, path: str, edit: FileEdit) -> str:
    """Why a whole file must not be edited; "" where it may. `path` is as the contract names files."""
    output = _find_output(context, path)
    if output is None and not _is_generated(context, path, edit.old_text):
        return ""
    if output is None:
        return f"{path} is made by revi-docs from revi.yml and a template: {FIX}"
    if output.item:
        location = find_location(context, find_change(edit.old_text or "", edit.new_text or ""), output.item)
    else:
        location = _change_location(context, edit, ("outputs", output.entry))
    return f"{path} is made from {location} by the template {output.template}: {FIX}"


def _change_location(context: HookContext, edit: FileEdit, entry: ContractKeyPath) -> str:
    """The value that a file without an item of its own shows there, else the entry that makes the file."""
    if edit.old_text is None or edit.new_text is None:
        return contract_location(context, entry)
    return find_location(context, find_change(edit.old_text, edit.new_text), entry)


def _find_output(context: HookContext, path: str) -> GeneratedFile | None:
    """The output whose path it is, by the table of the contract."""
    for entry, row in (context.data.get("outputs") or {}).items():
        section = row["each"]
        if not section:
            if entry == path:
                return GeneratedFile(entry, row["template"], ())
            continue
        placeholder = _PLACEHOLDER.search(entry)
        if placeholder is None or not path.startswith(entry[: placeholder.start()]):
            continue
        for name in context.data.get(section) or ():
            if entry.replace(placeholder[0], name) == path:
                return GeneratedFile(entry, row["template"], (section, name))
    return None


def _is_generated(context: HookContext, path: str, old_text: str | None) -> bool:
    """Whether the file itself shows that it was made, or is listed and shows that it was, or is gone."""
    content = old_text.encode("utf-8", "surrogateescape") if old_text is not None else b""
    if old_text is not None and b"revi:" not in content:
        return False
    from revi_docs.files.checksum import has_checksum, has_valid_checksum

    if old_text is not None and has_valid_checksum(path, content):
        return True
    return (old_text is None or has_checksum(content)) and path in read_output_index(context.root)


def read_output_index(root: str) -> frozenset[str]:
    """The paths of what was made last."""
    try:
        with open(os.path.join(root, OUTPUT_INDEX), encoding="utf-8", errors="replace") as stream:
            return frozenset(stream.read().splitlines())
    except OSError:
        return frozenset()
