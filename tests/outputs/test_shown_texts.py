"""Texts of generated files on pages: a repository's own steps and methods render there, too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PARTS = Path(__file__).parents[2] / "templates/parts"


def names_in(text: str) -> set[str]:
    """The names that a template imports, defines and sets."""
    imported = re.findall(r"\{% from '[^']*' import (.*?) with context %\}", text)
    names = {name for names in imported for name in names.split(", ")}
    return names | set(re.findall(r"\{% (?:macro|set) (\w+)", text))


@pytest.mark.parametrize("body", ["command_body.md.j2", "agent_body.md.j2"])
def test_a_text_has_the_names_on_a_page_that_it_has_in_its_file(body: str) -> None:
    before_text = (PARTS / body).read_text(encoding="utf-8").partition("{% include")[0]
    shown_texts = (PARTS / "shown_texts.md.j2").read_text(encoding="utf-8")
    # Of the introduction of a command: which transitions it has, and whether it resumes.
    assert names_in(before_text) - names_in(shown_texts) - {"resumes", "own"} == set()
    assert len(names_in(before_text)) >= 8
