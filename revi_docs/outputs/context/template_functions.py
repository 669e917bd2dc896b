"""Functions of templates that need the whole contract. Each result is computed once for all outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from revi_docs.contract import relations, target_relations
from revi_docs.contract.canonical_form import canonical
from revi_docs.contract.conditions import needs_person
from revi_docs.contract.field_types import field_type, names_of_kind
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract
from revi_docs.contract.record_schema import front_matter_schema, record_schema, trace_schema
from revi_docs.contract.transition_names import transition_names
from revi_docs.contract.worker_examples import worker_combinations, worker_examples
from revi_docs.outputs.context.view import contract_sections, view, with_recorder

_FUNCTIONS: tuple[Callable[..., Any], ...] = (
    canonical,
    field_type,
    front_matter_schema,
    names_of_kind,
    record_schema,
    relations.hook_handler,
    relations.hook_timeout_seconds,
    relations.initial_statuses,
    target_relations.templates_of_outputs,
    target_relations.typed_name,
    target_relations.model_name,
    relations.model_of,
    relations.moves,
    target_relations.reads_only,
    needs_person,
    relations.started_agents,
    transition_names,
    relations.transitions_by_pair,
    relations.transitions_by_source,
    relations.transitions_by_target,
    trace_schema,
    worker_combinations,
    worker_examples,
)
# The names of these functions are the names in templates.
FUNCTIONS_BY_NAME = {function.__name__: function for function in _FUNCTIONS} | relations.LOOKUPS

ReadsByCall = dict[Any, frozenset[KeyPath]]
"""Function call → key paths of everything that it read."""


class TemplateFunctions:
    """The functions for one contract, with cached results; values in the results know their key paths."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.sections = contract_sections(contract)
        self._results: dict[Any, tuple[Any, frozenset[KeyPath]]] = {}
        self._path_sets: dict[frozenset[KeyPath], frozenset[KeyPath]] = {}

    def bind(self, reads_by_call: ReadsByCall) -> dict[str, Any]:
        """The functions by name, for one render. Every call and what it read is added to `reads_by_call`."""
        return {name: partial(self._call, reads_by_call, name) for name in FUNCTIONS_BY_NAME}

    def _call(self, reads_by_call: ReadsByCall, name: str, *args: Any) -> Any:
        function = FUNCTIONS_BY_NAME[name]
        if isinstance(function, relations.Lookup):
            # The index is one call for all items, so that its reads are recorded once and shared.
            index = self._result(reads_by_call, (function.index.__name__,), function.index)
            return function.find(index, *args)
        return self._result(reads_by_call, (name, *args), function)

    def _result(self, reads_by_call: ReadsByCall, call: tuple[Any, ...], function: Callable[..., Any]) -> Any:
        if call not in self._results:
            used_paths: set[KeyPath] = set()
            result = function(
                view(self.contract, (), used_paths), *(with_recorder(argument, used_paths) for argument in call[1:])
            )
            if isinstance(result, Iterator):
                result = tuple(result)
            # Equal sets are one object: comparing two sets of all transitions takes as long as reading them.
            paths = frozenset(used_paths)
            self._results[call] = result, self._path_sets.setdefault(paths, paths)
        result, reads_by_call[call] = self._results[call]
        return result
