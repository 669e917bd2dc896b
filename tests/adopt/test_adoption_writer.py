"""The files that people really have: both collections move in whole, and nothing in them changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from revi_docs.app.workspace import Workspace
from revi_docs.files.markdown.front_matter import parse_front_matter
from tests.adopt.adopt_repo import contents, errors, plan, planner, proposal_text, write_files
from tests.support import corpora
from tests.support.resolved_facts import WRITER
from tests.support.sample_repo import run_docs, write
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace, sync_and_check

MODEL = re.compile(r"^model:[ \t]*(\S+)[ \t]*$", re.MULTILINE)
CORPORA = {
    "wshobson-agents": {"agents": 202, "models": 202, "commands": 103, "no YAML": 0},
    "voltagent-subagents": {"agents": 158, "models": 150, "commands": 0, "no YAML": 8},
}

SAID_OF_FILES = {"wshobson-agents": {"agent-asks-person", "unknown-tool"}, "voltagent-subagents": set()}
"""What the rules for agent files report of the hand-written files of a corpus."""


@pytest.fixture(params=CORPORA, scope="module")
def corpus(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that has moved in."""
    root = Path(
        shutil.copytree(corpora.corpus(shared, request.param), tmp_path_factory.mktemp("corpus") / request.param)
    )
    before = contents(root)
    result = write_adoption(root, planner(root), sync_and_check)
    assert (result.problems, result.notes, result.paths) == ((), (), ("revi.yml",))
    assert {path: content for path, content in contents(root).items() if path != "revi.yml"} == before
    return root


def with_models(workspace: Workspace) -> dict[str, str]:
    """Every agent's file that says a model: path → its text."""
    paths = {item.file.path for item in workspace.owned_fields.assignments.values() if item.name == "model"}
    return {path: (workspace.root / path).read_bytes().decode() for path in sorted(paths)}


def with_other_model(text: str) -> tuple[str, int]:
    """The text with another model in it, and the line where it stands."""
    problems = MODEL.search(text)
    assert problems is not None
    other = "opus" if problems[1] != "opus" else "haiku"
    return text[: problems.start(1)] + other + text[problems.end(1) :], text.count("\n", 0, problems.start()) + 1


def readable_files(root: Path) -> set[str]:
    """Return the Markdown files whose front matter can be read."""
    texts = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*.md")}
    front_matters = {path: parse_front_matter(text) for path, text in texts.items()}
    return {path for path, front_matter in front_matters.items() if front_matter and not front_matter.error}


def test_all_of_it_is_in_the_contract(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = open_workspace(corpus)
    contract, problems = workspace.loaded.contract, workspace.check()
    counts = {
        "agents": len(contract.agents),
        "models": len(with_models(workspace)),
        "commands": len(contract.commands),
        "no YAML": sum(problem.code == "front-matter-no-yaml" for problem in problems),
    }
    readable, planned = readable_files(corpus), plan(corpus)
    owned_share = len(readable & set(planned.owned_paths)) / len(readable)
    with capsys.disabled():
        print(f"\n{corpus.name}: {counts}, fields owned: {len(workspace.owned_fields.assignments)}")  # noqa: T201
        print(f"{corpus.name}: {owned_share:.1%} of {len(readable)} files with front matter are owned")  # noqa: T201
    assert owned_share >= 0.95
    assert counts == CORPORA[corpus.name]
    assert errors(problems) == ()
    # What Claude Code does not have is said of these files, adopted or not.
    assert {problem.code for problem in errors(workspace.lint())} == SAID_OF_FILES[corpus.name]
    assert planned.is_empty


def test_every_model_is_owned(corpus: Path) -> None:
    """All models at once: each is found, with its file and line."""
    files = with_models(open_workspace(corpus))
    expected = set()
    for path, text in files.items():
        changed, line = with_other_model(text)
        write(corpus, path, changed)
        expected.add((path, line))
    problems = errors(open_workspace(corpus).check())
    for path, text in files.items():
        write(corpus, path, text.encode())
    assert {problem.code for problem in problems} == {"field-differs"}
    assert {(place.file, place.line) for problem in problems for place in problem.places} == expected
    assert errors(open_workspace(corpus).check()) == ()


def test_one_model_at_a_time(corpus: Path) -> None:
    """A sample, through the real command."""
    for path, text in list(with_models(open_workspace(corpus)).items())[:: rounds(250, 40)]:
        changed, line = with_other_model(text)
        write(corpus, path, changed)
        answer = run_docs(corpus, "check")
        write(corpus, path, text.encode())
        assert (answer.returncode, answer.stderr) == (1, "")
        assert f"{path}:{line}:" in answer.stdout
        assert run_docs(corpus, "check").returncode == 0
    assert run_docs(corpus, "adopt", "--write").returncode == 0
    assert run_docs(corpus, "adopt").stdout.startswith(
        "nothing to add: the contract already has everything that was found\n"
    )


def test_names_and_models_compare_without_case(tmp_path: Path) -> None:
    table = "# Team\n\n| Agent | Model |\n|---|---|\n| Writer | **Haiku** |\n"
    write_files(tmp_path, {".claude/agents/writer.md": WRITER, "TEAM.md": table})
    assert plan(tmp_path).problems == ()
    assert "  haiku: {}  # .claude/agents/writer.md:4\n" in proposal_text(tmp_path)
    assert write_adoption(tmp_path, planner(tmp_path), sync_and_check).paths == ("revi.yml",)
    assert (tmp_path / "TEAM.md").read_text(encoding="utf-8") == table  # the table keeps its spelling
    assert errors(open_workspace(tmp_path).check()) == ()


def test_a_new_file_is_added_to_an_adopted_repository(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/writer.md": WRITER, ".claude/agents/bad.md": "---\nmodel: x\n---\n"})
    write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    write(tmp_path, ".claude/agents/new.md", WRITER.replace("writer", "new"))
    assert [problem.code for problem in errors(open_workspace(tmp_path).check())] != []
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert (result.paths, result.problems) == (("revi.yml",), ())
    assert errors(open_workspace(tmp_path).check()) == ()
    assert sorted(open_workspace(tmp_path).loaded.contract.agents) == ["new", "writer"]
    assert write_adoption(tmp_path, planner(tmp_path), sync_and_check).paths == ()


def test_a_problem_that_was_there_before_does_not_stop_the_adoption(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/writer.md": WRITER, "CLAUDE.md": "a\u202eb\n"})
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert (result.paths, [problem.code for problem in result.remaining]) == (("revi.yml",), ["hidden-unicode"])


_TURN = 'Context: code was added\nuser: "Add it"\nassistant: "Done"\n'


@pytest.mark.parametrize("form", ["{}", "<example>\n{}</example>\n", '<example id="1">\n{}</example>\n'])
def test_the_turns_of_two_examples_are_no_fields(tmp_path: Path, form: str) -> None:
    examples = "\n".join([form.format(_TURN)] * 2)
    text = f"---\nname: tidy\ndescription: Tidies. Examples:\n\n{examples}model: haiku\n---\n"
    write_files(tmp_path, {".claude/agents/tidy.md": text})
    assert write_adoption(tmp_path, planner(tmp_path), sync_and_check).paths == ("revi.yml",)
    assert [problem.code for problem in open_workspace(tmp_path).check()] == ["front-matter-no-yaml"]


def test_if_every_file_is_left_out_the_reasons_are_reported(tmp_path: Path) -> None:
    write_files(tmp_path, {f".claude/agents/{name}.md": WRITER for name in ("a", "b")})
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert (result.paths, [problem.code for problem in result.plan.problems]) == ((), ["doubled-agent"])
