"""`revi-docs links`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.sample_repo import run_docs, write


@pytest.mark.parametrize(
    ("contract", "code"),
    [("revi: 1\nstatusses: [a]\n", "unknown-key"), ("revi: [\n", "yaml-syntax"), (None, "unreadable-file")],
)
def test_no_links_without_a_contract(work: Path, contract: str | None, code: str) -> None:
    (work / "revi.yml").unlink()
    if contract:
        write(work, "revi.yml", contract)
    result = run_docs(work, "-C", ".", "links")
    assert result.returncode == 3
    assert f": {code}: " in result.stdout
    assert result.stdout.endswith("\n1 problem\n")


def test_links_alone(work: Path) -> None:
    result = run_docs(work, "links")
    assert result.returncode == 0
    assert re.fullmatch(r"no dead links: \d+ links\n", result.stdout)
