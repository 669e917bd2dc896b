"""The contract that is there is one of the sources."""

from __future__ import annotations

from pathlib import Path

from tests.adopt.adopt_repo import plan, problem_text, write_files
from tests.support.inserted_yaml import AGENTS


def test_the_contract_is_one_of_the_places(tmp_path: Path) -> None:
    contract = (
        "revi: 1\nmodels: [haiku, opus]\nagents:\n  a: {model: opus}\n  b: {model: opus}\ndefault_outputs: false\n"
    )
    write_files(tmp_path, {**AGENTS, "revi.yml": contract})
    assert problem_text(tmp_path).splitlines()[0] == (
        "revi.yml:4:14: warning: contradiction: conflicting values of agents.a.model: "
        "revi.yml:4 says 'opus', .claude/agents/a.md:4 says 'haiku'"
    )


def test_another_name_of_an_item_is_no_new_item(tmp_path: Path) -> None:
    contract = "revi: 1\nstatuses:\n  done: {aliases: [finished]}\n  open: {}\ndefault_outputs: false\n"
    write_files(
        tmp_path,
        {"revi.yml": contract, "t.md": "| Status | Meaning |\n|---|---|\n| finished | a *x* |\n| open | a *y* |\n"},
    )
    assert plan(tmp_path).proposal is None
