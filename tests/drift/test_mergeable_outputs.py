"""Two edits of the contract that git merges in `revi.yml` merge in every output, as a hosted service merges them.

Items that branches add or reword are separated by lines that do not change, and the place of an item does not depend on
another one: two new transitions between the same two statuses are two items.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from random import Random

import pytest

from revi_docs.contract.loader import CONTRACT_FILE
from tests.support.branched_contract import BranchedContract
from tests.support.contract_edits import Edit, edits
from tests.support.sample_repo import git, run_docs
from tests.support.soak import SOAK, rounds

CODE = """\
  generated/contract.json: {template: contract.json.j2}
  generated/python/contract.py: {template: python/contract.py.j2}
  generated/python/records.py: {template: python/records.py.j2}
  generated/typescript/contract.ts: {template: typescript/contract.ts.j2}
  generated/typescript/names.ts: {template: typescript/names.ts.j2}
  generated/typescript/records.ts: {template: typescript/records.ts.j2}
  generated/lifecycle.mmd: {template: lifecycle/mermaid.mmd.j2}
  generated/lifecycle.dot: {template: lifecycle/graphviz.dot.j2}
  docs/agents.md: {template: AGENTS.md.j2}
"""
"""Outputs for other languages, which a repository adds to those of `init`."""

EDITION = Path("revi_docs/contract/editions/revi-1.yml")


def contract_of(root: Path, workflow: str, folder: Path) -> str:
    """The contract of a workflow of `init` with all its text, and with outputs for other languages."""
    folder.mkdir()
    git(folder, "init", "-q")
    if workflow == "revi":
        return (root / EDITION).read_text("utf-8") + CODE
    assert run_docs(folder, "init", "--workflow", workflow).returncode == 0
    return (folder / CONTRACT_FILE).read_text("utf-8") + CODE


NEW_ITEMS = re.compile(r"- from:.*|haiku:|sonnet:")
"""Lines before which the edits add a transition or a model: neighbors, so they are in every sample."""


def branches_of(root: Path, workflow: str, folder: Path, count: int) -> BranchedContract:
    """The contract of a workflow, and `count` of its valid edits on branches."""
    text = contract_of(root, workflow, folder)
    contract = BranchedContract(folder, text)
    candidates = list(edits(text))
    Random(workflow).shuffle(candidates)
    for edit in sorted(candidates, key=lambda edit: not NEW_ITEMS.fullmatch(edit.line)):
        if len(contract.branches) < count:
            contract.add(edit)
    return contract


@pytest.mark.parametrize(
    ("workflow", "count"),
    # The workflow `revi` has 170 outputs: too slow for a sample.
    [("minimal", rounds(8, 1_000)), ("review", rounds(8, 1_000)), *[("revi", 1_000)] * rounds(0, 1)],
)
def test_edits_that_merge_in_the_contract_merge_in_every_output(
    root: Path, tmp_path: Path, workflow: str, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = branches_of(root, workflow, tmp_path / workflow, count)
    pairs = list(contract.pairs())
    conflicts = {contract.lines(*pair): files for pair in pairs if (files := contract.conflicts(*pair))}
    if SOAK:
        with capsys.disabled():
            merged = len(pairs) - len(conflicts)
            sys.stdout.write(f"\n{workflow}: {merged} of {len(pairs)} pairs of {len(contract.branches)} edits merge\n")
    assert conflicts == {}
    assert len(pairs) >= 20
    same_ends = [pair for pair in pairs if contract.same_ends(*pair)]
    for pair in same_ends + Random(workflow).sample(pairs, rounds(2, 50)):
        content = contract.merged(*pair)
        expected = contract.outputs(content.pop(CONTRACT_FILE).decode())
        if expected is not None:
            assert {path: content[path] for path in expected} == expected, contract.lines(*pair)


REPEATED = """\
revi: 1
project: {name: small}
statuses: {a: {}, b: {}, c: {}, d: {terminal: true}}
transitions:
  - {from: a, to: b, by: manual, event: first}
  - {from: b, to: c, by: manual, event: second}
  - {from: a, to: b, by: manual, event: third}
  - from: c
    to: d
    by: manual
    event: fourth
    note: It ends.
default_outputs: false
outputs:
  statuses/index.md: {template: reference/statuses/index.md.j2}
  contract.py: {template: python/contract.py.j2}
  contract.ts: {template: typescript/contract.ts.j2}
"""


def test_around_a_transition_of_an_earlier_pair(tmp_path: Path) -> None:
    """A page that shows two transitions as one still has a line between what is added before and after the second."""
    git(tmp_path, "init", "-q")
    contract = BranchedContract(tmp_path, REPEATED)
    third, fourth = "  - {from: a, to: b, by: manual, event: third}\n", "  - from: c\n"
    for text in (
        REPEATED.replace(third, "  - {from: c, to: a, by: manual, event: new}\n" + third),
        REPEATED.replace(third, third + "  - {from: b, to: d, by: manual, event: new}\n"),
        REPEATED.replace("It ends.", "It ends here."),
        REPEATED.replace(fourth, "  - {from: c, to: b, by: manual, event: new}\n" + fourth),
    ):
        assert contract.add(Edit("", text))
    pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (2, 3)]  # The second and the fourth add at one place.
    assert list(contract.pairs()) == pairs
    assert {pair: contract.conflicts(*pair) for pair in pairs} == {pair: [] for pair in pairs}
