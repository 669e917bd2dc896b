"""What a contract for hand-written files may say: no outputs, files taken away, and foreign names."""

from __future__ import annotations

from pathlib import Path

from tests.adopt.adopt_repo import write_files
from tests.support.workspaces import open_workspace

AGENT = "---\nname: {0}\ndescription: Used when needed.\nmodel: {1}\n---\n"
OWNS = 'owns:\n  ".claude/agents/*.md": {model: "agents.{name}.model"}\n'


def codes(root: Path) -> list[str]:
    workspace = open_workspace(root)
    assert workspace.lint() == ()
    return [problem.code for problem in workspace.check()]


def test_no_outputs(tmp_path: Path) -> None:
    write_files(tmp_path, {"revi.yml": "revi: 1\nagents: [a]\noutputs: {}\n"})
    assert open_workspace(tmp_path).rendered_outputs.files == ()
    write_files(tmp_path, {"revi.yml": "revi: 1\nagents: [a]\n"})
    assert open_workspace(tmp_path).rendered_outputs.files != ()


def test_of_the_usual_outputs_none_is_where_people_write(tmp_path: Path) -> None:
    contract = "revi: 1\nmodels: [haiku]\nagents:\n  a: {model: haiku}\n" + OWNS
    write_files(tmp_path, {"revi.yml": contract})
    paths = {output.path for output in open_workspace(tmp_path).rendered_outputs.files}
    assert ".claude/agents/a.md" not in paths
    assert "docs_src/reference/agents/index.md" in paths


def test_files_that_are_taken_away(tmp_path: Path) -> None:
    contract = "revi: 1\nmodels: [haiku]\nagents:\n  a: {model: haiku}\noutputs: {}\n" + OWNS
    write_files(tmp_path, {".claude/agents/a.md": AGENT.format("a", "haiku"), ".claude/agents/README.md": "# Hi\n"})
    write_files(tmp_path, {"revi.yml": contract})
    assert codes(tmp_path) == ["agent-without-name"]
    write_files(tmp_path, {"revi.yml": contract + '  "!.claude/agents/README.md": {}\n'})
    assert codes(tmp_path) == []


def test_foreign_models_and_names_that_begin_with_x(tmp_path: Path) -> None:
    model = "ollama:qwen2.5-coder:7b"
    contract = f'revi: 1\nmodels: ["{model}"]\nagents:\n  x-ray: {{model: "{model}"}}\noutputs: {{}}\n{OWNS}'
    write_files(tmp_path, {"revi.yml": contract, ".claude/agents/x.md": AGENT.format("x-ray", model)})
    assert codes(tmp_path) == []
    write_files(tmp_path, {".claude/agents/x.md": AGENT.format("x-ray", "opus")})
    assert codes(tmp_path) == ["field-differs"]
