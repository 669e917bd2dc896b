"""Definitions of items, and the names that refer to them."""

from __future__ import annotations

from revi_docs.contract.loader import parse
from revi_docs.problems.problem import Place
from revi_docs.site.definitions import Definition, Definitions

CONTRACT = b"""\
revi: 1
stages: {work: {}, open: {}}
phases: {audit: {}}
statuses:
  open: {aliases: [new]}
  audit: {}
  done: {terminal: true}
  in-work: {}
  shut-down: {}
transitions:
  - {from: in-work, to: shut-down, by: system, event: shut-down}
commands:
  look: {description: Looks., aliases: [see-all]}
  look-again: {description: Looks again.}
artifacts:
  story: {file: story.md}
  full_report: {file: report.md}
"""


def definitions(*items: str) -> Definitions:
    collected = Definitions(parse(CONTRACT))
    for item in items:
        location = collected.locate(item)
        assert location is not None
        collected.add(Definition(location[0], "page.md", item, location[1]))
    return collected


def test_an_item_has_its_line() -> None:
    assert definitions().locate("statuses.open") == (("statuses", "open"), Place("revi.yml", 5, 3))


def test_an_item_outside_the_contract_has_no_place() -> None:
    assert definitions().locate("rules.dead-end-status") == (("rules", "dead-end-status"), None)


def test_an_unknown_item_is_none() -> None:
    assert definitions().locate("statuses.opne") is None


def test_a_second_definition_returns_the_first() -> None:
    collected = definitions("statuses.open")
    second = Definition(("statuses", "open"), "other.md", "", None)
    assert collected.add(second) == collected.by_path["statuses", "open"]


def test_a_name_refers_to_its_item() -> None:
    assert definitions("statuses.done").names().keys() == {"done"}


def test_a_name_of_several_items_needs_the_kind() -> None:
    name = definitions("statuses.audit", "phases.audit").names()["audit"]
    assert ([item.kind for item in name.definitions], name.needs_kind) == (["statuses", "phases"], True)


def test_a_plain_word_and_a_name_that_is_used_for_something_else_need_the_kind() -> None:
    names = definitions("statuses.done", "statuses.in-work", "statuses.shut-down", "commands.look-again").names()
    assert {name for name, item_name in names.items() if item_name.needs_kind} == {"done", "shut-down"}


def test_a_status_has_precedence_over_a_stage() -> None:
    names = definitions("stages.open", "statuses.open", "stages.work").names()
    assert {name: item_name.definitions[0].kind for name, item_name in names.items()} == {
        "open": "statuses",
        "new": "statuses",
        "work": "stages",
    }


def test_a_command_has_its_name_with_a_slash_and_its_aliases() -> None:
    names = definitions("commands.look", "commands.look-again").names()
    assert names.keys() == {"/look", "see-all", "/see-all", "look-again", "/look-again"}


def test_a_plain_word_does_not_refer_to_an_artifact() -> None:
    assert definitions("artifacts.story", "artifacts.full_report").names().keys() == {"full_report"}
