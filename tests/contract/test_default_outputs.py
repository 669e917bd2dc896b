"""What a contract for hand-written files may say: no outputs, files taken away, and foreign names."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import parse
from tests.adopt.adopt_repo import write_files
from tests.support.sample_repo import render_problems, sync_repository
from tests.support.workspaces import open_workspace

AGENT = "---\nname: {0}\ndescription: Use it when it must be done.\nmodel: {1}\n---\n"
OWNS = 'owns:\n  ".claude/agents/*.md": {model: "agents.{name}.model"}\n'


def codes(root: Path) -> list[str]:
    workspace = open_workspace(root)
    assert workspace.lint() == ()
    return [problem.code for problem in workspace.check()]


def test_no_outputs(tmp_path: Path) -> None:
    write_files(tmp_path, {"revi.yml": "revi: 1\nagents: [a]\ndefault_outputs: false\n"})
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
    contract = "revi: 1\nmodels: [haiku]\nagents:\n  a: {model: haiku}\ndefault_outputs: false\n" + OWNS
    write_files(tmp_path, {".claude/agents/a.md": AGENT.format("a", "haiku"), ".claude/agents/README.md": "# Hi\n"})
    write_files(tmp_path, {"revi.yml": contract})
    assert codes(tmp_path) == ["agent-without-name"]
    write_files(tmp_path, {"revi.yml": contract + '  "!.claude/agents/README.md": {}\n'})
    assert codes(tmp_path) == []


def test_foreign_models_and_names_that_begin_with_x(tmp_path: Path) -> None:
    model = "ollama:qwen2.5-coder:7b"
    contract = f'revi: 1\nmodels: ["{model}"]\nagents:\n  x-ray: {{model: "{model}"}}\ndefault_outputs: false\n{OWNS}'
    write_files(tmp_path, {"revi.yml": contract, ".claude/agents/x.md": AGENT.format("x-ray", model)})
    assert codes(tmp_path) == []
    write_files(tmp_path, {".claude/agents/x.md": AGENT.format("x-ray", "opus")})
    assert codes(tmp_path) == ["field-differs"]


FOUR = "revi: 1\nstatuses: {open: {description: New.}, done: {description: Over., terminal: true}}\n"
FOUR += "transitions: [{from: open, to: done, by: manual}]\n"
STATUSES_DOCUMENT = ".claude/docs/statuses.md"


def output_paths(contract: str) -> set[str]:
    return set(parse((FOUR + contract).encode()).contract.outputs)


def test_outputs_add_to_the_default_outputs() -> None:
    assert output_paths('outputs: {"docs/a.md": {template: a.md.j2}}\n') == output_paths("") | {"docs/a.md"}


def test_a_default_output_is_replaced_or_switched_off() -> None:
    loaded = parse(f"{FOUR}outputs: {{{STATUSES_DOCUMENT}: {{template: a.md.j2}}}}\n".encode())
    assert loaded.contract.outputs[STATUSES_DOCUMENT].template == "a.md.j2"
    assert output_paths(f"outputs: {{{STATUSES_DOCUMENT}: false}}\n") == output_paths("") - {STATUSES_DOCUMENT}


def test_a_switched_off_output_is_an_orphan_of_the_next_check(tmp_path: Path) -> None:
    write_files(tmp_path, {"revi.yml": FOUR})
    sync_repository(tmp_path)
    write_files(tmp_path, {"revi.yml": f"{FOUR}outputs: {{{STATUSES_DOCUMENT}: false}}\n"})
    assert codes(tmp_path) == ["orphaned", "stale"]


def test_default_outputs_false_leaves_the_own_outputs() -> None:
    assert output_paths("default_outputs: false\n") == set()
    assert output_paths('default_outputs: false\noutputs: {"docs/a.md": {template: a.md.j2}}\n') == {"docs/a.md"}


EMPTY = """\
revi.yml:4:10: wrong-value: outputs is empty
  fix: remove 'outputs'; to generate none of the default outputs, write 'default_outputs: false'
"""

UNKNOWN = """\
revi.yml:4:11: wrong-value: outputs..claude/docs/statusses.md is false, but '.claude/docs/statusses.md' is not a \
default output
  fix: write '.claude/docs/statuses.md', or remove the line
"""

PROBLEMS = {
    "empty": ("outputs: {}\n", EMPTY),
    "an unknown path": ("outputs: {.claude/docs/statusses.md: false}\n", UNKNOWN),
}


@pytest.mark.parametrize("contract", PROBLEMS)
def test_problems(contract: str) -> None:
    text, expected = PROBLEMS[contract]
    assert render_problems(parse((FOUR + text).encode()).problems) == expected
