"""Edits of daily life in an adopted repository: each gets the right answer, and its fix, run literally, ends clean."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import Problem
from tests.adopt.adopt_repo import adopt, errors, planner, write_files
from tests.adopt.daily_edits import (
    ADDED,
    AGENT,
    COMMAND,
    DELETED,
    Places,
    add,
    daily_edits,
    delete,
    set_field,
    shared_files,
)
from tests.support.corpora import corpus
from tests.support.sample_repo import edit, run_docs
from tests.support.soak import SOAK
from tests.support.workspaces import open_workspace, sync_and_check

PLACES = Places(
    agent=".claude/agents/spare.md",
    partner=".claude/agents/writer.md",
    command=".claude/commands/plan.md",
    moved_agent=".claude/agents/team/spare.md",
    moved_codes=DELETED,
)
FILES: dict[str, str | bytes] = shared_files(PLACES) | {
    ".claude/agents/writer.md": AGENT.format("writer"),
    ".claude/agents/spare.md": AGENT.format("spare"),
    ".claude/commands/plan.md": COMMAND,
    ".claude/commands/gsd/stats.md": COMMAND,
    "plugins/p/agents/helper.md": AGENT.format("helper"),
}
EDITS = daily_edits(PLACES) | {
    "add an agent to a plugin": (add("plugins/p/agents/new.md", AGENT.format("new")), ADDED),
    "delete the last agent of a plugin": (delete("plugins/p/agents/helper.md"), DELETED),
}
CORPORA = {
    "wshobson-agents": Places(
        agent="plugins/agent-teams/agents/team-debugger.md",
        partner="plugins/agent-teams/agents/team-reviewer.md",
        command="plugins/agent-teams/commands/team-spawn.md",
        moved_agent="plugins/conductor/agents/team-debugger.md",
        moved_codes=["file-without-item", "item-without-file"],
    ),
    "voltagent-subagents": Places(
        agent="categories/01-core-development/api-designer.md",
        partner="categories/01-core-development/ui-designer.md",
        command=".claude/commands/plan.md",
        moved_agent="categories/02-language-specialists/api-designer.md",
        moved_codes=[],
    ),
}
SAMPLED_FOLDERS = 3
"""Folders of a corpus that `make test` takes: a check of a whole corpus costs 0.8 s. `make soak` takes all."""

SAMPLED_EDITS = ("add a command", "rename an agent", "change a model in a file", "move an agent")
"""Edits of a corpus in `make test`; `make soak` makes all of them."""


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adopted repository; tests copy it."""
    root = tmp_path_factory.mktemp("adopted")
    adopt(write_files(root, FILES))
    return root


@pytest.fixture(params=CORPORA, scope="module")
def adopted_corpus(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real collection of agents with a page, a list and a skill, adopted; tests copy it."""
    source = corpus(shared, request.param)
    places = CORPORA[request.param]
    root: Path = tmp_path_factory.mktemp("corpus") / request.param
    for folder in sorted(path for path in source.glob("*/*") if path.is_dir())[: None if SOAK else SAMPLED_FOLDERS]:
        shutil.copytree(folder, root / folder.relative_to(source))
    for path in (places.moved_agent, places.command):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
    write_files(root, shared_files(places))
    if not (root / places.command).exists():
        write_files(root, {places.command: COMMAND})
    for path in (places.agent, places.partner):
        set_field(path, "model", "haiku")(root)
    for words in (["adopt", "--write"], ["check"], ["build"]):
        result = run_docs(root, *words)
        assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert run_docs(root, "adopt").stdout.startswith("nothing to add: ")
    return root


def findings(root: Path) -> tuple[Problem, ...]:
    """The errors of the check."""
    return errors(open_workspace(root).check())


def run_fix(root: Path, problem: Problem) -> None:
    """Do what the fix of a finding says first."""
    if problem.code == "row-without-item" and problem.fix.startswith("delete or correct the "):
        delete_line(root, problem)
        return
    command = re.search(r"run 'revi-docs (sync --force|sync|adopt --write)'", problem.fix)
    if command and command[1] == "adopt --write":
        result = write_adoption(root, planner(root), sync_and_check)
        assert result.problems == ()
        for note in result.plan.problems:
            if "this template shows it" in note.message:
                delete_template_line(root, note)
    elif command:
        sync(root, open_workspace(root).file_statuses, force="--force" in command[1])
    else:
        assert problem.fix == "write the new path of the file here, or delete this entry of owns"
        edit(root, "revi.yml", "docs/workflow.md:", "docs/new.md:")


def delete_template_line(root: Path, note: Problem) -> None:
    """Do what the fix says of a template that shows an item without a file."""
    assert note.fix == "delete the line, run 'revi-docs sync', then 'revi-docs adopt --write'"
    delete_line(root, note)
    sync(root, open_workspace(root).file_statuses)
    assert write_adoption(root, planner(root), sync_and_check).problems == ()


def delete_line(root: Path, problem: Problem) -> None:
    """Delete the line of a problem."""
    place = problem.places[0]
    lines = (root / place.file).read_text(encoding="utf-8").splitlines(keepends=True)
    del lines[place.line - 1]
    (root / place.file).write_text("".join(lines), encoding="utf-8")


def end_clean(root: Path, codes: list[str]) -> None:
    """Expect the findings of an edit, and that their fixes end clean."""
    problems = findings(root)
    assert sorted(problem.code for problem in problems) == codes
    rounds = 0
    while problems:
        rounds += 1
        # An agent is named in its file, in a table and in a list.
        assert rounds <= 3, [str(problem) for problem in problems]
        run_fix(root, problems[0])
        problems = findings(root)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gets_the_right_answer_and_its_fix_ends_clean(tmp_path: Path, adopted: Path, name: str) -> None:
    root = Path(shutil.copytree(adopted, tmp_path / "repo"))
    apply, codes = EDITS[name]
    apply(root)
    end_clean(root, codes)
    assert errors(open_workspace(root).lint()) == ()


@pytest.mark.parametrize("name", daily_edits(PLACES) if SOAK else SAMPLED_EDITS)
def test_an_edit_of_a_real_collection(tmp_path: Path, adopted_corpus: Path, name: str) -> None:
    root = Path(shutil.copytree(adopted_corpus, tmp_path / "repo"))
    apply, codes = daily_edits(CORPORA[adopted_corpus.name])[name]
    apply(root)
    end_clean(root, codes)
    assert planner(root)({}).is_empty
