"""Read lists of models in YAML: agent → model, or entries that name both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.adopt.extracted_facts import FactCollector, FactSpan, SourceBlock
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.contract.item_references import ItemReferences
from revi_docs.contract.model.declarations import MODEL_PATTERN, TYPED_NAME_PATTERN
from revi_docs.files.yaml_tree import YamlMapping, YamlNode, YamlScalar, YamlSequence, read_tree
from revi_docs.targets.claude import TARGET as CLAUDE

_SECTION_KEYS = ("agents", "models", "agent_models", "agent-models", "subagents")
# Without agent files to compare with, only such a value shows that a list is about models.
_COMMON_MODELS = re.compile("|".join((*CLAUDE.model_names, CLAUDE.inherit_model, r"claude-.+", r"[a-z]+:.+")))
_NAME_KEYS = ("name", "agent")

_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]|:(?=[A-Za-z0-9]))*")
"""What can be a name, as in `TYPED_NAME_PATTERN`."""

AgentModelPair = tuple[YamlScalar, YamlScalar]
"""(agent, model)."""


def read_model_list(source: ScannedFile, agents: ItemReferences, collector: FactCollector) -> None:
    """Collect the models that a YAML file assigns to agents; warn about unknown agents.

    If no agent has a file, only a list of common models under a common key is accepted.
    """
    # Most YAML files are about something else, and reading places is slow.
    if not _may_name_agents(source.text, agents):
        return
    root, problems = read_tree(source.text.encode(), source.path)
    if problems or not isinstance(root, (YamlMapping, YamlSequence)):
        return
    for section, node in _sections(root):
        pairs = list(_pairs(node))
        accepted = [pair for pair in pairs if _is_agent_model(pair, agents, section)]
        if not accepted:
            continue
        for name, model in pairs:
            if (name, model) not in accepted:
                message = f"'{model.text[:40]}' is assigned to '{name.text[:40]}', which is not an agent"
                collector.add_warning(message, "correct the name, or remove the line", name.place)
        _collect_pairs(source, accepted, agents, collector)


def _may_name_agents(text: str, agents: ItemReferences) -> bool:
    if not agents.names:
        return any(key in text for key in _SECTION_KEYS)
    return any(agents.find(word) for word in set(_WORD.findall(text)))


def _sections(node: YamlNode, section: str = "") -> Iterator[tuple[str, YamlNode]]:
    """Yield the list itself and the lists under common keys."""
    yield section, node
    for key, child in node.entries if isinstance(node, YamlMapping) else ():
        if key.text in _SECTION_KEYS and isinstance(child, (YamlMapping, YamlSequence)):
            yield from _sections(child, key.text)


def _pairs(node: YamlNode) -> Iterator[AgentModelPair]:
    if isinstance(node, YamlSequence):
        for item in node.items:
            fields = _values(item)
            name = next((fields[key] for key in _NAME_KEYS if key in fields), None)
            model = fields.get("model")
            if isinstance(name, YamlScalar) and isinstance(model, YamlScalar):
                yield name, model
    for key, value in node.entries if isinstance(node, YamlMapping) else ():
        if key.text in _SECTION_KEYS:
            continue
        model = _values(value).get("model", value)
        if isinstance(model, YamlScalar):
            yield key, model


def _values(node: YamlNode) -> dict[str, YamlNode]:
    return {key.text: value for key, value in node.entries} if isinstance(node, YamlMapping) else {}


def _is_agent_model(pair: AgentModelPair, agents: ItemReferences, section: str) -> bool:
    name, model = pair
    if not re.fullmatch(TYPED_NAME_PATTERN, name.text) or not re.fullmatch(MODEL_PATTERN, model.text):
        return False
    if agents.names:
        return bool(agents.find(name.text))
    return bool(section) and _COMMON_MODELS.fullmatch(model.text) is not None


def _collect_pairs(
    source: ScannedFile, pairs: list[AgentModelPair], agents: ItemReferences, collector: FactCollector
) -> None:
    line_offsets = [0, *(line_break.end() for line_break in re.finditer(r"\n", source.text))]
    spans = []
    for name, model in pairs:
        path = ("agents", agents.find(name.text) or name.text)
        collector.add(path, None, name.place)
        collector.add((*path, "model"), model.text, model.place)
        collector.add(("models", model.text), None, model.place)
        start = line_offsets[model.place.line - 1] + model.place.column - 1 + (not model.is_plain)
        if source.text[start : start + len(model.text)] == model.text:
            spans.append(FactSpan(start, start + len(model.text), (*path, "model")))
    line_numbers = [place.line for pair in pairs for place in (pair[0].place, pair[1].place)]
    first_line, last_line = min(line_numbers), max(line_numbers)
    end = line_offsets[last_line] if last_line < len(line_offsets) else len(source.text)
    collector.blocks.append(SourceBlock(source.path, line_offsets[first_line - 1], end, tuple(spans)))
