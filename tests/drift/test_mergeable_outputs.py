"""Two edits of the contract that git merges in `revi.yml` merge in every output, as a hosted service merges them.

Items that branches add or reword are separated by lines that do not change. What still conflicts says two things about one
item: two transitions between the same two statuses, or a transition and who makes it. `revi-docs sync` resolves that.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from revi_docs.contract.loader import CONTRACT_FILE
from tests.support.contract_edits import Edit, edits, merge, random_pairs
from tests.support.sample_repo import git, run_docs
from tests.support.soak import rounds

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
    if workflow == "revi":
        return (root / EDITION).read_text("utf-8") + CODE
    folder.mkdir()
    git(folder, "init", "-q")
    assert run_docs(folder, "init", "--workflow", workflow).returncode == 0
    return (folder / CONTRACT_FILE).read_text("utf-8") + CODE


def versions_of(*versions: Edit) -> dict[str, tuple[bytes, ...]]:
    """Path → its content in each version, of the outputs that all have."""
    common = set.intersection(*(set(version.outputs) for version in versions))
    return {path: tuple(version.outputs[path] for version in versions) for path in sorted(common)}


@pytest.mark.parametrize(
    ("workflow", "pairs"),
    # The workflow `revi` has 170 outputs: too slow for a sample.
    [("minimal", rounds(6, 50)), ("review", rounds(2, 50)), *[("revi", 50)] * rounds(0, 1)],
)
def test_edits_that_merge_in_the_contract_merge_in_every_output(
    root: Path, tmp_path: Path, workflow: str, pairs: int
) -> None:
    folder = tmp_path / workflow
    text = contract_of(root, workflow, folder)
    base = Edit(folder, "", text)
    assert base.is_valid
    for first, second in random_pairs(folder, text, pairs, workflow):
        contents = versions_of(base, first, second)
        common = contents.keys()
        conflicts = [path for path, versions in contents.items() if merge(*versions) is None]
        assert (first.line, second.line, conflicts) == (first.line, second.line, [])
        assert all(any(edit.outputs[path] != base.outputs[path] for path in common) for edit in (first, second))
        both = Edit(folder, "", (merge(*(edit.text.encode() for edit in (base, first, second))) or b"").decode())
        if both.is_valid:
            expected = {path: both.outputs[path] for path in common}
            assert {path: merge(*versions) for path, versions in contents.items()} == expected


def test_new_transitions_beside_each_other_merge(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "minimal"
    text = contract_of(root, "minimal", folder)
    base = Edit(folder, "", text)
    added = [edit for edit in edits(folder, text) if edit.line.startswith("- from:") and edit.is_valid]
    assert len(added) > 1
    for first, second in combinations(added, 2):
        merged = {path: merge(*versions) for path, versions in versions_of(base, first, second).items()}
        assert [path for path, content in merged.items() if content is None] == [], (first.line, second.line)


def test_neighboring_lines_conflict() -> None:
    """What the outputs avoid: without a line in between, git cannot merge two edits."""
    assert merge(b"a\nb\n", b"A\nb\n", b"a\nB\n") is None
    assert merge(b"a\n\nb\n", b"A\n\nb\n", b"a\n\nB\n") == b"A\n\nB\n"
    assert merge(b"a\n", b"a\n", b"b\n") == b"b\n"
