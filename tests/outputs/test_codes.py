"""The text of each code of outputs."""

from __future__ import annotations

import pytest

from revi_docs.outputs.codes import OUTPUT_CODES


@pytest.mark.parametrize("code", OUTPUT_CODES)
def test_every_code_is_explained(code: str) -> None:
    text = OUTPUT_CODES[code]
    first, reason, example_heading, example, fix = text.split("\n\n")
    assert not first.startswith(" ")
    assert first.endswith(".")
    assert reason.startswith("Why: ")
    assert example_heading == "Example:"
    assert all(line.startswith("    ") for line in example.splitlines())
    assert fix.startswith("Fix: ")
    assert fix.endswith(".\n")
