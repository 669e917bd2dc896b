"""Where items are defined, and which names mean them."""

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
commands:
  look: {description: Looks., aliases: [see-all]}
  look-again: {description: Looks again.}
artifacts:
  story: {file: story.md}
  full_report: {file: report.md}
"""


def definitions(*marks: str) -> Definitions:
    made = Definitions(parse(CONTRACT))
    for mark in marks:
        found = made.locate(mark)
        assert found is not None
        made.add(Definition(found[0], "page.md", mark, found[1]))
    return made


def test_a_mark_leads_to_the_line_of_the_item() -> None:
    assert definitions().locate("statuses.open") == (("statuses", "open"), Place("revi.yml", 5, 3))


def test_what_no_contract_states_has_no_place() -> None:
    assert definitions().locate("rules.dead-end-status") == (("rules", "dead-end-status"), None)


def test_an_item_that_is_not_there_is_none() -> None:
    assert definitions().locate("statuses.opne") is None


def test_the_second_definition_names_the_first() -> None:
    made = definitions("statuses.open")
    second = Definition(("statuses", "open"), "other.md", "", None)
    assert made.add(second) == made.by_path["statuses", "open"]


def test_a_name_means_the_one_item_of_that_name() -> None:
    assert definitions("statuses.done").names().keys() == {"done"}


def test_a_name_of_two_kinds_means_none() -> None:
    assert "audit" not in definitions("statuses.audit", "phases.audit").names()


def test_a_stage_gives_way_to_a_status() -> None:
    names = definitions("stages.open", "statuses.open", "stages.work").names()
    assert {name: one.kind for name, one in names.items()} == {
        "open": "statuses",
        "new": "statuses",
        "work": "stages",
    }


def test_a_command_goes_by_its_slash_and_its_aliases() -> None:
    names = definitions("commands.look", "commands.look-again").names()
    assert names.keys() == {"/look", "see-all", "/see-all", "look-again", "/look-again"}


def test_a_plain_word_names_no_artifact() -> None:
    assert definitions("artifacts.story", "artifacts.full_report").names().keys() == {"full_report"}
