"""What templates may ask about the contract as a whole, each answer worked out once for all outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from revi_docs.contract import relations
from revi_docs.contract.canonical import behaviour, canonical
from revi_docs.contract.field_types import field_type, names_of_kind
from revi_docs.contract.model import Contract
from revi_docs.contract.reading import Path
from revi_docs.contract.record_schema import front_matter_schema, record_schema, trace_schema
from revi_docs.outputs.view import seen_again, view

_ASKED: tuple[Callable[..., Any], ...] = (
    behaviour,
    canonical,
    field_type,
    front_matter_schema,
    names_of_kind,
    record_schema,
    relations.hook_seconds,
    relations.initial_statuses,
    relations.model_of,
    relations.moves,
    relations.moves_by,
    relations.pairs,
    relations.pairs_by_source,
    relations.pairs_by_target,
    relations.readers,
    relations.started_agents,
    relations.starters,
    relations.starts,
    relations.ways_in,
    relations.ways_out,
    relations.writers,
    trace_schema,
)
RELATIONS = {question.__name__: question for question in _ASKED}

Reads = dict[Any, frozenset[Path]]
"""Question → the paths of all that was read to answer it."""


class Relations:
    """The answers for one contract; the values in them know where they stand in it."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self._known: dict[Any, tuple[Any, frozenset[Path]]] = {}

    def bound(self, reads: Reads) -> dict[str, Any]:
        """The relations as functions of the contract; `reads` grows by what the answers rest on."""
        return {name: partial(self._ask, reads, name) for name in RELATIONS}

    def _ask(self, reads: Reads, name: str, *about: Any) -> Any:
        question = (name, *about)
        if question not in self._known:
            used: set[Path] = set()
            answer = RELATIONS[name](view(self.contract, (), used), *(seen_again(one, used) for one in about))
            if isinstance(answer, Iterator):
                answer = tuple(answer)
            self._known[question] = answer, frozenset(used)
        answer, reads[question] = self._known[question]
        return answer
