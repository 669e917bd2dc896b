"""Read agent files: names, descriptions, models and tools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.contract.model.declarations import MODEL_PATTERN, TYPED_NAME_PATTERN
from revi_docs.contract.scalar_readers import CONTROL_CHARACTERS
from revi_docs.files.yaml.yaml_fields import Field
from revi_docs.files.yaml.yaml_scalars import split_tools
from revi_docs.ownership import owned_field_problems
from revi_docs.problems.problem import Place
from revi_docs.targets.project_files import agent_name, platform_folder, plugin_scope

MAX_DESCRIPTION_LENGTH = 1024
"""Longest description to copy into the contract, in characters: the limit of a skill's description in Claude Code."""

AGENT_FIELDS = {"description": "description", "model": "model", "tools": "tools"}
"""Front-matter field → key of an agent."""


@dataclass(frozen=True, slots=True)
class AgentFiles:
    """`names`: path → agent name; `declared_names`: path → `name` in the file, "" without one.

    `invalid_paths` are files that must be fixed first.
    """

    names: dict[str, str]
    declared_names: dict[str, str]
    invalid_paths: tuple[str, ...]


def read_agents(
    sources: tuple[ScannedFile, ...],
    unclosed_paths: tuple[str, ...],
    plugin_names: Mapping[str, str],
    collector: FactCollector,
) -> AgentFiles:
    """Collect the facts of all agent files; `plugin_names` maps a folder to the plugin in it."""
    sources_by_name: dict[tuple[str, str], list[tuple[ScannedFile, str]]] = {}
    invalid_paths: list[str] = []
    declared_names: dict[str, str] = {}
    for source in sources:
        declared_names[source.path] = declared_name(source)
        name = agent_name(source.path, declared_names[source.path], plugin_scope(source.path, plugin_names))
        if not name or not source.has_field("description"):
            if not name:
                problem = owned_field_problems.missing_name(source.path)
            else:
                problem = owned_field_problems.missing_description(source.path)
            collector.problems.append(problem)
            invalid_paths.append(source.path)
        elif not re.fullmatch(TYPED_NAME_PATTERN, name):
            message = f"'{name[:40]}' is not a valid name"
            collector.add_warning(message, "use letters, digits and hyphens", name_place(source))
        else:
            key = (platform_folder(source.path), name.casefold())
            sources_by_name.setdefault(key, []).append((source, name))
    names: dict[str, str] = {}
    for (platform, _), duplicates in sources_by_name.items():
        if len(duplicates) > 1:
            places = [name_place(source) for source, _ in duplicates]
            collector.problems += owned_field_problems.duplicate_agents({(platform, duplicates[0][1]): places})
            invalid_paths += [source.path for source, _ in duplicates]
            continue
        source, name = duplicates[0]
        names[source.path] = name
        _collect_agent(source, name, collector)
    return AgentFiles(names, declared_names, (*invalid_paths, *unclosed_paths))


def declared_name(source: ScannedFile) -> str:
    """Return the `name` in the front matter; "" if it is missing or appears twice."""
    field = single_field(source, "name")
    return field.value.strip() if field and isinstance(field.value, str) else ""


def name_place(source: ScannedFile) -> Place:
    """Return the place of the name in the front matter, else the first line."""
    field = single_field(source, "name")
    return field_place(source, field) if field else Place(source.path, 1)


def _collect_agent(source: ScannedFile, name: str, collector: FactCollector) -> None:
    path = ("agents", name)
    collector.add(path, None, name_place(source))
    for key, value, place in description_entries(source):
        collector.add((*path, key), value, place)
    _collect_model(source, name, collector)
    tools = single_field(source, "tools")
    tool_names = _tool_names(tools)
    if tools is not None and tool_names:
        collector.add((*path, "tools"), tool_names, field_place(source, tools))


def _collect_model(source: ScannedFile, name: str, collector: FactCollector) -> None:
    """Collect the model; a file without one says nothing, so it contradicts no other."""
    model = single_field(source, "model")
    if model is None or not model.value:
        return
    place = field_place(source, model)
    if isinstance(model.value, str) and is_valid_model(model.value):
        collector.add(("agents", name, "model"), model.value, place)
        collector.add(("models", model.value), None, place)
    else:
        collector.add_warning("the model is not a valid name", "write one model name without spaces", place)


def is_valid_model(value: object) -> bool:
    """Whether a value is a valid model name for the contract."""
    return isinstance(value, str) and re.fullmatch(MODEL_PATTERN, value) is not None


def description_entries(source: ScannedFile) -> Iterator[tuple[str, str, Place]]:
    """Yield the description if it is one sentence or paragraph: on one line, not too long, and without examples."""
    field = single_field(source, "description")
    if field is None or not isinstance(field.value, str) or not field.value.strip():
        return
    is_short = len(field.value) <= MAX_DESCRIPTION_LENGTH and not _HAS_EXAMPLES.search(field.value)
    if is_short and not CONTROL_CHARACTERS.search(field.value):
        yield "description", field.value, field_place(source, field)


_HAS_EXAMPLES = re.compile(r"\n|<example>")


def single_field(source: ScannedFile, name: str) -> Field | None:
    """Return the field if it appears exactly once."""
    fields = source.front_matter.fields_named(name) if source.front_matter else ()
    return fields[0] if len(fields) == 1 else None


def field_place(source: ScannedFile, field: Field) -> Place:
    """Return the place of a field value."""
    return Place(source.path, field.line, field.column)


def _tool_names(field: Field | None) -> tuple[str, ...]:
    """Return the tools if they are a list without duplicates, else nothing."""
    if field is None or field.value is None:
        return ()
    parts = split_tools(field.value) if isinstance(field.value, str) else field.value
    names = tuple(part.strip() for part in parts)
    is_valid = all(names) and len(set(names)) == len(names)
    has_control_character = any(CONTROL_CHARACTERS.search(name) or "\n" in name for name in names)
    return names if is_valid and not has_control_character else ()
