"""The sections of the contract whose items are hand-written files, because `owns` names fields of these."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from revi_docs.contract.items import SECTIONS_OF_FILES
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.lookup import UnknownValueError, resolve_path, value_at
from revi_docs.files.globs import path_matches
from revi_docs.files.markdown.cell_address import is_cell_address
from revi_docs.files.yaml.yaml_address import is_yaml_path
from revi_docs.ownership.hand_written_files import HandWrittenFiles
from revi_docs.targets.project_files import items_of_files


def item_sections(loaded: LoadedContract) -> dict[KeyPath, None]:
    """Return the sections whose items are files, in the order of `owns`."""
    sections = (
        section_of(loaded, template)
        for pattern, fields in loaded.contract.owns.items()
        if not pattern.startswith("!") and not is_yaml_path(pattern)
        for name, template in fields.items()
        if not is_cell_address(name)
    )
    return {section: None for section in sections if section}


def section_of(loaded: LoadedContract, key_template: str) -> KeyPath | None:
    """Return the section whose items a key template addresses; None for a single value or no value."""
    prefix, brace, _ = key_template.partition("{")
    try:
        section = resolve_path(loaded.contract, prefix.rpartition(".")[0]) if brace else ()
        return section if section and isinstance(value_at(loaded.contract, section), Mapping) else None
    except UnknownValueError:
        return None


def generated_items(loaded: LoadedContract, files: HandWrittenFiles, path: KeyPath) -> set[str]:
    """Return the items whose files are outputs, as those of platforms, or match a pattern of the section."""
    section = format_key_path(path)
    if section in SECTIONS_OF_FILES:
        return {f"{section}.{item}" for item in items_of_files(files.output_paths, section)}
    patterns = [
        pattern
        for pattern, fields in loaded.contract.owns.items()
        if not is_yaml_path(pattern) and any(template.startswith(f"{section}.") for template in fields.values())
    ]
    return {f"{section}.{PurePosixPath(path).stem}" for path in files.output_paths if path_matches(patterns, path)}
