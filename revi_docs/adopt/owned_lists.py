"""Choose the values of YAML lists to own: those that show exactly what the contract says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from revi_docs.adopt.extracted_facts import ExtractedFact, skipped
from revi_docs.adopt.glob_cover import escape_pattern
from revi_docs.adopt.model_lists import ListedModel, ModelList
from revi_docs.contract.item_references import ItemReferences
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model.declarations import OWNED_FIELD_PATTERN
from revi_docs.files.globs import path_matches
from revi_docs.files.markdown.regions import find_regions
from revi_docs.files.yaml.yaml_address import parse_yaml_address
from revi_docs.ownership.cells.contract_values import KEY
from revi_docs.ownership.cells.owned_yaml_values import YamlReader
from revi_docs.problems.problem import Place, Problem

_SECTION = "agents"
_MODEL = f"{_SECTION}.{KEY}.model"


def infer_owned_values(
    lists: Collection[ModelList], texts: Mapping[str, str], loaded: LoadedContract
) -> Iterator[ExtractedFact | Problem]:
    """Yield entries of `owns` for the values that agree with the contract; a problem for values that none can address.

    All values of a list have one address if they agree and are of agents; otherwise each that agrees has its own.
    """
    for model_list in lists:
        text = texts[model_list.file]
        reader = _ListReader(model_list.file, text, loaded)
        regions = find_regions(model_list.file, text)[0] if "revi:begin" in text else ()
        owned_lines = {
            line
            for region in regions
            for line in range(
                text.count("\n", 0, region.content_start) + 1, text.count("\n", 0, region.content_end) + 1
            )
        }
        models = [model for model in model_list.models if model.model_place.line not in owned_lines]
        for names_address in dict.fromkeys(model.names_address for model in models):
            yield from reader.own_list([model for model in models if model.names_address == names_address])


class _ListReader:
    """Decides what of a file can be owned."""

    def __init__(self, file: str, text: str, loaded: LoadedContract) -> None:
        self._file = file
        self._text = text
        self._loaded = loaded
        self._agents = ItemReferences(loaded.contract.agents)

    def own_list(self, models: list[ListedModel]) -> Iterator[ExtractedFact | Problem]:
        """Yield the entries for the models of one list or mapping."""
        names_address = models[0].names_address
        value_facts: list[ExtractedFact] = []
        for address in dict.fromkeys(model.address for model in models):
            same_form = [model for model in models if model.address == address]
            if not self._is_owned(address) and not all(self._is_owned(_own_address(model)) for model in same_form):
                if self._agrees({address: _MODEL}, len(same_form)):
                    value_facts.append(self._fact(address, _MODEL))
                else:
                    yield from self._own_single_values(same_form)
        yield from value_facts
        if value_facts and not self._is_owned(names_address):
            values = {str(fact.path[-1]): _MODEL for fact in value_facts}
            for template in (_SECTION, f"{_SECTION}.{KEY}"):
                if self._agrees({names_address: template, **values}, len(models)):
                    yield self._fact(names_address, template)
                    break

    def _own_single_values(self, models: list[ListedModel]) -> Iterator[ExtractedFact | Problem]:
        """Yield an entry for each value that agrees, after other values of the list did not."""
        different: list[ListedModel] = []
        for model in models:
            address, agent = _own_address(model), self._agents.find(model.name)
            template = _MODEL.replace(KEY, agent)
            if not agent or self._is_owned(address):
                continue
            is_address = re.fullmatch(OWNED_FIELD_PATTERN, address) and parse_yaml_address(address)
            if is_address and self._agrees({address: template}, 1):
                yield self._fact(address, template)
            elif not is_address and self._loaded.contract.agents[agent].model == model.model:
                message = f"the model of '{model.name}' is not owned: a key with such characters has no address"
                yield skipped(message, "compare it yourself", f"{self._file}#{model.name}", model.name_place)
            elif self._loaded.contract.agents[agent].model not in (None, model.model):
                different.append(model)
        if different:
            expected = self._loaded.contract.agents[self._agents.find(different[0].name)].model
            message = f"'{different[0].model}' is not owned: the contract says '{expected}'"
            places = [model.model_place for model in different]
            yield skipped(message, "run 'revi-docs adopt --write' after you corrected it", self._file, *places)

    def _agrees(self, fields: Mapping[str, str], value_count: int) -> bool:
        """Whether a file shows what the contract says at these addresses, and the contract has all these values."""
        reader = YamlReader(self._loaded, self._file, self._text, fields)
        reader.read()
        agreeing = [fact for fact in reader.facts if fact.slot.shows(self._text, fact.expected)]
        return not reader.problems and len(agreeing) == len(reader.facts) == value_count

    def _is_owned(self, address: str) -> bool:
        owns = self._loaded.contract.owns
        return any(address in fields and path_matches((pattern,), self._file) for pattern, fields in owns.items())

    def _fact(self, address: str, template: str) -> ExtractedFact:
        return ExtractedFact(("owns", escape_pattern(self._file), address), template, Place(""))


def _own_address(model: ListedModel) -> str:
    """The address of the value of one agent."""
    return model.address.replace(KEY, model.name)
