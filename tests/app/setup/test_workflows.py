"""The starter files: contracts without problems, in block style, with the editor's schema line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from revi_docs.app.setup.workflows import WORKFLOWS, starter_files
from revi_docs.contract.loader import parse
from revi_docs.contract.rules.lint import lint
from revi_docs.problems.version import RELEASE

SIZES = {"minimal": (5, 2, 1), "review": (6, 3, 4)}


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_starter_contracts(tmp_path: Path, workflow: str) -> None:
    text = starter_files(tmp_path, workflow)["revi.yml"].decode()
    assert text.startswith("# yaml-language-server: $schema=generated/schema/revi.schema.json\n")
    assert f'required_version: "{RELEASE}"\n' in text
    assert "{" not in re.sub(r"\{id\}|\[0-9\]\{3,\}", "", text), "block style"
    loaded = parse(text.encode())
    assert lint(loaded) == ()
    contract = loaded.contract
    if workflow in SIZES:
        assert (len(contract.statuses), len(contract.commands), len(contract.agents)) == SIZES[workflow]
    else:
        assert (contract.extends, len(text.splitlines())) == ("revi/1", 15)


def test_each_agent_and_command_of_the_review_workflow_has_a_method(tmp_path: Path) -> None:
    """What a worker needs with a real change at hand: what to read, what to do, how severe, what to return."""
    files = starter_files(tmp_path, "review")
    contract = parse(files["revi.yml"]).contract
    methods = {path.rpartition("/")[2].removesuffix(".md.j2") for path in files if "/methods/" in path}
    steps = {path.rpartition("/")[2].removesuffix(".md.j2") for path in files if "/steps/" in path}
    assert (methods, steps) == (set(contract.agents), set(contract.commands))
    for path in (path for path in files if "/methods/" in path):
        text = files[path].decode()
        assert {"## Method", "## Example"} <= set(re.findall("^## .*", text, re.MULTILINE)), path
        assert len(text.encode()) / 4 < 600, path
