"""Beside a contract that is there: only what it lacks is added, and no other byte of it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.adopt.adoption_plan import plan_adoption
from revi_docs.adopt.adoption_writer import write_adoption
from revi_docs.adopt.scanned_files import ScanPatterns
from tests.adopt.adopt_repo import adopt, contents, plan, planner, problem_text, proposal_text, write_files
from tests.support.sample_repo import edit, render_problems
from tests.support.workspaces import open_workspace, sync_and_check

A = "---\nname: a\ndescription: Does it.\nmodel: haiku\n---\n"
B = "---\nname: b\ndescription: Does that.\nmodel: opus\n---\n"
AGENTS = {".claude/agents/a.md": A, ".claude/agents/b.md": B}
WITH_B = """\
models:
  opus: {}  # .claude/agents/b.md:4

agents:
  b:  # .claude/agents/b.md:2
    description: Does that.  # .claude/agents/b.md:3
    model: opus  # .claude/agents/b.md:4
"""

BEFORE = {
    "sections one item a line": (
        (
            "revi: 1\n\nmodels:\n  haiku: {}\n  # cheap\n\nagents:  # ours\n    a:\n        description: Mine.\n"
            "        model: haiku\n\n# the end\noutputs: {}\n"
        ),
        (
            "revi: 1\n\nmodels:\n  haiku: {}\n  opus: {}  # .claude/agents/b.md:4\n  # cheap\n\n"
            "agents:  # ours\n"
            "    a:\n        description: Mine.\n        model: haiku\n    b:  # .claude/agents/b.md:2\n"
            "      description: Does that.  # .claude/agents/b.md:3\n"
            "      model: opus  # .claude/agents/b.md:4\n\n"
            "# the end\noutputs: {}\n"
            '\nowns:\n  ".claude/agents/*.md":\n    model: "agents.{name}.model"\n'
        ),
    ),
    "an item without anything, and a block of text": (
        (
            "revi: 1\nmodels: {haiku: {}, opus: {}}\nagents:\n  a: {}  # first\n  b:\n    description: |-\n"
            "      Does that.\n\n"
            "      # no comment\noutputs: {}"
        ),
        (
            "revi: 1\nmodels: {haiku: {}, opus: {}}\nagents:\n  a:  # first\n"
            "    description: Does it.  # .claude/agents/a.md:3\n    model: haiku  # .claude/agents/a.md:4\n"
            "  b:\n    description: |-\n      Does that.\n\n      # no comment\n"
            "    model: opus  # .claude/agents/b.md:4\n"
            'outputs: {}\n\nowns:\n  ".claude/agents/*.md":\n    model: "agents.{name}.model"\n'
        ),
    ),
    "the line ends of Windows": ("revi: 1\r\nstatuses: [x]\r\noutputs: {}\r\n", None),
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
    "agents on one line": ("revi: 1\nagents: {a: {}}\noutputs: {}\n", "'agents' is not written with one item per line"),
    "models as a list of names": (
        "revi: 1\nmodels: [haiku]\noutputs: {}\n",
        "'models' is not written with one item per line",
    ),
    "models as a list, one a line": (
        "revi: 1\nmodels:\n  - haiku\noutputs: {}\n",
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


def test_the_contract_is_one_of_the_places(tmp_path: Path) -> None:
    contract = "revi: 1\nmodels: [haiku, opus]\nagents:\n  a: {model: opus}\n  b: {model: opus}\noutputs: {}\n"
    write_files(tmp_path, {**AGENTS, "revi.yml": contract})
    assert problem_text(tmp_path).splitlines()[0] == (
        "revi.yml:4:14: warning: contradiction: conflicting values of agents.a.model: "
        "revi.yml:4 says 'opus', .claude/agents/a.md:4 says 'haiku'"
    )


def test_another_name_of_an_item_is_no_new_item(tmp_path: Path) -> None:
    contract = "revi: 1\nstatuses:\n  done: {aliases: [finished]}\n  open: {}\noutputs: {}\n"
    write_files(
        tmp_path,
        {"revi.yml": contract, "t.md": "| Status | Meaning |\n|---|---|\n| finished | a *x* |\n| open | a *y* |\n"},
    )
    assert plan(tmp_path).proposal is None


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


def test_new_files_come_in_later(tmp_path: Path) -> None:
    adopt(write_files(tmp_path, {".claude/agents/a.md": A}))
    write_files(tmp_path, {".claude/agents/b.md": B})
    assert proposal_text(tmp_path) == WITH_B
    adopt(tmp_path)


def test_patterns_say_where_to_look(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {"team/a.md": A, "team/b.md": B, "do/run.md": "x", "t.txt": "| Status | Meaning |\n|---|---|\n| a | F. |\n"},
    )
    adoption_plan = plan_adoption(tmp_path, ScanPatterns(("team/*.md", "!team/b.md"), ("do/*.md",), ("*.txt",)))
    assert adoption_plan.proposal is not None
    contract = adoption_plan.proposal.loaded.contract if adoption_plan.proposal.loaded else None
    assert contract is not None
    assert ([*contract.agents], [*contract.commands], [*contract.statuses]) == (["a"], ["run"], ["a"])
    assert [*contract.owns] == ["team/*.md", "!team/b.md", "do/*.md"]
