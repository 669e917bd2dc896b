"""What the contract says for the items that a table or a list names."""

from __future__ import annotations

from revi_docs.contract.loader import parse
from revi_docs.ownership.cells.contract_values import TARGETS, expected_value, missing_items, referenced_items

LOADED = parse(b"""\
revi: 1
statuses: {open: {}, busy: {description: In work.}, done: {terminal: true}}
transitions:
  - {from: open, to: busy, by: manual, event: started}
  - {from: [open, busy], to: done, by: manual, event: finished}
models: {small: {}}
groups: {crew: {model: small}}
agents: {maker: {description: Makes., group: crew}}
""")


def test_the_value_of_an_item() -> None:
    assert expected_value(LOADED, "statuses.{key}.description", "busy") == (
        ("statuses", "busy", "description"),
        "In work.",
    )
    # The group has the model of the agent.
    assert expected_value(LOADED, "agents.{key}.model", "maker") == (("groups", "crew", "model"), "small")
    assert expected_value(LOADED, "agents.{key}.model", "other") == ((), None)


def test_the_targets_of_a_status() -> None:
    assert expected_value(LOADED, TARGETS, "open") == (("transitions", 0), ("busy", "done"))
    assert expected_value(LOADED, TARGETS, "done") == (("transitions",), ())


def test_the_items_that_names_can_mean() -> None:
    assert referenced_items(LOADED, TARGETS).find("Open") == "open"
    assert referenced_items(LOADED, "agents.{key}.model").find("Maker") == "maker"
    assert referenced_items(LOADED, "nothing.{key}").find("maker") == ""


def test_items_that_a_list_lacks() -> None:
    items = referenced_items(LOADED, "statuses.{key}.description")
    assert missing_items(items, ["done", "open"], "statuses") == ["busy"]
    assert missing_items(items, [], "statuses.{key}") == []
