"""`init --as-plugin`: a starter workflow as a plugin of Claude Code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from revi_docs.app.setup.workflows import starter_templates
from tests.support.sample_repo import run_docs, write

WORKFLOWS = ("minimal", "review", "revi")


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_a_plugin_is_clean(tmp_path: Path, workflow: str) -> None:
    done = run_docs(tmp_path, "init", "--as-plugin", "my plugin", "--workflow", workflow)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f"\nnext: claude plugin validate --strict '{tmp_path}/my plugin'\n")
    folder = tmp_path / "my plugin"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my plugin"]
    for command in ("lint", "check"):
        result = run_docs(folder, command)
        assert (result.returncode, result.stderr) == (0, ""), result.stdout
        assert "warning" not in result.stdout


def test_the_files_of_a_plugin(tmp_path: Path) -> None:
    run_docs(tmp_path, "init", "--as-plugin", ".", "--workflow", "review")
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    documents = {f"docs/{name}.md" for name in ("artifacts", "models", "reruns-and-locks", "statuses", "testing")}
    # The methods and steps of the starter are templates of the repository.
    assert files - documents - set(starter_templates("review")) == {
        ".claude-plugin/plugin.json",
        ".revi/paths",
        "README.md",
        "agents/code-reviewer.md",
        "agents/coder.md",
        "agents/security-reviewer.md",
        "agents/tester.md",
        "docs/working-rules.md",
        "generated/schema/revi.schema.json",
        "revi.yml",
        "skills/implement-story/SKILL.md",
        "skills/review-story/SKILL.md",
        "skills/verify-story/SKILL.md",
    }
    manifest = json.loads((tmp_path / ".claude-plugin/plugin.json").read_bytes())
    assert set(manifest) == {"$schema", "name", "description", "version", "license", "keywords", "author"}
    readme = (tmp_path / "README.md").read_text("utf-8")
    assert "- `/review-story STORY_ID`:\n  " in readme
    assert "- `tester`:\n  " in readme
    assert "- `qa`:\n  " in readme


def test_references_point_into_the_plugin(tmp_path: Path) -> None:
    run_docs(tmp_path, "init", "--as-plugin", ".", "--workflow", "minimal")
    skill = (tmp_path / "skills/start-work/SKILL.md").read_text("utf-8")
    assert "(see `${CLAUDE_PLUGIN_ROOT}/docs/reruns-and-locks.md`)" in skill
    assert "(see `docs/" not in skill


def test_the_hooks_of_the_contract_are_those_of_the_plugin(tmp_path: Path) -> None:
    run_docs(tmp_path, "init", "--as-plugin", ".", "--workflow", "revi")
    hooks = json.loads((tmp_path / "hooks/hooks.json").read_bytes())["hooks"]
    assert set(hooks) == {"PreToolUse", "SessionEnd", "SubagentStop", "UserPromptExpansion"}


def test_its_contract_without_outputs_is_one_for_a_repository(tmp_path: Path) -> None:
    """As the README says."""
    run_docs(tmp_path, "init", "--as-plugin", "plugin", "--workflow", "review")
    contract = yaml.safe_load((tmp_path / "plugin/revi.yml").read_bytes())
    del contract["outputs"]
    write(tmp_path, "revi.yml", yaml.safe_dump(contract, sort_keys=False))
    assert run_docs(tmp_path, "lint").returncode == 0
    assert run_docs(tmp_path, "check").returncode == 0


def test_rules_for_agent_files_judge_a_plugin(tmp_path: Path) -> None:
    run_docs(tmp_path, "init", "--as-plugin", ".", "--workflow", "minimal")
    text = (tmp_path / "revi.yml").read_text("utf-8")
    write(tmp_path, "revi.yml", text.replace("tools: [Read, ", "tools: [Raed, "))
    assert "unknown-tool: " in run_docs(tmp_path, "lint").stdout


@pytest.mark.parametrize("option", [("--hooks",), ("--ci", "github"), ("--pre-commit",)])
def test_other_options_are_for_a_repository(tmp_path: Path, option: tuple[str, ...]) -> None:
    done = run_docs(tmp_path, "init", "--as-plugin", "x", *option)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--as-plugin cannot be combined with --hooks, --ci or --pre-commit" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_existing_contract_is_kept(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", "revi: 1\n")
    done = run_docs(tmp_path, "init", "--as-plugin", ".")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--as-plugin is for a new contract, and {tmp_path}/revi.yml exists" in done.stderr


def test_a_plugin_without_its_contract_is_completed_by_the_same_call(tmp_path: Path) -> None:
    """The contract is written last, so this is what an interrupted call leaves."""
    export = ("init", "--as-plugin", "plugin", "--workflow", "minimal")
    assert run_docs(tmp_path, *export).returncode == 0
    complete = {path: path.read_bytes() for path in (tmp_path / "plugin").rglob("*") if path.is_file()}
    (tmp_path / "plugin/revi.yml").unlink()
    (tmp_path / "plugin/README.md").unlink()
    assert run_docs(tmp_path, *export).returncode == 0
    assert {path: path.read_bytes() for path in (tmp_path / "plugin").rglob("*") if path.is_file()} == complete


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    write(tmp_path, "x/file", "")
    done = run_docs(tmp_path, "init", "--as-plugin", "x/file/plugin")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be created: Not a directory" in done.stderr


def test_files_of_a_person_are_kept(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "# Mine\n")
    done = run_docs(tmp_path, "init", "--as-plugin", ".")
    assert done.returncode == 1
    assert "README.md" in done.stdout
    assert (tmp_path / "README.md").read_bytes() == b"# Mine\n"


@pytest.mark.parametrize("link", ["plugins", "plugins/mine"])
@pytest.mark.parametrize("target", ["outside/new", "plugins"])
def test_a_link_in_the_repository_is_not_followed(tmp_path: Path, link: str, target: str) -> None:
    (tmp_path / "root" / link).parent.mkdir(parents=True)
    (tmp_path / "root" / link).symlink_to(tmp_path / target)
    done = run_docs(tmp_path / "root", "init", "--as-plugin", "plugins/mine")
    assert (done.returncode, done.stdout.partition(": ")[0]) == (1, "plugins/mine")
    assert ": linked-output: " in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["root"]
