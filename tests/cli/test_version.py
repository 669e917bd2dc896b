"""`revi-docs version` and `revi version`."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.support.command_line import call_program


@pytest.mark.parametrize("program", ["revi-docs", "revi"])
def test_the_installed_version(tmp_path: Path, program: str) -> None:
    output = call_program(program, tmp_path, "version")
    assert (output.code, output.stdout, output.stderr) == (0, f"{program} {version('revi-docs')}\n", "")
    document = json.loads(call_program(program, tmp_path, "version", "--format", "json").stdout)
    assert document["version"] == version("revi-docs")
