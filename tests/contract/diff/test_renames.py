"""Renamed items: by an alias, by a deprecation, in commands, and in both directions."""

from __future__ import annotations

from revi_docs.contract.diff.contract_diff import diff_contracts
from revi_docs.contract.diff.renames import find_renames, section_of_kind
from revi_docs.contract.loader import parse
from tests.contract.diff.sample_contract import brief

START = b"revi: 1\ncommands: {go: {arguments: {NAME: {}}}}\n"


def renames(old: bytes, new: bytes) -> object:
    return find_renames(parse(old).contract, parse(new).contract)


def test_an_alias_names_the_former_item() -> None:
    assert renames(b"revi: 1\nstages: [a]\n", b"revi: 1\nstages: {b: {aliases: [a]}}\n") == {("stages",): {"a": "b"}}


def test_an_alias_of_an_item_that_still_exists_is_no_rename() -> None:
    assert renames(b"revi: 1\nstages: [a]\n", b"revi: 1\nstages: {a: {}, b: {aliases: [c]}}\n") == {}


def test_an_argument_of_a_renamed_command() -> None:
    new = b"revi: 1\ncommands: {run: {aliases: [go], arguments: {TITLE: {aliases: [NAME]}}}}\n"
    assert renames(START, new) == {("commands",): {"go": "run"}, ("commands", "go", "arguments"): {"NAME": "TITLE"}}
    changes = diff_contracts(parse(START), parse(new))
    assert not any(change.breaking for change in changes)
    assert [brief(change) for change in changes if change.edit == "renamed"] == [
        "DATA renamed commands.run",
        "BEHAVIOR renamed commands.run.arguments.TITLE",
    ]


def test_two_items_become_one() -> None:
    old, new = b"revi: 1\nstages: [a, b]\n", b"revi: 1\nstages: {c: {aliases: [a, b]}}\n"
    assert renames(old, new) == {("stages",): {"a": "c", "b": "c"}}
    changes = diff_contracts(parse(old), parse(new))
    assert not any(change.breaking for change in changes)
    assert [change.old for change in changes if change.edit == "renamed"] == ["a", "b"]


def test_a_rename_without_an_alias_proposes_it() -> None:
    (rename, alias) = diff_contracts(parse(b"revi: 1\nstages: {a: {aliases: [b]}}\n"), parse(b"revi: 1\nstages: [b]\n"))
    assert (rename.edit, rename.breaking, rename.fix) == ("renamed", True, "add 'aliases: [a]' to stages.b")
    assert (alias.edit, alias.subject) == ("removed", "stages.b.aliases.b")


def test_a_removed_item_proposes_an_alias_or_a_retired_name() -> None:
    (removed,) = diff_contracts(parse(b"revi: 1\nstages: [a, b]\n"), parse(b"revi: 1\nstages: [b]\n"))
    assert removed.fix == (
        "add 'aliases: [a]' to the item of stages that replaces it, "
        "or retire the name: add 'reserved: {stages: {a: REASON}}'"
    )
    replaced, _ = diff_contracts(parse(b"revi: 1\nstages: [a]\n"), parse(b"revi: 1\nstages: [b]\n"))
    assert replaced.fix.startswith("add 'aliases: [a]' to stages.b, or")


def test_an_alias_makes_the_change_harmless_and_a_retired_name_is_not_proposed_again() -> None:
    old = parse(b"revi: 1\nstages: [a]\n")
    changes = diff_contracts(old, parse(b"revi: 1\nstages: {b: {aliases: [a]}}\n"))
    assert not any(change.breaking for change in changes)
    retired = parse(b"revi: 1\nstages: [b]\nreserved: {stages: {a: It had two meanings.}}\n")
    removed = next(change for change in diff_contracts(old, retired) if change.edit == "removed")
    assert (removed.breaking, removed.fix) == (True, "")


def test_the_section_of_a_kind_of_names() -> None:
    assert (section_of_kind("workers"), section_of_kind("statuses")) == (("agents",), ("statuses",))
