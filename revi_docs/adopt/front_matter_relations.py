"""Read who starts whom from front matter: `spawns`, `spawned_by`, `agents` and `triggers`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.adopt.agent_files import field_place, single_field
from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.adopt.workflow_rows import DefinedNames
from revi_docs.files.yaml.yaml_fields import Field
from revi_docs.files.yaml.yaml_scalars import split_list

_DOWN_FIELDS = ("spawns", "agents", "triggers")
"""Fields with what the file starts; in an agent's file, `triggers` can also name what starts the agent."""

_UP_FIELDS = ("spawned_by", "spawned-by", "triggers", "triggered_by", "triggered-by")

Item = tuple[str, str]
"""The section and the name of an agent or command."""


def collect_relations(
    sources: tuple[ScannedFile, ...], items: Mapping[str, Item], names: DefinedNames, collector: FactCollector
) -> None:
    """Collect who starts which agent; `items` maps a path to its agent or command. Other words are ignored."""
    for source in sources:
        item = items.get(source.path)
        if item is None:
            continue
        scope = item[1].rpartition(":")[0]
        for field, text in _entries(source, _DOWN_FIELDS):
            agent = names.agents.find(text, scope)
            if agent and agent != item[1] and not (item[0] == "agents" and field.name == "triggers"):
                collector.add((*item, "spawns", agent), agent, field_place(source, field))
        for field, text in _entries(source, _UP_FIELDS) if item[0] == "agents" else ():
            command = names.commands.find(text.removeprefix("/"), scope)
            starter = ("commands", command) if command else ("agents", names.agents.find(text, scope))
            if starter[1] and starter[1] != item[1]:
                collector.add((*starter, "spawns", item[1]), item[1], field_place(source, field))


def _entries(source: ScannedFile, field_names: tuple[str, ...]) -> Iterator[tuple[Field, str]]:
    """Yield each text of a list, or of a text with commas, in the fields of these names."""
    for name in field_names:
        field = single_field(source, name)
        if field is not None and field.value:
            values = split_list(field.value) if isinstance(field.value, str) else field.value
            yield from ((field, value.strip()) for value in values if isinstance(value, str))
