"""What templates ask about the whole contract is worked out once, and known to rest on what it rests on."""

from __future__ import annotations

from pathlib import Path

from revi_docs.contract import relations
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import load_valid, parse
from revi_docs.outputs.context.template_functions import FUNCTIONS_BY_NAME, ReadsByCall, TemplateFunctions
from revi_docs.outputs.context.view import view
from revi_docs.outputs.rendered_outputs import render_all
from tests.drift.small import CONTRACT, write


def test_an_answer_is_worked_out_once_and_rests_on_the_same_for_everybody() -> None:
    contract = parse(CONTRACT.encode()).contract
    asked = TemplateFunctions(contract)
    reads: list[ReadsByCall] = [{}, {}]
    answers = [asked.bind(one)["initial_statuses"]() for one in reads]
    assert answers[0] is answers[1]
    assert reads[0] == reads[1]
    assert ("statuses", "working", "initial") in set().union(*reads[0].values())


def test_answers_are_those_of_the_contract(root: Path) -> None:
    contract = load_valid(root).contract
    used: set[KeyPath] = set()
    seen = view(contract, (), used)
    bound = TemplateFunctions(contract).bind({})
    about = {
        **dict.fromkeys(("incoming_transitions", "outgoing_transitions"), "statuses"),
        **dict.fromkeys(("moves_by", "started_agents", "start_statuses"), "commands"),
        **dict.fromkeys(("model_of", "started_by"), "agents"),
    }
    for name, section in about.items():
        for item in getattr(seen, section).values():
            plain = getattr(contract, section)[item.id]
            assert bound[name](item) == getattr(relations, name)(contract, plain)
    for name in ("readers", "writers"):
        for artifact in contract.artifacts:
            assert bound[name](artifact) == FUNCTIONS_BY_NAME[name](contract, artifact)
    assert bound["moves"]() == tuple(relations.moves(contract))
    assert bound["transitions_by_pair"]() == relations.transitions_by_pair(contract)


def test_ways_are_the_same_by_either_end(root: Path) -> None:
    contract = load_valid(root).contract
    every = list(relations.transitions_by_pair(contract).items())
    for number, by_end in enumerate(
        (relations.transitions_by_source(contract), relations.transitions_by_target(contract))
    ):
        assert sorted(ends for ways in by_end.values() for ends, _ in ways) == sorted(
            ends for ends, _ in every
        )
        for status, ways in by_end.items():
            assert ways == [way for way in every if way[0][number] == status]


def test_every_page_may_ask_about_all_statuses(tmp_path: Path) -> None:
    """Each page reads of the contract what it asks for itself, not everything anew."""
    number = 300
    statuses = "".join(f"  s{one}: {{}}\n" for one in range(number))
    output = '  "{status}.md": {template: a.j2, each: statuses}\n'
    loaded = parse(f"revi: 1\nstatuses:\n{statuses}outputs:\n{output}".encode())
    write(
        tmp_path,
        "templates/a.j2",
        "<!-- {{ checksum }} -->\n{{ status.id }}{{ initial_statuses() | length }}\n",
    )
    made = render_all(tmp_path, loaded, {})
    assert made.problems == ()
    assert len({id(reads) for one in made.files for reads in one.read_path_sets if len(reads) > number}) == 1
