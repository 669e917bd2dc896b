"""Checks that run: how each end is recorded, what makes a run outdated, and which checks may run at all."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import StoryPaths, open_repository
from revi_docs.runtime.checks.check_runs import check_problem, run_check
from revi_docs.runtime.checks.trusted_checks import trust
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support.changed_contract import changed_contract

GIT = ("git", "-c", "user.name=t", "-c", "user.email=t@example.org")


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def story_with_check(root: Path, command: list[str], timeout: str = "20s") -> StoryPaths:
    """A story in a repository whose base branch has the check `lint`."""
    with changed_contract(root) as contract:
        contract["checks"] = {"lint": {"command": command, "timeout": timeout}}
    if not (root / ".git").exists():
        subprocess.run([*GIT, "init", "-q", "-b", "main"], cwd=root, check=True)
        subprocess.run([*GIT, "add", "--all"], cwd=root, check=True)
        subprocess.run([*GIT, "commit", "-q", "-m", "base"], cwd=root, check=True)
    story = open_repository(str(root)).story_paths("REVI-016")
    if not Path(story.story).exists():
        create_story(story, NewStory("A story"))
    return story


@pytest.mark.parametrize(
    ("command", "result", "problem"),
    [
        pytest.param(python("print('fine')"), "passed", "", id="success"),
        pytest.param(python("import sys; sys.exit(3)"), "failed", "failed with exit code 3", id="failure"),
        pytest.param(["no-such-program-here"], "not-started", "could not be started", id="missing program"),
        pytest.param(python("import os; os.kill(os.getpid(), 9)"), "killed", "was killed", id="killed"),
    ],
)
def test_how_a_check_ends(repository: Path, command: list[str], result: str, problem: str) -> None:
    story = story_with_check(repository, command)
    assert check_problem(story, "lint") == "was not run yet"
    record = run_check(story, "lint")
    assert record["result"] == result
    assert check_problem(story, "lint") == problem
    assert json.loads(Path(story.file("_implementation/checks/lint.json")).read_text()) == record
    assert record["contractHash"] == story.repository.contract_hash
    assert len(record["commit"]) == 40


def test_a_check_that_takes_too_long_is_stopped_with_all_that_it_started(repository: Path) -> None:
    sleep = "import time; time.sleep(60)"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '{sleep}']); {sleep}"
    story = story_with_check(repository, python(code), timeout="400ms")
    started = time.monotonic()
    assert run_check(story, "lint")["result"] == "timed-out"
    assert time.monotonic() - started < 20
    assert check_problem(story, "lint") == "was stopped because it took too long"


def test_a_huge_output_is_digested_and_not_kept(repository: Path) -> None:
    story = story_with_check(repository, python("import sys; sys.stdout.write('x' * 30_000_000 + 'end')"))
    record = run_check(story, "lint")
    assert (record["result"], record["outputBytes"]) == ("passed", 30_000_003)
    assert len(record["outputEnd"]) == 4_000
    assert record["outputEnd"].endswith("xend")


def test_no_shell_reads_the_command(repository: Path) -> None:
    story = story_with_check(repository, [*python("import sys; print(sys.argv[1:])"), "$HOME; touch pwned", "*"])
    assert run_check(story, "lint")["outputEnd"] == "['$HOME; touch pwned', '*']\n"
    assert not (repository / "pwned").exists()


def test_a_change_after_the_run_makes_it_outdated_and_a_commit_does_not(repository: Path) -> None:
    story = story_with_check(repository, python("pass"))
    (repository / "code.py").write_text("one\n")
    run_check(story, "lint")
    assert check_problem(story, "lint") == ""
    subprocess.run([*GIT, "add", "--all"], cwd=repository, check=True)
    subprocess.run([*GIT, "commit", "-q", "-m", "more"], cwd=repository, check=True)
    Path(story.story).write_text(Path(story.story).read_text() + "\nA note.\n")
    assert check_problem(story, "lint") == ""
    (repository / "code.py").write_text("two\n")
    assert check_problem(story, "lint") == "ran before the last change"
    (repository / "code.py").write_text("one\n")
    assert check_problem(story, "lint") == ""
    (repository / "new.py").write_text("new\n")
    assert check_problem(story, "lint") == "ran before the last change"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"result": "passed"}', '{"result": "passed", "exitCode": 0}'])
def test_a_record_that_was_typed_is_no_evidence(repository: Path, text: str) -> None:
    story = story_with_check(repository, python("pass"))
    file = Path(story.file("_implementation/checks/lint.json"))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    assert check_problem(story, "lint") in ("was not run yet", "ran before the last change")


def test_a_changed_check_runs_only_if_a_person_trusts_it(repository: Path) -> None:
    story_with_check(repository, python("pass"))
    story = story_with_check(repository, python("print('changed')"))
    with pytest.raises(CommandError) as error_info:
        run_check(story, "lint")
    assert error_info.value.code == "untrusted-check"
    assert error_info.value.fix == "let a person run 'revi trust lint --actor NAME'"
    trust(story.repository, "lint", "Ada")
    assert run_check(story, "lint")["result"] == "passed"
    story = story_with_check(repository, python("print('changed again')"))
    with pytest.raises(CommandError, match="is not on the base branch"):
        run_check(story, "lint")


def test_an_unknown_check(repository: Path) -> None:
    story = story_with_check(repository, python("pass"))
    with pytest.raises(CommandError, match="'lnt' is not a check of the contract") as error_info:
        run_check(story, "lnt")
    assert error_info.value.fix == "use one of: lint"
