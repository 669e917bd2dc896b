"""Files of several targets are checked together: one change of the contract is one finding for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.problems.problem import Problem
from revi_docs.targets.platform import PLATFORMS
from tests.support.sample_repo import sync_repository
from tests.support.workspaces import open_workspace

CONTRACT = """\
revi: 1
models: {small: {description: Plain work.}}
agents:
  reader: {description: Reads the change., model: small, tools: [Read]}
  lead: {description: Leads.}
errors: {LOST: {description: It cannot be found.}}
commands:
  go: {description: Goes., arguments: [ITEM], spawns: [reader, lead]}
"""
ALL = f"targets: [{', '.join(PLATFORMS)}]\n"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("targets")
    (root / "revi.yml").write_text(CONTRACT + ALL, encoding="utf-8")
    sync_repository(root)
    assert open_workspace(root).check() == ()
    return root


def first_file(problem: Problem) -> str:
    return problem.places[0].file


def change(root: Path, old: str, new: str) -> tuple[int, list[Problem]]:
    """The line of a change of the contract, and the problems while it is there, without the one of the index."""
    file = root / "revi.yml"
    text = file.read_text("utf-8")
    before, separator, after = text.partition(old)
    assert separator
    file.write_text(f"{before}{new}{after}", encoding="utf-8")
    try:
        problems = [problem for problem in open_workspace(root).check() if first_file(problem) != ".revi/paths"]
    finally:
        file.write_text(text, encoding="utf-8")
    return before.count("\n") + 1, problems


AGENT_FILES = {
    ".claude/agents/{}.md", ".codex/agents/{}.toml", ".cursor/agents/{}.md", ".github/agents/{}.agent.md",
    ".opencode/agents/{}.md", "agent-plugin/agents/{}.md",
}  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("Reads the change.", "Reads a file.", "agents.reader.description"),
        ("Goes.", "Goes on.", "commands.go.description"),
        ("ITEM", "THING", "commands.go.arguments"),
        ("It cannot be found.", "It is gone.", "errors.LOST.description"),
        ("LOST:", "GONE:", "errors"),
    ],
)
def test_one_changed_value_is_one_finding(repository: Path, old: str, new: str, key: str) -> None:
    line, (problem,) = change(repository, old, new)
    assert [place.line for place in problem.cause] == [line]
    assert key in problem.message
    platform_folders = {place.file.partition("/")[0] for place in problem.places}
    assert platform_folders >= {".claude", ".codex", ".cursor", ".github", ".opencode", "agent-plugin"} - (
        {".codex"} if key.startswith("commands") else set()
    )


def test_the_finding_names_the_file_of_every_target(repository: Path) -> None:
    _, (problem,) = change(repository, "Reads the change.", "Reads a file.")
    files = {place.file for place in problem.places}
    assert files >= {path.format("reader") for path in AGENT_FILES} | {"AGENTS.md", ".agents/skills/go/SKILL.md"}


def test_a_renamed_model_of_one_target(tmp_path: Path) -> None:
    targets = "targets: {claude: {}, codex: {models: {small: gpt-5-mini}}}\n"
    (tmp_path / "revi.yml").write_text(CONTRACT + targets, encoding="utf-8")
    sync_repository(tmp_path)
    _, (problem,) = change(tmp_path, "gpt-5-mini", "gpt-6")
    assert "targets.codex.models.small" in problem.message
    assert {place.file for place in problem.places} == {
        ".agents/skills/go/SKILL.md", ".codex/agents/reader.toml", ".codex/docs/models.md",
    }  # fmt: skip


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "AGENTS.md").write_text("# Ours\n", encoding="utf-8")
    (tmp_path / "revi.yml").write_text(CONTRACT + "targets: [codex]\n", encoding="utf-8")
    foreign = [problem for problem in open_workspace(tmp_path).check() if problem.code == "foreign-file"]
    assert [problem.fix for problem in foreign] == [
        "move the file away, or add '\"AGENTS.md\": false' to outputs in revi.yml; then run 'revi-docs sync'"
    ]
    (tmp_path / "revi.yml").write_text(CONTRACT + 'targets: [codex]\noutputs: {"AGENTS.md": false}\n', encoding="utf-8")
    sync_repository(tmp_path)
    assert open_workspace(tmp_path).check() == ()
    assert (tmp_path / "AGENTS.md").read_text("utf-8") == "# Ours\n"


def test_without_claude_there_are_no_files_for_it(tmp_path: Path) -> None:
    (tmp_path / "revi.yml").write_text(CONTRACT + "targets: [codex]\n", encoding="utf-8")
    sync_repository(tmp_path)
    assert open_workspace(tmp_path).check() == ()
    assert not (tmp_path / ".claude").exists()
