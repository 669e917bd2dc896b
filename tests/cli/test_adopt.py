"""The command `adopt`: its output, its exit codes, and that it writes only with --write."""

from __future__ import annotations

import json
from pathlib import Path

from tests.adopt.adopt_repo import contents, write_files
from tests.support.sample_repo import edit, run_docs, write

AGENT = "---\nname: a\ndescription: Does it.\nmodel: haiku\n---\n"
TABLE = "| Status | Meaning | Next |\n|---|---|---|\n| open | Not begun. | done |\n| done | Finished. | |\n"
NEXT_STEP = "nothing was changed; run 'revi-docs adopt --write' to write it\n"


def test_the_proposal(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/a.md": AGENT, "docs/states.md": f"# States\n\n{TABLE}"})
    before = contents(tmp_path)
    result = run_docs(tmp_path, "adopt")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(f"\nprose: []\n\n{NEXT_STEP}")
    assert contents(tmp_path) == before


def test_write(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/a.md": AGENT, "docs/states.md": f"# States\n\n{TABLE}"})
    result = run_docs(tmp_path, "adopt", "--write")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "read 2 files; the contract has 1 agent, 2 statuses, 1 transition\nowned: 2 files, 1 table\nwrote revi.yml\n"
        "next: revi-docs init, which adds a site\n"
    )
    assert run_docs(tmp_path, "check").returncode == 0
    assert run_docs(tmp_path, "lint").returncode == 0
    for words in (["adopt"], ["adopt", "--write"]):
        result = run_docs(tmp_path, *words)
        assert (result.returncode, result.stdout) == (
            0,
            "nothing to add: the contract already has everything that was found\n",
        )
    edit(tmp_path, "revi.yml", "Not begun.", "Waiting.")
    assert run_docs(tmp_path, "sync").returncode == 0
    assert "| open | Waiting. | done |\n" in (tmp_path / "docs/states.md").read_text(encoding="utf-8")


def test_a_contradiction_is_a_question_and_exits_0(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/a.md": AGENT, "models.yml": "agents: {a: opus}\n"})
    for words in (["adopt"], ["adopt", "--write"], ["adopt"]):
        result = run_docs(tmp_path, *words)
        assert (result.returncode, result.stderr) == (0, "")
        assert ": warning: contradiction: conflicting values of agents.a.model: " in result.stdout
    assert run_docs(tmp_path, "check").returncode == 0


def test_a_file_that_cannot_be_owned_is_named_and_exits_0(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/run/SKILL.md": "x", "b/run/SKILL.md": "x", ".claude/agents/a.md": AGENT})
    for words in (["adopt"], ["adopt", "--write"]):
        result = run_docs(tmp_path, *words)
        assert (result.returncode, result.stderr) == (0, "")
        assert "2 files define the command 'run'" in result.stdout
    assert run_docs(tmp_path, "check").returncode == 0


def test_nothing_to_adopt(tmp_path: Path) -> None:
    for words in (["adopt"], ["adopt", "--write"]):
        result = run_docs(tmp_path, *words)
        assert (result.returncode, result.stderr) == (1, "")
        assert result.stdout.startswith("nothing-to-adopt: no agents, commands, workflow tables or model lists ")
    assert contents(tmp_path) == {}


def test_an_invalid_contract(tmp_path: Path) -> None:
    write_files(tmp_path, {"revi.yml": "revi: 1\nstatusses: []\n", ".claude/agents/a.md": AGENT})
    for words in (["adopt"], ["adopt", "--write"]):
        result = run_docs(tmp_path, *words)
        assert (result.returncode, result.stderr) == (3, "")
        assert result.stdout.startswith("revi.yml:2:1: unknown-key: ")


def test_drift_is_reported_first(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/a.md": AGENT})
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    edit(tmp_path, ".claude/agents/a.md", "haiku", "opus")
    write_files(tmp_path, {".claude/agents/b.md": AGENT.replace("name: a", "name: b")})
    before = contents(tmp_path)
    result = run_docs(tmp_path, "adopt", "--write")
    assert result.returncode == 1
    assert ".claude/agents/a.md:4:8: field-differs: " in result.stdout
    assert contents(tmp_path) == before


def test_json(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/a.md": AGENT, "models.yml": "agents: {a: opus}\n"})
    result = run_docs(tmp_path, "adopt", "--format", "json")
    assert result.returncode == 0
    problems = json.loads(result.stdout)["problems"]
    assert [(problem["code"], problem["severity"]) for problem in problems] == [("contradiction", "warning")]


def test_other_folders(tmp_path: Path) -> None:
    write_files(tmp_path, {"team/a.md": AGENT, "do/run.md": "Run it.\n"})
    result = run_docs(tmp_path, "adopt", "--agents", "team/*.md", "--commands", "do/*.md", "--write")
    summary = "read 2 files; the contract has 1 agent, 1 command\nowned: 2 files, 0 tables\nwrote revi.yml\n"
    summary += "next: revi-docs init, which adds a site\n"
    assert (result.returncode, result.stdout) == (0, summary)
    assert run_docs(tmp_path, "lint").stdout == "valid: 1 command, 1 agent\n"


def test_a_region_with_new_values_is_no_reason_to_leave_its_file_out(tmp_path: Path) -> None:
    """The home page of `init` shows what the adoption adds; its author changed nothing."""
    run_docs(tmp_path, "init")
    write(
        tmp_path,
        ".claude/agents/foo.md",
        "---\nname: foo\ndescription: Looks. Used to look.\nmodel: sonnet\n---\nLook.\n",
    )
    result = run_docs(tmp_path, "adopt", "--write")
    assert (result.returncode, "left out" in result.stdout) == (0, False)
    assert "docs_src/index.md" not in (tmp_path / "revi.yml").read_text("utf-8")
    edit(tmp_path, "revi.yml", "How a piece of work gets from an idea to done.", "From an idea to done.")
    assert "docs_src/index.md:4:1: stale: " in run_docs(tmp_path, "check").stdout
    assert run_docs(tmp_path, "sync").returncode == 0
