"""Front-matter fields of hand-written files that the contract owns, and the items the files represent.

`owns` maps files to fields: `".claude/agents/**/*.md": {model: "agents.{name}.model"}`. In a key template,
`{name}` is the `name` of the front matter, `{stem}` the file name without extension, and any other
placeholder a variable of the pattern. A pattern that starts with `!` excludes files.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from revi_docs.contract.effective_values import effective_value
from revi_docs.contract.items import SECTIONS_OF_FILES
from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.lookup import UnknownValueError, resolve_path, value_at
from revi_docs.files.globs import match_groups
from revi_docs.files.markdown import front_matter
from revi_docs.files.markdown.cell_address import is_cell_address
from revi_docs.files.markdown.front_matter import FrontMatter
from revi_docs.files.markdown.front_matter_block import UnreadableBlockError, other_format
from revi_docs.files.yaml.yaml_address import is_yaml_path
from revi_docs.ownership import owned_field_problems as field_problems
from revi_docs.ownership.cells.owned_cells import CellReader, unmatched_patterns
from revi_docs.ownership.cells.owned_yaml_values import YamlReader
from revi_docs.ownership.field_assignments import FieldAssignment, FieldSlot, OwnedFields
from revi_docs.ownership.hand_written_files import HandWrittenFile, HandWrittenFiles
from revi_docs.ownership.item_sections import generated_items, item_sections, section_of
from revi_docs.problems.problem import Place, Problem
from revi_docs.targets.project_files import (
    default_name,
    file_placeholders,
    platform_folder,
    requires_name,
)

AGENTS = "agents"
_PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")


def read_owned_fields(loaded: LoadedContract, files: HandWrittenFiles) -> OwnedFields:
    """Read the owned fields of every file that matches `owns`."""
    result = OwnedFields()
    owns = loaded.contract.owns
    # An exclusion counts wherever it is written, so all are collected first.
    excluded_paths = {path for pattern in owns if pattern.startswith("!") for path in files.matching(pattern[1:])}
    result.item_places = {section: {} for section in item_sections(loaded)}
    for pattern, all_fields in owns.items():
        is_addressed = is_yaml_path(pattern)
        cells = {name: template for name, template in all_fields.items() if is_addressed or is_cell_address(name)}
        fields = {name: template for name, template in all_fields.items() if name not in cells}
        for path in files.matching(pattern) if not pattern.startswith("!") else ():
            if path in excluded_paths:
                continue
            if cells:
                _read_cells(loaded, files, result, path, cells)
            if fields:
                _FileReader(loaded, files, result, pattern, path).read(fields)
    result.problems += unmatched_patterns(loaded, {pattern: bool(files.matching(pattern)) for pattern in owns})
    for section, places_by_item in result.item_places.items():
        items_from_outputs = generated_items(loaded, files, section)
        # With a file that cannot be read, it is unknown which items have no file.
        if section[0] not in result.unreadable_sections:
            missing = field_problems.items_without_file(
                loaded, section, value_at(loaded.contract, section), places_by_item
            )
            result.problems += [problem for problem in missing if problem.subject not in items_from_outputs]
    result.problems += field_problems.duplicate_agents(result.agent_names)
    # Several patterns can match one file, and each reports its problems.
    result.problems = list(dict.fromkeys(result.problems))
    return result


def _read_cells(
    loaded: LoadedContract, files: HandWrittenFiles, result: OwnedFields, path: str, cells: Mapping[str, str]
) -> None:
    """Read the owned table cells, or values of a YAML file, into `result`."""
    file = files.read(path)
    if not isinstance(file, HandWrittenFile):
        result.problems += file
        return
    result.file_paths.add(path)
    reader = (YamlReader if is_yaml_path(path) else CellReader)(loaded, path, file.text, cells)
    reader.read()
    result.problems += reader.problems
    for fact in reader.facts:
        key = f"{fact.name} {fact.slot.address} {getattr(fact.slot, 'keys', '')}"
        assignment = FieldAssignment(file, fact.name, fact.path, fact.expected, fact.slot, fact.place)
        result.assignments.setdefault((path, key), assignment)


@dataclass(slots=True)
class _FileReader:
    """Reads one owned file into `result`."""

    loaded: LoadedContract
    files: HandWrittenFiles
    result: OwnedFields
    pattern: str
    path: str
    other_format: str = ""

    def read(self, fields: Any) -> None:
        file = self.files.read(self.path)
        if not isinstance(file, HandWrittenFile):
            self._skip(fields, *file)
            return
        try:
            front = front_matter.parse_front_matter(file.text)
        except UnreadableBlockError as error:
            self._skip(fields, field_problems.unreadable_front_matter(self.path, error))
            return
        self.result.file_paths.add(self.path)
        self.other_format = other_format(file.text) if front is None else ""
        self.result.problems += self._front_matter_problems(front, fields)
        for name, key_template in fields.items():
            self._assign(file, front, name, key_template)

    def _skip(self, fields: Mapping[str, str], *problems: Problem) -> None:
        self.result.problems += problems
        self.result.unreadable_sections |= {key_template.partition(".")[0] for key_template in fields.values()}

    def _front_matter_problems(self, front: FrontMatter | None, owned_names: Container[str]) -> Iterator[Problem]:
        if self.other_format:
            yield field_problems.front_matter_format(self.path, self.other_format)
        if front and front.error:
            yield field_problems.invalid_front_matter(self.path, front.error)
        for name in front.duplicate_names if front else ():
            # In front matter that is not YAML, another name can be a word of the text, such as `user:` in an example.
            if front and (not front.error or name in owned_names or name == "name"):
                yield field_problems.duplicate_field(self.path, front, name)

    def _assign(self, file: HandWrittenFile, front: FrontMatter | None, name: str, key_template: str) -> None:
        section = key_template.partition(".")[0]
        placeholder_values = self._placeholder_values(front, section)
        if not all(placeholder_values.get(placeholder) for placeholder in _PLACEHOLDER.findall(key_template)):
            self.result.problems.append(field_problems.missing_name(self.path))
            return
        expanded = _PLACEHOLDER.sub(lambda match: placeholder_values[match[1]], key_template)
        if section == AGENTS and not self.other_format:
            self._check_agent_file(front, expanded, _field_place(file, front, "name"))
        item_section = section_of(self.loaded, key_template)
        try:
            path = resolve_path(self.loaded.contract, expanded)
        except UnknownValueError as error:
            if item_section and error.path == item_section:
                item_template = key_template[len(format_key_path(item_section)) + 1 :].partition(".")[0]
                item = _PLACEHOLDER.sub(lambda match: placeholder_values[match[1]], item_template)
                known_ids = value_at(self.loaded.contract, item_section)
                place = _field_place(file, front, "name")
                self.result.problems.append(
                    field_problems.file_without_item(place, format_key_path(item_section), item, known_ids)
                )
            return
        if item_section is None and self._is_file_of(path, front):
            item_section = path[:1]
        if item_section:
            _add_place(
                self.result.item_places[item_section], str(path[len(item_section)]), _field_place(file, front, "name")
            )
        path, value = effective_value(self.loaded, path)
        if value is not None and not self.other_format:
            existing_fields = front.fields_named(name) if front else ()
            field_place = _field_place(file, front, name)
            slot = FieldSlot(name, existing_fields[0] if existing_fields else None)
            assignment = FieldAssignment(file, name, path, value, slot, field_place)
            # A file can match several patterns, which must agree on the value.
            existing = self.result.assignments.setdefault((self.path, name), assignment)
            if existing.path != path:
                self.result.problems.append(
                    field_problems.duplicate_owner(self.loaded, assignment.place, existing.path, path)
                )

    def _is_file_of(self, path: KeyPath, front: FrontMatter | None) -> bool:
        """Whether a path without placeholders is about the agent or command that has the name of the file."""
        names = (_text_value(front, "name"), default_name(self.path))
        is_item = path[:1] in self.result.item_places and path[0] in SECTIONS_OF_FILES and len(path) > 1
        return is_item and str(path[1]).rpartition(":")[2] in [name.rpartition(":")[2] for name in names]

    def _check_agent_file(self, front: FrontMatter | None, key_path: str, place: Place) -> None:
        """Check the fields that platforms require of an agent file."""
        if requires_name(self.path) and not _text_value(front, "name"):
            self.result.problems.append(field_problems.missing_name(self.path))
            return
        agent = (platform_folder(self.path), key_path.removeprefix(f"{AGENTS}.").rpartition(".")[0])
        _add_place(self.result.agent_names, agent, place)
        if not _text_value(front, "description"):
            self.result.problems.append(field_problems.missing_description(self.path))

    def _placeholder_values(self, front: FrontMatter | None, section: str) -> dict[str, str]:
        """Return placeholder → value for the key templates of this file."""
        values = file_placeholders(self.path, _text_value(front, "name"), section == AGENTS)
        return values | dict(match_groups(self.pattern, self.path) or {})


def _add_place(places_by_name: dict[Any, list[Place]], name: object, place: Place) -> None:
    places = places_by_name.setdefault(name, [])
    if place not in places:
        places.append(place)


def _text_value(front: FrontMatter | None, name: str) -> str:
    fields = front.fields_named(name) if front else ()
    value = fields[0].value if fields else None
    if not isinstance(value, str) or (not fields[0].style and value in ("~", "null", "Null", "NULL")):
        return ""
    return value.strip()


def _field_place(file: HandWrittenFile, front: FrontMatter | None, name: str) -> Place:
    """Return the place of a field value, or of the end of the front matter that lacks it."""
    fields = front.fields_named(name) if front else ()
    if not fields:
        return Place(file.path, front.last_line if front else 1, 1)
    first = fields[0]
    is_multiline = "\n" in file.text[first.start : first.end]
    end = 0 if is_multiline else first.column + first.end - first.start
    return Place(file.path, first.line, first.column, end)
