"""Whether an edit may change anything that the contract protects: decided from paths and the contract alone.

Most edits change none of it, and a hook runs at every one of them. This module imports nothing else, so that such
a hook costs little more than the start of the interpreter.
"""

from __future__ import annotations

import re

from revi_docs.files.globs import match_groups
from revi_docs.files.read_file import read_text
from revi_docs.problems.fast_record import FastRecord
from revi_docs.records.story_folders import may_be_in_story
from revi_docs.runtime.base.contract_data import ContractData, ContractKeyPath
from revi_docs.runtime.edit_guard.edits import FileEdit
from revi_docs.runtime.edit_guard.machine_state import machine_state_reason

OUTPUT_INDEX = ".revi/paths"
"""The index of generated files, one path a line. A file that it lists is generated if it has the marker."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class GeneratedFile(FastRecord):
    """A generated file: its entry in `outputs`, its template, and the key path of its item (() for none)."""

    entry: str
    template: str
    item: ContractKeyPath


def may_be_protected(contract: ContractData, path: str, edit: FileEdit) -> bool:
    """Whether the file is an output, may contain a marker or an owned field, or belongs to a story or to revi."""
    text = edit.old_text
    layout = contract.story_layout
    return (
        (text is not None and "revi:" in text)
        or find_output(contract, path) is not None
        # Without the old text no marker can be seen, so the index decides.
        or (text is None and path in read_output_index(contract.root))
        or any(match_groups(pattern, path) is not None for pattern in contract.section("owns"))
        or may_be_in_story(layout, path)
        or machine_state_reason(path) != ""
    )


def find_output(contract: ContractData, path: str) -> GeneratedFile | None:
    """The output with this path, by the section `outputs` of the contract."""
    for entry, row in contract.section("outputs").items():
        section = row["each"]
        if not section:
            if entry == path:
                return GeneratedFile(entry=entry, template=row["template"], item=())
            continue
        placeholder = _PLACEHOLDER.search(entry)
        if placeholder is None or not path.startswith(entry[: placeholder.start()]):
            continue
        for name in contract.section(section):
            if entry.replace(placeholder[0], name) == path:
                return GeneratedFile(entry=entry, template=row["template"], item=(section, name))
    return None


def read_output_index(root: str) -> frozenset[str]:
    """The paths in the index; empty if there is none."""
    try:
        return frozenset(read_text(root, OUTPUT_INDEX, "replace").splitlines())
    except OSError:
        return frozenset()
