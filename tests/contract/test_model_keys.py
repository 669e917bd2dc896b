"""Names of the keys of the model."""

from __future__ import annotations

import pytest

from revi_docs.contract.contract_reference import contract_reference
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model_keys import key_name, model_keys


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("statuses", "open", "stage"), "statuses.stage"),
        (("statuses", "open"), "statuses"),
        (("statuses", "open", "x-note"), "statuses"),
        (("transitions", 3, "from"), "transitions.from"),
        (("commands", "look", "rerun", "done", 0, "artifact"), "commands.rerun.done.artifact"),
        (("budgets", "phases", "audit", "hard"), "budgets.phases.hard"),
        (("reserved", "statuses", "open"), "reserved"),
        (("nothing",), ""),
    ],
)
def test_a_key_is_named_without_items_and_positions(path: KeyPath, name: str) -> None:
    assert key_name(path) == name


def test_every_key_of_the_reference_has_its_own_name_and_place() -> None:
    names = [name for name, _ in model_keys()]
    assert len(names) == len(set(names))
    parts = contract_reference()
    assert {key.path for part in parts for key in part.keys} <= set(names)
    anchors = [part.anchor for part in parts] + [key.anchor for part in parts for key in part.keys if key.anchor]
    assert len(anchors) == len(set(anchors))
    assert {key.path for part in parts for key in part.keys if not key.anchor} == {part.name for part in parts} - {""}
