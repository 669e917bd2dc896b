"""The guides that `help` prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from revi_docs.app.guides import guide_text, guide_title, guides
from tests.support.command_line import PROGRAMS, call_program


@pytest.mark.parametrize("name", guides())
def test_every_guide_is_plain_text(name: str) -> None:
    text = guide_text(guides()[name])
    assert text.startswith("# ")
    outside_code = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
    assert "<!--" not in outside_code


def test_a_comment_in_code_is_an_example() -> None:
    assert "<!-- revi:begin value of=budgets.phases.make.hard -->" in guide_text(guides()["regions"])


def test_a_guide_and_the_list_of_all(tmp_path: Path) -> None:
    page = guides()["locks"]
    for program in PROGRAMS:
        assert call_program(program, tmp_path, "help", "guide", "locks") == (0, guide_text(page) + "\n", "")
        names = call_program(program, tmp_path, "help", "guide").stdout.splitlines()
        assert names[0].split()[0] == min(guides())
        assert f"locks              {guide_title(page)}" in names


def test_an_unknown_guide(tmp_path: Path) -> None:
    result = call_program("revi-docs", tmp_path, "help", "guide", "lokcs")
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr == (
        "wrong-usage: there is no guide 'lokcs'; did you mean 'locks'?\n"
        "  fix: run 'revi-docs help guide' to list all guides\n"
    )
