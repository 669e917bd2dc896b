"""From adopt to a site: in repositories of several shapes each command that a new user types succeeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adopt.adopt_repo import contents, write_files
from tests.support.runtime_repository import revi
from tests.support.sample_repo import edit, run_docs

AGENT = "---\nname: writer\ndescription: Writes a page. Use it for texts.\nmodel: haiku\n---\n\nAsk the user.\n"
HOME = "# Home\n\nSee [more](more.md).\n"
NOTHING = "nothing to add: the contract already has everything that was found\n"
SHAPES: dict[str, dict[str, str | bytes]] = {
    "agents alone": {".claude/agents/writer.md": AGENT},
    "a plugin": {
        "plugins/p/agents/writer.md": AGENT,
        "plugins/p/commands/go.md": "---\ndescription: Use it to go.\n---\n",
    },
    "a folder of documents": {".claude/agents/writer.md": AGENT, "docs/index.md": HOME, "docs/more.md": "# More\n"},
    "a site": {
        ".claude/agents/writer.md": AGENT,
        "docs/index.md": HOME,
        "docs/more.md": "# More\n",
        "mkdocs.yml": "site_name: Site\ntheme: readthedocs\n",
    },
    "a site in mkdocs.yaml": {
        ".claude/agents/writer.md": AGENT,
        "pages/index.md": "# Home\n",
        "mkdocs.yaml": "site_name: Site\ndocs_dir: pages\n",
    },
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_command_succeeds(tmp_path: Path, shape: str) -> None:
    write_files(tmp_path, SHAPES[shape])
    has_site = any(path.startswith("mkdocs.") for path in SHAPES[shape])
    result = run_docs(tmp_path, "adopt", "--write")
    assert result.returncode == 0, result.stdout
    next_step = "revi-docs build" if has_site else "revi-docs init, which adds a site"
    assert f"next: {next_step}\n" in result.stdout
    assert "1 problem listed in .revi/baseline: 'revi-docs lint' reports new ones only\n" in result.stdout
    for command in (["check"], ["lint"], ["build"]):
        result = run_docs(tmp_path, *command)
        assert result.returncode == 0, result.stdout
    assert ("site   ok " in result.stdout) == has_site
    assert ("site   skipped  there is no mkdocs.yml; 'revi-docs init' writes it" in result.stdout) != has_site
    stories = revi(tmp_path, "story", "list")
    assert (stories.returncode, stories.stdout) == (0, "0 stories\n")
    assert run_docs(tmp_path, "adopt").stdout == NOTHING


@pytest.mark.parametrize("shape", ["a plugin", "a folder of documents"])
def test_init_adds_a_site_with_the_agents_as_they_are_typed(tmp_path: Path, shape: str) -> None:
    write_files(tmp_path, SHAPES[shape])
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    assert run_docs(tmp_path, "init").returncode == 0
    result = run_docs(tmp_path, "build")
    assert result.returncode == 0, result.stdout
    assert "site   ok " in result.stdout
    page = (tmp_path / "site/reference/agents/index.html").read_text(encoding="utf-8")
    assert "Writes a page. Use it for texts." in page
    assert ("p:writer" in page) == (shape == "a plugin")
    assert run_docs(tmp_path, "adopt").stdout == NOTHING


def test_a_new_problem_of_an_agent_fails_lint(tmp_path: Path) -> None:
    write_files(tmp_path, SHAPES["agents alone"])
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    write_files(tmp_path, {".claude/agents/other.md": AGENT.replace("writer", "other")})
    result = run_docs(tmp_path, "lint")
    assert result.returncode == 1
    assert "agent 'other' must \"Ask the user\", which no subagent can" in result.stdout
    assert "agent 'writer'" not in result.stdout
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    assert run_docs(tmp_path, "lint").returncode == 1, "only what was there before the adoption is listed"
    assert run_docs(tmp_path, "lint", "--write-baseline").returncode == 0
    edit(tmp_path, ".claude/agents/writer.md", "\nAsk the user.\n", "\nWrite.\n")
    result = run_docs(tmp_path, "lint")
    assert result.returncode == 0
    assert "baseline-gone" in result.stdout


def test_init_writes_no_page_beside_an_existing_site(tmp_path: Path) -> None:
    write_files(tmp_path, SHAPES["a site"])
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    before = contents(tmp_path)
    assert run_docs(tmp_path, "init").returncode == 0
    after = contents(tmp_path)
    assert set(after) - set(before) == {".gitattributes", ".gitignore"}
    assert {path: after[path] for path in before} == before


def test_pages_without_a_configuration_are_a_problem(tmp_path: Path) -> None:
    write_files(tmp_path, SHAPES["agents alone"])
    assert run_docs(tmp_path, "adopt", "--write").returncode == 0
    assert run_docs(tmp_path, "init").returncode == 0
    (tmp_path / "mkdocs.yml").unlink()
    result = run_docs(tmp_path, "build")
    assert result.returncode == 3
    assert (
        "mkdocs.yml: site-config: the file does not exist\n  fix: run 'revi-docs init', which writes it\n"
        in result.stdout
    )
    assert run_docs(tmp_path, "init").returncode == 0
    assert run_docs(tmp_path, "build").returncode == 0
