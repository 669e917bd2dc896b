"""The items of a contract and their names."""

from __future__ import annotations

from revi_docs.contract.items import is_hand_written, item_groups, item_names
from revi_docs.contract.loader import parse

CONTRACT = parse(
    b"""revi: 1
statuses: {open: {aliases: [new, fresh]}, over: {}}
commands: {build: {arguments: [ID], flags: {--force: {}}}}
agents: {reader: {}}
models: {small: {}}
owns: {"*.md": {model: "agents.{name}.model"}}
"""
).contract


def test_groups_with_items() -> None:
    groups = {path: list(items) for path, items in item_groups(CONTRACT) if items}
    assert groups == {
        ("statuses",): ["open", "over"],
        ("commands",): ["build"],
        ("agents",): ["reader"],
        ("models",): ["small"],
        ("commands", "build", "arguments"): ["ID"],
        ("commands", "build", "flags"): ["--force"],
    }


def test_ids_come_before_aliases() -> None:
    assert list(item_names(("statuses",), CONTRACT.statuses)) == [
        ("open", "open", ("statuses", "open")),
        ("over", "over", ("statuses", "over")),
        ("new", "open", ("statuses", "open", "aliases", 0)),
        ("fresh", "open", ("statuses", "open", "aliases", 1)),
    ]


def test_people_write_the_files_whose_fields_are_owned() -> None:
    assert [is_hand_written(CONTRACT, section) for section in ("agents", "commands", "models")] == [True, False, False]
