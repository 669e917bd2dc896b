"""Read lists of models in YAML: agent → model, or entries that name both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.contract.item_references import ItemReferences
from revi_docs.contract.model.declarations import MODEL_PATTERN, TYPED_NAME_PATTERN
from revi_docs.files.size_limits import SizeError
from revi_docs.files.yaml.yaml_address import KEY, parse_yaml_document
from revi_docs.files.yaml.yaml_edits import entry_of
from revi_docs.files.yaml.yaml_nodes import describe_error
from revi_docs.problems.problem import Place
from revi_docs.targets.claude import TARGET as CLAUDE

_SECTION_KEYS = ("agents", "models", "agent_models", "agent-models", "subagents")
_SECTION_LINE = re.compile(rf"^[ \t]*(?:{'|'.join(_SECTION_KEYS)}):", re.MULTILINE)
# Without agent files to compare with, only such a value shows that a list is about models.
_COMMON_MODELS = re.compile("|".join((*CLAUDE.model_names, CLAUDE.inherit_model, r"claude-.+", r"[a-z]+:.+")))
_NAME_KEYS = ("name", "agent")

_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]|:(?=[A-Za-z0-9]))*")
"""What can be a name, as in `TYPED_NAME_PATTERN`."""


@dataclass(frozen=True, slots=True)
class ListedModel:
    """The model of an agent in a list: the agent as written, both places, and the address that `owns` can name.

    `names_address` is the address of all names in the list.
    """

    name: str
    model: str
    name_place: Place
    model_place: Place
    address: str
    names_address: str

    @property
    def names_model(self) -> bool:
        """Whether the value has the key `model`."""
        return self.address.endswith(".model")


@dataclass(frozen=True, slots=True)
class ModelList:
    """The models that a YAML file assigns to agents."""

    file: str
    models: tuple[ListedModel, ...]


def read_model_list(
    source: ScannedFile, agents: ItemReferences, accepts_new_agents: bool, collector: FactCollector
) -> ModelList | None:
    """Collect the models that a YAML file assigns to agents; warn about unknown agents. None if it assigns none.

    If no agent has a file, names in a list of common models under a common key are agents.
    """
    # Most YAML files are about something else, and reading places is slow.
    if not _may_name_agents(source.text, agents, accepts_new_agents):
        return None
    try:
        root = parse_yaml_document(source.text).root
    except (yaml.YAMLError, SizeError) as error:
        if _SECTION_LINE.search(source.text):
            mark, reason = describe_error(error)
            place = Place(source.path, mark.line + 1, mark.column + 1) if mark else Place(source.path)
            collector.add_warning(f"cannot be read: {reason}", "correct the file if it lists models of agents", place)
        return None
    models: list[ListedModel] = []
    known_models = {fact.path[1] for fact in collector.facts if fact.path[0] == "models"}
    for section, steps, node in _sections(root):
        entries = list(_listed_models(source.path, node, steps))
        is_model = {model.model: model.model in known_models or _is_common(model.model) for model in entries}
        accepted = [
            model
            for model in entries
            if _is_agent_model(model, agents, accepts_new_agents and bool(section))
            # Without a key that says so, a value such as `test: pytest` is of something else.
            and (section or model.names_model or is_model[model.model])
        ]
        for model in entries:
            if accepted and model not in accepted and (is_model[model.model] or model.names_model):
                message = f"'{model.model[:40]}' is assigned to '{model.name[:40]}', which is not an agent"
                collector.add_warning(message, "correct the name, or remove the line", model.name_place)
        models += accepted
    for model in models:
        path = ("agents", agents.find(model.name) or model.name)
        collector.add(path, None, model.name_place)
        collector.add((*path, "model"), model.model, model.model_place)
        collector.add(("models", model.model), None, model.model_place)
    return ModelList(source.path, tuple(models)) if models else None


def _may_name_agents(text: str, agents: ItemReferences, accepts_new_agents: bool) -> bool:
    if accepts_new_agents and any(key in text for key in _SECTION_KEYS):
        return True
    return bool(agents.names) and any(agents.find(word) for word in set(_WORD.findall(text)))


def _sections(node: yaml.Node | None, section: str = "", steps: str = "") -> Iterator[tuple[str, str, yaml.Node]]:
    """Yield (key, address, node) of the list itself and of the lists under common keys."""
    if node is None:
        return
    yield section, steps, node
    for key, child in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value in _SECTION_KEYS and isinstance(child, yaml.CollectionNode):
            yield from _sections(child, key.value, f"{steps}.{key.value}".removeprefix("."))


def _listed_models(file: str, node: yaml.Node, steps: str) -> Iterator[ListedModel]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            entries = ((field, entry_of(item, field)) for field in _NAME_KEYS)
            field, name = next(((field, entry) for field, entry in entries if entry), ("", None))
            model = entry_of(item, "model")
            if name and model and _are_scalars(name[1], model[1]):
                address, names_address = f"{steps}[{field}={KEY}].model", f"{steps}[{field}]"
                yield _listed_model(file, (name[1], model[1]), address, names_address)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value in _SECTION_KEYS:
            continue
        model = entry_of(value, "model")
        if _are_scalars(key, model[1] if model else value):
            address = f"{steps}.{KEY}".removeprefix(".") + (".model" if model else "")
            yield _listed_model(file, (key, model[1] if model else value), address, steps or ".")


def _are_scalars(*nodes: yaml.Node) -> bool:
    return all(isinstance(node, yaml.ScalarNode) for node in nodes)


def _listed_model(file: str, nodes: tuple[yaml.Node, yaml.Node], address: str, names_address: str) -> ListedModel:
    places = [Place(file, node.start_mark.line + 1, node.start_mark.column + 1) for node in nodes]
    return ListedModel(nodes[0].value, nodes[1].value, places[0], places[1], address, names_address)


def _is_common(model: str) -> bool:
    return _COMMON_MODELS.fullmatch(model) is not None


def _is_agent_model(model: ListedModel, agents: ItemReferences, accepts_new_agents: bool) -> bool:
    if not re.fullmatch(MODEL_PATTERN, model.model):
        return False
    is_new_agent = accepts_new_agents and re.fullmatch(TYPED_NAME_PATTERN, model.name) is not None
    return bool(agents.find(model.name)) or (is_new_agent and _is_common(model.model))
