"""Beside a contract that is there: only what it lacks is added, and no other byte of it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from tests.adopt.adopt_repo import adopt, contents, planner, proposal_text, write_files
from tests.support.inserted_yaml import AGENTS, WITH_B, A
from tests.support.sample_repo import edit, render_problems
from tests.support.workspaces import open_workspace, sync_and_check

BEFORE = {
    "sections one item a line": (
        (
            "revi: 1\n\nmodels:\n  haiku: {}\n  # cheap\n\nagents:  # ours\n    a:\n        description: Mine.\n"
            "        model: haiku\n\n# the end\ndefault_outputs: false\n"
        ),
        (
            "revi: 1\n\nmodels:\n  haiku: {}\n  opus: {}\n  # cheap\n\n"
            "agents:  # ours\n"
            "    a:\n        description: Mine.\n        model: haiku\n    b:\n"
            "      description: Does that.\n"
            "      model: opus\n\n"
            "# the end\ndefault_outputs: false\n"
            '\nowns:\n  ".claude/agents/*.md":\n    model: "agents.{name}.model"\n'
        ),
    ),
    "an item without anything, and a block of text": (
        (
            "revi: 1\nmodels: {haiku: {}, opus: {}}\nagents:\n  a: {}  # first\n  b:\n    description: |-\n"
            "      Does that.\n\n"
            "      # no comment\ndefault_outputs: false"
        ),
        (
            "revi: 1\nmodels: {haiku: {}, opus: {}}\nagents:\n  a:  # first\n"
            "    description: Does it.\n    model: haiku\n"
            "  b:\n    description: |-\n      Does that.\n\n      # no comment\n"
            "    model: opus\n"
            'default_outputs: false\n\nowns:\n  ".claude/agents/*.md":\n    model: "agents.{name}.model"\n'
        ),
    ),
    "one line": (
        "revi: 1\nmodels: {haiku: {}}\nagents: {a: {model: haiku}}  # ours\ndefault_outputs: false\n",
        (
            "revi: 1\nmodels: {haiku: {}, opus: {}}\n"
            "agents: {a: {model: haiku, description: Does it.}, b: {description: Does that., model: opus}}  # ours\n"
            'default_outputs: false\n\nowns:\n  ".claude/agents/*.md":\n    description: "agents.{name}.description"\n'
            '    model: "agents.{name}.model"\n'
        ),
    ),
    "the line ends of Windows": ("revi: 1\r\nstatuses: [x]\r\ndefault_outputs: false\r\n", None),
    "nothing but its version": ("revi: 1\n", None),
}


@pytest.mark.parametrize(("before", "after"), BEFORE.values(), ids=BEFORE.keys())
def test_what_is_lacking_is_added(tmp_path: Path, before: str, after: str | None) -> None:
    write_files(tmp_path, {**AGENTS, "revi.yml": before.encode()})
    adopt(tmp_path)
    text = (tmp_path / "revi.yml").read_bytes().decode()
    assert after is None or text == after
    assert after is not None or text.startswith(before)
    assert ("\r\n" in before) == ("\r\n" in text)


REFUSED = {
    "models as a list of names": (
        "revi: 1\nmodels: [haiku]\ndefault_outputs: false\n",
        "'models' is a list, unlike the proposal",
    ),
    "models as a list, one a line": (
        "revi: 1\nmodels:\n  - haiku\ndefault_outputs: false\n",
        "'models' is a list, unlike the proposal",
    ),
}


@pytest.mark.parametrize(("before", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_added_safely_is_to_be_pasted(tmp_path: Path, before: str, reason: str) -> None:
    write_files(tmp_path, {**AGENTS, "revi.yml": before})
    assert WITH_B.partition("\n\n")[0].splitlines()[1] in proposal_text(tmp_path)
    original = contents(tmp_path)
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert render_problems(result.problems) == (
        f"revi.yml: not-adopted: nothing was written: {reason}\n"
        "  fix: fix that and run 'revi-docs adopt --write' again, or paste the proposal into revi.yml\n"
    )
    assert contents(tmp_path) == original


def test_what_is_made_from_the_contract_stays_made(tmp_path: Path) -> None:
    from tests.support.sample_repo import run_docs

    assert run_docs(tmp_path, "init").returncode == 0
    write_files(tmp_path, {".claude/agents/a.md": A})
    assert '  "!.claude/agents/reviewer.md": {}\n' in proposal_text(tmp_path)
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert result.problems == ()
    assert (tmp_path / ".claude/agents/reviewer.md").exists()
    assert open_workspace(tmp_path).check() == ()
    edit(tmp_path, ".claude/agents/a.md", "haiku", "opus")
    assert [problem.code for problem in open_workspace(tmp_path).check()] == ["field-differs"]
