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
