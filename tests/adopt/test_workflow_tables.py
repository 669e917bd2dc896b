"""Texts in the tables of a workflow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adopt.adopt_repo import adopt, write_files
from tests.support.strange_texts import TEXTS


@pytest.mark.parametrize("text", [text for text in TEXTS if "|" not in text])
def test_a_meaning_in_a_table(tmp_path: Path, text: str) -> None:
    write_files(
        tmp_path, {"t.md": f"| Status | Meaning | Next |\n|---|---|---|\n| a | {text} | b |\n| b | Fine. | |\n"}
    )
    adopt(tmp_path)
