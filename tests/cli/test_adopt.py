"""The command `adopt`: what it prints, its exit codes, and that it changes nothing unasked."""

from __future__ import annotations

import json
from pathlib import Path

from tests.adopt.adopt_repo import contents, write_files
from tests.support.sample_repo import edit, run_docs

AGENT = "---\nname: a\ndescription: Does it.\nmodel: haiku\n---\n"
TABLE = "| Status | Meaning |\n|---|---|\n| open | Not begun. |\n| done | Finished. |\n"
NEXT = "nothing was changed; run 'revi-docs adopt --write' to write it\n"


def test_what_it_proposes(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/a.md": AGENT, "docs/states.md": f"# States\n\n{TABLE}"})
    before = contents(tmp_path)
    answer = run_docs(tmp_path, "adopt")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.endswith(f"\nwould own docs/states.md:3 as region states-1\n{NEXT}")
    assert contents(tmp_path) == before


def test_what_it_writes(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/a.md": AGENT, "docs/states.md": f"# States\n\n{TABLE}"})
    answer = run_docs(tmp_path, "adopt", "--write")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == "wrote revi.yml\nwrote templates/regions/states-1.md.j2\nwrote docs/states.md\n"
    assert run_docs(tmp_path, "check").returncode == 0
    assert run_docs(tmp_path, "lint").returncode == 0
    for words in (["adopt"], ["adopt", "--write"]):
        answer = run_docs(tmp_path, *words)
        assert (answer.returncode, answer.stdout) == (
            0,
            "nothing to add: the contract already has everything that was found\n",
        )
    edit(tmp_path, "revi.yml", "Not begun.", "Waiting.")
    assert run_docs(tmp_path, "sync").returncode == 0
    assert "| open | Waiting. |\n" in (tmp_path / "docs/states.md").read_text(encoding="utf-8")


def test_a_question_is_an_answer_of_no(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/a.md": AGENT, "models.yml": "agents: {a: opus}\n"})
    for words in (["adopt"], ["adopt", "--write"], ["adopt"]):
        answer = run_docs(tmp_path, *words)
        assert (answer.returncode, answer.stderr) == (1, "")
        assert ": contradiction: conflicting values of agents.a.model: " in answer.stdout
    assert run_docs(tmp_path, "check").returncode == 0


def test_nothing_to_adopt(tmp_path: Path) -> None:
    for words in (["adopt"], ["adopt", "--write"]):
        answer = run_docs(tmp_path, *words)
        assert (answer.returncode, answer.stderr) == (1, "")
        assert answer.stdout.startswith("nothing-to-adopt: no agents, commands, workflow tables or model lists ")
    assert contents(tmp_path) == {}


def test_a_broken_contract(tmp_path: Path) -> None:
    write_files(tmp_path, {"revi.yml": "revi: 1\nstatusses: []\n", ".claude/agents/a.md": AGENT})
    for words in (["adopt"], ["adopt", "--write"]):
        answer = run_docs(tmp_path, *words)
        assert (answer.returncode, answer.stderr) == (3, "")
        assert answer.stdout.startswith("revi.yml:2:1: unknown-key: ")


def test_drift_comes_first(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/a.md": AGENT})
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    edit(tmp_path, ".claude/agents/a.md", "haiku", "opus")
    write_files(tmp_path, {".claude/agents/b.md": AGENT.replace("name: a", "name: b")})
    before = contents(tmp_path)
    answer = run_docs(tmp_path, "adopt", "--write")
    assert answer.returncode == 1
    assert ".claude/agents/a.md:4:8: field-differs: " in answer.stdout
    assert contents(tmp_path) == before


def test_for_machines(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/a.md": AGENT, "models.yml": "agents: {a: opus}\n"})
    answer = run_docs(tmp_path, "adopt", "--format", "json")
    assert answer.returncode == 1
    assert [problem["code"] for problem in json.loads(answer.stdout)["problems"]] == ["contradiction"]


def test_where_to_look(tmp_path: Path) -> None:
    write_files(tmp_path, {"team/a.md": AGENT, "do/run.md": "Run it.\n"})
    answer = run_docs(tmp_path, "adopt", "--agents", "team/*.md", "--commands", "do/*.md", "--write")
    assert (answer.returncode, answer.stdout) == (0, "wrote revi.yml\n")
    assert run_docs(tmp_path, "lint").stdout == "valid: 1 command, 1 agent\n"
