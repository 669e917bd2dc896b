"""Edits of `contract.json`, with the fields of the contract in which it differs afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.vectors.reference import Reference

Path = list[str | int]

RETRY = {"max": 99, "backoff": "fixed", "delay_ms": 1, "cap_ms": 2}
MULTIPLIER = {"key": "size", "min": 1, "max": 9, "default": 2}
RERUN = {"mode": "other", "done": [], "force": "other"}
CONDITION = {"kind": "other", "names": [], "limit": 0, "artifact": "", "section": ""}
DEPRECATED = {"renamed_to": "other", "since": "", "reason": ""}

_ITEM_EDITS: tuple[tuple[tuple[str, ...], tuple[str, ...], Any, tuple[str, ...]], ...] = (
    (("statuses",), ("description",), "Other.", ()),
    (("statuses",), ("aliases",), ["other"], ("names",)),
    (("statuses",), ("deprecated",), DEPRECATED, ("names",)),
    (("statuses",), ("terminal",), "other", ("statuses",)),
    (("statuses",), ("requires",), [CONDITION], ("statuses",)),
    (("errors",), ("retry",), RETRY, ("errors",)),
    (("errors",), ("recovery",), "other", ("errors",)),
    (("workers", "statuses"), ("aliases",), ["other"], ("names",)),
    (("workers", "sets"), ("timeout_ms",), 1, ("worker_sets",)),
    (("budgets", "levels"), ("over_hard",), "other", ("budgets",)),
    (("budgets", "phases"), ("hard",), 1, ("budgets",)),
    (("rerun", "modes"), ("action",), "other", ("modes",)),
    (("commands",), ("rerun",), RERUN, ("commands",)),
    (("commands",), ("starts",), ["other"], ("commands",)),
    (("agents",), ("model",), "other", ("agents",)),
    (("records",), ("fields",), {"other": "any"}, ("records",)),
    (("trace", "events"), ("fields",), {"other": "any"}, ("trace",)),
)
"""Section, key of its first item, other value, and the fields that differ."""

_VALUE_EDITS: tuple[tuple[tuple[str, ...], tuple[str | int, ...], Any, tuple[str, ...]], ...] = (
    (("project",), ("name",), "Other", ()),
    (("project",), ("story_id",), "other", ("story_id",)),
    (("transitions",), (0, "event"), "other", ("transitions",)),
    (("transitions",), (0, "requires"), [CONDITION], ("transitions",)),
    (("circuit",), ("window_ms",), 1, ("circuit",)),
    (("workers", "aggregation"), (0, "then"), "other", ("aggregation",)),
    (("budgets",), ("multiplier",), MULTIPLIER, ("budgets",)),
    (("trace",), ("fields",), {"other": "any"}, ("trace",)),
)
"""Section, path in it, other value, and the fields that differ."""


def contract_edits(reference: Reference) -> Iterator[tuple[Path, Any, list[str]]]:
    """Key path, other value, and the fields that differ, for each section that the contract has."""
    for section, key, item_value, fields in _ITEM_EDITS:
        for name in list(reference.section(*section))[:1]:
            yield [*section, name, *key], item_value, list(fields)
    for section, value_path, value, fields in _VALUE_EDITS:
        if _value_at(reference.contract, section):
            yield [*section, *value_path], value, list(fields)
    reserved = reference.section("reserved", "statuses")
    for name in reserved:
        yield ["reserved", "statuses", name], "Another reason.", []
    yield ["reserved", "statuses"], {**reserved, "other": "A reason."}, ["names"]


def _value_at(contract: Any, section: tuple[str, ...]) -> Any:
    for key in section:
        contract = (contract or {}).get(key)
    return contract


def contract_errors(reference: Reference) -> Iterator[tuple[Path, Any]]:
    """Key path and value of data that is not a contract."""
    no_contracts: tuple[Any, ...] = (None, 1, "text", [], {})
    for value in no_contracts:
        yield [], value
    yield ["statuses"], None
    yield ["statuses", next(iter(reference.section("statuses")))], {}
    yield ["transitions", 0], {}
    yield ["project"], {}
