"""Read command files: names, descriptions, arguments, flags and spawned agents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from revi_docs.adopt.agent_files import declared_name, description_entries, field_place, single_field
from revi_docs.adopt.argument_hints import ArgumentHint, parse_hint
from revi_docs.adopt.extracted_facts import FactCollector, skipped
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.contract.item_references import ItemReferences
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import TYPED_NAME_PATTERN
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.files.text_places import place_at_offset
from revi_docs.files.yaml.yaml_fields import Field
from revi_docs.problems.problem import Place, Problem
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.project_files import command_name, platform_folder, plugin_scope

# Two forms start an agent: the field of a tool call, and a mention in the text. An `@` after a word is an email
# address.
_SPAWNED_AGENT = re.compile(
    rf"{CLAUDE.tool_fields.agent}[\"']?[ \t]*[:=][ \t]*[\"'`]?([A-Za-z0-9][\w.:-]*)"
    rf"|(?<![\w@]){CLAUDE.syntax.agent_mention}([A-Za-z0-9][\w:-]*)"
)

COMMAND_FIELDS = {"description": "description", CLAUDE.argument_hint_field: "hint"}
"""Front-matter field → key of a command."""


@dataclass(frozen=True, slots=True)
class CommandFiles:
    """`names`: path → command name; `declared_names`: path → `name` in the file, "" without one."""

    names: dict[str, str]
    declared_names: dict[str, str]


def read_commands(
    sources: tuple[ScannedFile, ...],
    plugin_names: Mapping[str, str],
    contract: Contract,
    agents: ItemReferences,
    collector: FactCollector,
) -> CommandFiles:
    """Collect the facts of all command files with a unique name; `plugin_names` maps a folder to its plugin.

    If the contract already has arguments for a command, its hint is not read.
    """
    sources_by_name: dict[tuple[str, str], list[ScannedFile]] = {}
    files = CommandFiles({}, {})
    for source in sources:
        files.declared_names[source.path] = _valid_declared_name(source)
        scope = plugin_scope(source.path, plugin_names)
        name = command_name(source.path, files.declared_names[source.path], scope)
        if not _is_command_name(name):
            message = f"'{source.path.rpartition('/')[2][:40]}' does not give a valid command name"
            fix = "rename the file; use letters, digits and hyphens"
            collector.add_warning(message, fix, Place(source.path))
            continue
        sources_by_name.setdefault((platform_folder(source.path), name.casefold()), []).append(source)
        files.names[source.path] = name
    for duplicates in sources_by_name.values():
        if len(duplicates) > 1:
            skill = _only_skill(duplicates, plugin_names)
            duplicate_names = {
                candidate.path: files.names.pop(candidate.path) for candidate in duplicates if candidate != skill
            }
            collector.problems.append(_duplicate_command(duplicate_names, skill))
    unclear_places: list[Place] = []
    for source in (candidate for candidate in sources if candidate.path in files.names):
        name = files.names[source.path]
        _collect_command(source, name, agents, collector)
        existing_command = contract.commands.get(name)
        if existing_command is None or not (existing_command.arguments or existing_command.flags):
            unclear_places += _collect_hint(source, ("commands", name), collector)
    if unclear_places:
        collector.problems.append(_unclear_arguments(unclear_places))
    return files


def _valid_declared_name(source: ScannedFile) -> str:
    """Return the `name` in the front matter if it can be typed; many skills have a title there."""
    name = declared_name(source)
    return name if _is_command_name(name) else ""


def _is_command_name(name: str) -> bool:
    return re.fullmatch(TYPED_NAME_PATTERN, name) is not None and name not in (MANUAL, SYSTEM)


def _collect_command(source: ScannedFile, name: str, agents: ItemReferences, collector: FactCollector) -> None:
    path = ("commands", name)
    collector.add(path, None, Place(source.path, 1))
    for key, value, place in description_entries(source):
        collector.add((*path, key), value, place)
    spawned: dict[str, Place] = {}
    for match in _SPAWNED_AGENT.finditer(source.text):
        agent = agents.find((match[1] or match[2]).rstrip(".:"), scope=name.rpartition(":")[0])
        if agent and agent not in spawned:
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
    shown_hints = parse_hint(_raw_hint(source, hint_field)) if arguments_field and hint_field else None
    if hints is None or (shown_hints is not None and _argument_names(shown_hints) != _argument_names(hints)):
        yield place
        return
    for hint in hints or ():
        if hint.name.startswith("--"):
            collector.add((*path, "flags", hint.name), None, place)
            if hint.value:
                collector.add((*path, "flags", hint.name, "value"), hint.value, place)
        else:
            collector.add((*path, "arguments", hint.name), None, place)
            if hint.is_optional:
                collector.add((*path, "arguments", hint.name, "optional"), True, place)


def _argument_names(hints: tuple[ArgumentHint, ...]) -> list[str]:
    """Return the names of the arguments: `arguments` states no flags, and not what is optional."""
    return [hint.name.casefold().replace("_", "-") for hint in hints if not hint.name.startswith("--")]


def _raw_hint(source: ScannedFile, field: Field) -> str:
    """Return a hint as written: YAML parses `[x]` as a list, but it is text here."""
    return field.value if isinstance(field.value, str) else source.text[field.start : field.end]


def _unclear_arguments(places: list[Place]) -> Problem:
    subject = f"the arguments of {len(places)} commands" if len(places) > 1 else "the arguments"
    fix = "add 'arguments' and 'flags' of the command to revi.yml"
    return skipped(f"{subject} are ambiguous", fix, "arguments", *places)


def _only_skill(duplicates: list[ScannedFile], plugin_names: Mapping[str, str]) -> ScannedFile | None:
    """Return the skill among files of one command: platforms load it and hide the command files of its plugin."""
    skills = [source for source in duplicates if source.path.endswith(f"/{CLAUDE.paths.skill_file}")]
    scopes = {plugin_scope(source.path, plugin_names) for source in duplicates}
    return skills[0] if len(skills) == 1 and len(scopes) == 1 else None


def _duplicate_command(names: Mapping[str, str], skill: ScannedFile | None) -> Problem:
    name = next(iter(names.values()))
    message = f"{len(names)} files define the command '{name}'"
    if skill is not None:
        message = f"the skill {skill.path} defines the command '{name}', too, and hides this file"
    return Problem(
        code="doubled-command",
        message=message,
        fix="delete it, or rename it" if skill is not None else "rename all but one, or delete them",
        places=tuple(Place(path, 1) for path in names),
        subject=name,
    )
