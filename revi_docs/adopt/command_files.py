"""Read command files: names, descriptions, arguments, flags and spawned agents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from revi_docs.adopt.agent_files import description_entries, field_place, single_field
from revi_docs.adopt.argument_hints import parse_hint
from revi_docs.adopt.extracted_facts import FactCollector, place_at_offset, skipped
from revi_docs.adopt.glob_cover import covering_patterns, unmatched_paths, variable_name, with_variable
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import NAME_PATTERN
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.files.front_matter import Field
from revi_docs.files.globs import match_groups, path_matches
from revi_docs.problems.problem import Place, Problem
from revi_docs.targets.claude import TARGET as CLAUDE

_SPAWNED_AGENT = re.compile(
    rf"{CLAUDE.tool_fields.agent}[\"']?[ \t]*[:=][ \t]*[\"'`]?([A-Za-z][\w.-]*)"
    rf"|(?<![\w@]){CLAUDE.syntax.agent_mention}([A-Za-z][\w-]*)"
)

COMMAND_FIELDS = {"description": "description", CLAUDE.argument_hint_field: "hint"}
"""Front-matter field → key of a command."""


def command_name_templates(
    sources: tuple[ScannedFile, ...], files: Collection[str], loaded: LoadedContract | None
) -> dict[str, str]:
    """Return file pattern → template of the command name, as in `owns`: `{plugin}.{stem}`.

    Patterns of the contract keep their template; other patterns get the shortest unambiguous one.
    """
    contract_templates = _contract_name_templates(loaded)
    paths = unmatched_paths((source.path for source in sources), contract_templates)
    templates = _new_name_templates(paths, files)
    valid_paths = [path for path in paths if _is_command_name(_command_name(path, templates))]
    if valid_paths != paths:
        templates = _new_name_templates(valid_paths, files)
    return contract_templates | templates


def _new_name_templates(paths: list[str], files: Collection[str]) -> dict[str, str]:
    templates: dict[str, str] = {}
    for pattern in covering_patterns(paths, files):
        templates |= {pattern: ""} if pattern.startswith("!") else dict([_name_template(pattern, paths)])
    return templates


def _command_name(path: str, templates: Mapping[str, str]) -> str:
    """Return the command name of a file by the first pattern that matches, else empty."""
    for pattern, template in templates.items():
        if not pattern.startswith("!") and match_groups(pattern, path) is not None:
            return name_from_path(path, pattern, template)
    return ""


def _is_command_name(name: str) -> bool:
    return re.fullmatch(NAME_PATTERN, name) is not None and name not in (MANUAL, SYSTEM)


def _contract_name_templates(loaded: LoadedContract | None) -> dict[str, str]:
    templates = {}
    for pattern, fields in loaded.contract.owns.items() if loaded else ():
        values = [value for value in fields.values() if value.startswith("commands.")]
        if values:
            templates[pattern] = values[0].removeprefix("commands.").rpartition(".")[0]
    return templates


def _name_template(pattern: str, paths: list[str]) -> tuple[str, str]:
    segments = pattern.split("/")
    matching_paths = [path for path in paths if match_groups(pattern, path) is not None]
    if segments[-1] == CLAUDE.paths.skill_file:
        last_folder = len(segments) - 2
        return with_variable(pattern, last_folder), "{" + variable_name(pattern, last_folder) + "}"
    candidates = [(pattern, "{stem}")]
    candidates += [
        (with_variable(pattern, index), "{" + variable_name(pattern, index) + "}.{stem}")
        for index, segment in enumerate(segments[:-1])
        if segment == "*"
    ]
    for candidate, template in candidates:
        names = Counter(name_from_path(path, candidate, template).casefold() for path in matching_paths)
        if max(names.values(), default=1) == 1:
            return candidate, template
    return candidates[0]


def name_from_path(path: str, pattern: str, template: str) -> str:
    """Expand a name template for a path."""
    variables = {"stem": path.rpartition("/")[2].removesuffix(".md"), **(match_groups(pattern, path) or {})}
    return re.sub(r"\{(\w+)\}", lambda match: variables.get(match[1], ""), template)


def read_commands(
    sources: tuple[ScannedFile, ...],
    name_templates: Mapping[str, str],
    contract: Contract,
    agents: Collection[str],
    collector: FactCollector,
) -> dict[str, str]:
    """Collect the facts of all command files; return path → name of those with a unique name.

    If the contract already has arguments for a command, its hint is not read.
    """
    sources_by_name: dict[str, list[ScannedFile]] = {}
    names: dict[str, str] = {}
    excluded_patterns = [pattern[1:] for pattern in name_templates if pattern.startswith("!")]
    for source in sources:
        name = _command_name(source.path, name_templates)
        if path_matches(excluded_patterns, source.path) or not _is_command_name(name):
            message = f"'{source.path.rpartition('/')[2][:40]}' does not give a valid command name"
            fix = "rename the file; use letters, digits and hyphens"
            collector.add_warning(message, fix, Place(source.path))
            continue
        sources_by_name.setdefault(name.casefold(), []).append(source)
        names[source.path] = name
    for duplicates in sources_by_name.values():
        if len(duplicates) > 1:
            duplicate_names = {candidate.path: names.pop(candidate.path) for candidate in duplicates}
            collector.problems.append(_duplicate_command(duplicate_names))
    unclear_places: list[Place] = []
    for source in (candidate for candidate in sources if candidate.path in names):
        name = names[source.path]
        _collect_command(source, name, agents, collector)
        existing_command = contract.commands.get(name)
        if existing_command is None or not (existing_command.arguments or existing_command.flags):
            unclear_places += _collect_hint(source, ("commands", name), collector)
    if unclear_places:
        collector.problems.append(_unclear_arguments(unclear_places))
    return names


def _collect_command(source: ScannedFile, name: str, agents: Collection[str], collector: FactCollector) -> None:
    path = ("commands", name)
    collector.add(path, None, Place(source.path, 1))
    for key, value, place in description_entries(source):
        collector.add((*path, key), value, place)
    spawned: dict[str, Place] = {}
    for match in _SPAWNED_AGENT.finditer(source.text):
        agent = (match[1] or match[2]).rstrip(".")
        if agent in agents and agent not in spawned:
            spawned[agent] = place_at_offset(source.path, source.text, match.start(match.lastindex or 1))
    for agent, place in spawned.items():
        collector.add((*path, "spawns", agent), agent, place)


def _collect_hint(source: ScannedFile, path: tuple[str, str], collector: FactCollector) -> Iterator[Place]:
    """Collect the arguments and flags; yield the place if they are ambiguous."""
    arguments_field = single_field(source, "arguments")
    hint_field = single_field(source, CLAUDE.argument_hint_field)
    if hint_field and hint_field.value:
        collector.add((*path, "hint"), _raw_hint(source, hint_field), field_place(source, hint_field))
    field = arguments_field or hint_field
    if field is None or not field.value:
        return
    place = field_place(source, field)
    if not arguments_field:
        text = _raw_hint(source, field)
    else:
        text = " ".join(field.value.split() if isinstance(field.value, str) else field.value)
    hints = parse_hint(text)
    if hints is None:
        yield place
    for hint in hints or ():
        if hint.name.startswith("--"):
            collector.add((*path, "flags", hint.name), None, place)
            if hint.value:
                collector.add((*path, "flags", hint.name, "value"), hint.value, place)
        else:
            collector.add((*path, "arguments", hint.name), None, place)
            if hint.is_optional:
                collector.add((*path, "arguments", hint.name, "optional"), True, place)


def _raw_hint(source: ScannedFile, field: Field) -> str:
    """Return a hint as written: YAML parses `[x]` as a list, but it is text here."""
    return field.value if isinstance(field.value, str) else source.text[field.start : field.end]


def _unclear_arguments(places: list[Place]) -> Problem:
    subject = f"the arguments of {len(places)} commands" if len(places) > 1 else "the arguments"
    fix = "add 'arguments' and 'flags' of the command to revi.yml"
    return skipped(f"{subject} are ambiguous", fix, "arguments", *places)


def _duplicate_command(names: Mapping[str, str]) -> Problem:
    name = next(iter(names.values()))
    return Problem(
        code="doubled-command",
        message=f"{len(names)} files define the command '{name}'",
        fix="rename all but one, or delete them",
        places=tuple(Place(path, 1) for path in names),
        subject=name,
    )
