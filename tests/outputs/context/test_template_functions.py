"""Functions of templates: each result is computed once, and what it read is recorded."""

from __future__ import annotations

from pathlib import Path

from revi_docs.contract import relations
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import load_valid, parse
from revi_docs.outputs.context.template_functions import FUNCTIONS_BY_NAME, ReadsByCall, TemplateFunctions
from revi_docs.outputs.context.view import view
from revi_docs.outputs.rendered_outputs import render_all
from tests.support.sample_repo import CONTRACT, write


def test_a_result_is_computed_once_with_the_same_reads_for_all() -> None:
    contract = parse(CONTRACT.encode()).contract
    functions = TemplateFunctions(contract)
    reads: list[ReadsByCall] = [{}, {}]
    results = [functions.bind(call_reads)["initial_statuses"]() for call_reads in reads]
    assert results[0] is results[1]
    assert reads[0] == reads[1]
    assert ("statuses", "working", "initial") in set().union(*reads[0].values())


def test_results_equal_those_for_the_contract_itself(root: Path) -> None:
    contract = load_valid(root).contract
    used_paths: set[KeyPath] = set()
    contract_view = view(contract, (), used_paths)
    bound = TemplateFunctions(contract).bind({})
    sections = {
        **dict.fromkeys(("incoming_transitions", "outgoing_transitions"), "statuses"),
        **dict.fromkeys(("moves_by", "started_agents", "start_statuses"), "commands"),
        **dict.fromkeys(("model_of", "roles_of", "started_by", "worker_sets_of"), "agents"),
        **dict.fromkeys(("readers", "writers"), "artifacts"),
    }
    assert relations.LOOKUPS.keys() <= sections.keys()
    for name, section in sections.items():
        for item in getattr(contract_view, section).values():
            contract_item = getattr(contract, section)[item.id]
            assert bound[name](item) == FUNCTIONS_BY_NAME[name](contract, contract_item)
    assert bound["moves"]() == tuple(relations.moves(contract))
    assert bound["transitions_by_pair"]() == relations.transitions_by_pair(contract)


def test_transitions_are_the_same_by_source_and_target(root: Path) -> None:
    contract = load_valid(root).contract
    all_pairs = list(relations.transitions_by_pair(contract).items())
    for index, by_end in enumerate(
        (relations.transitions_by_source(contract), relations.transitions_by_target(contract))
    ):
        assert sorted(ends for pairs in by_end.values() for ends, _ in pairs) == sorted(ends for ends, _ in all_pairs)
        for status, pairs in by_end.items():
            assert pairs == [pair for pair in all_pairs if pair[0][index] == status]


def test_the_reads_of_a_call_are_shared_by_all_pages(tmp_path: Path) -> None:
    """The paths that a call read are stored once, not once for each page that makes the call."""
    status_count = 300
    statuses = "".join(f"  s{number}: {{}}\n" for number in range(status_count))
    output = '  "{status}.md": {template: a.j2, each: statuses}\n'
    loaded = parse(f"revi: 1\nstatuses:\n{statuses}default_outputs: false\noutputs:\n{output}".encode())
    template = "<!-- {{ marker }} -->\n{{ status.id }}{{ initial_statuses() | length }}\n"
    write(tmp_path, "templates/a.j2", template)
    outputs = render_all(tmp_path, loaded, {})
    assert outputs.problems == ()
    path_sets = (paths for result in outputs.files for paths in result.read_path_sets)
    assert len({id(paths) for paths in path_sets if len(paths) > status_count}) == 1
