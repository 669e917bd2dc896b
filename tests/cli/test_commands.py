"""What holds for every command: its help, its exit codes, its formats, its colours."""

from __future__ import annotations

import json
import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from revi_docs.app.code_catalog import exit_code, explanations
from revi_docs.cli.command_group import cli
from revi_docs.cli.command_help import describe_commands
from revi_docs.problems.problem import Problem
from revi_docs.report.findings_schema import findings_schema
from tests.support.sample_repo import PROGRAM, clean_environment, edit, run_docs, write

COMMANDS = sorted(cli.commands)
WITH_FORMATS = sorted(
    name for name in COMMANDS if any(part.name == "output_format" for part in cli.commands[name].params)
)


def test_the_commands() -> None:
    known = "adopt build check completion explain init links lint schema serve sync try"
    assert known.split() == COMMANDS
    assert WITH_FORMATS == ["adopt", "build", "check", "links", "lint", "sync", "try"]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_has_help_with_an_example(tmp_path: Path, name: str) -> None:
    words = [name] if name else []
    answers = [run_docs(tmp_path, *words, option) for option in ("--help", "-h")]
    assert [answer.returncode for answer in answers] == [0, 0]
    assert answers[0].stdout == answers[1].stdout
    assert answers[0].stdout.startswith(f"Usage: revi-docs {name}".rstrip())
    example = answers[0].stdout.partition("  Example:\n")[2]
    assert example.strip().splitlines()
    assert all(line.strip().startswith(("revi-docs", 'eval "$(revi-docs')) for line in example.strip().splitlines())


def test_the_commands_are_described_for_the_site() -> None:
    described = {one.name: one for one in describe_commands(cli)}
    assert sorted(described) == COMMANDS
    for one in described.values():
        assert one.help.endswith(".")
        assert one.usage.startswith(f"revi-docs {one.name}")
        assert one.example.splitlines()
        assert all(said.endswith((".", "]")) for option, said in one.options if option.startswith("-"))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_are_commands_that_exist(name: str) -> None:
    (described,) = (one for one in describe_commands(cli) if one.name == name)
    for line in described.example.splitlines():
        words = line.replace('eval "$(', "").replace(')"', "").split()
        assert words[:2] == ["revi-docs", name], line
        known = {option for part in cli.commands[name].params for option in part.opts}
        own = words[: words.index("--")] if "--" in words else words
        assert {word for word in own if word.startswith("--")} <= known, line


def test_the_version(tmp_path: Path) -> None:
    answer = run_docs(tmp_path, "--version")
    assert (answer.returncode, answer.stdout) == (0, "revi-docs 0.1.0\n")


WRONG_USE = {
    "no such command": ["chek"],
    "no such option": ["check", "--al"],
    "an option without its value": ["check", "--format"],
    "no such format": ["check", "--format", "xml"],
    "a word too many": ["lint", "revi.yml"],
    "a folder that is not there": ["-C", "nowhere", "check"],
    "no such code": ["explain", "stael"],
    "no such shell": ["completion", "csh"],
    "two ways at once": ["links", "--external", "--url", "https://example.org/"],
}


@pytest.mark.parametrize("words", WRONG_USE.values(), ids=WRONG_USE.keys())
def test_wrong_use_exits_2(small: Path, words: list[str]) -> None:
    answer = run_docs(small, *words)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr.splitlines()[-1].startswith("Error: ")


def test_nothing_asked_shows_the_help(tmp_path: Path) -> None:
    answer = run_docs(tmp_path)
    assert answer.returncode == 2
    assert "Commands:\n" in answer.stdout + answer.stderr


BROKEN_LIST = (
    "revi.yml:1:7: yaml-syntax: not valid YAML: while parsing a flow sequence did not find expected ',' or ']'"
)


def test_exit_codes(small: Path) -> None:
    assert run_docs(small, "check").returncode == 0
    edit(small, "docs/index.md", "# Statuses", "# States")
    assert [run_docs(small, *words).returncode for words in (["check"], ["sync"], ["lint"])] == [1, 1, 0]
    edit(small, "revi.yml", "by: begin", "by: begyn")
    assert [run_docs(small, *words).returncode for words in (["lint"], ["check"])] == [3, 3]
    write(small, "revi.yml", "revi: [1\n")
    for name in ("lint", "check", "sync", "init"):
        answer = run_docs(small, name)
        assert (answer.returncode, answer.stdout.partition("\n")[0], answer.stderr) == (3, BROKEN_LIST, "")
    (small / "revi.yml").unlink()
    answer = run_docs(small, "check")
    assert (answer.returncode, answer.stdout.partition("\n")[0]) == (
        3,
        "revi.yml: unreadable-file: no revi.yml here or in any parent folder",
    )


@pytest.mark.parametrize(
    ("codes", "number"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param(["stale", "tampered", "missing", "orphaned", "conflicted"], 1, id="drift"),
        pytest.param(["stale", "unwritable-file"], 3, id="drift and a disk that refuses"),
        pytest.param(["unknown-status"], 3, id="a broken contract"),
        pytest.param(["undefined-name"], 3, id="a broken template"),
        pytest.param(["a-code-of-nobody"], 3, id="unknown"),
    ],
)
def test_the_exit_code_of_problems(codes: list[str], number: int) -> None:
    assert exit_code([Problem(code=code, message="m", fix="f") for code in codes]) == number


def test_a_fault_of_ours_exits_70_and_says_so(small: Path, tmp_path: Path) -> None:
    """Python is told to break something before revi-docs begins, as a wrong library on the path would."""
    write(tmp_path, "broken/sitecustomize.py", "import difflib, json\njson.loads = difflib.unified_diff = None\n")
    edit(small, "docs/index.md", "# Statuses", "# States")
    answer = run_docs(small, "check", PYTHONPATH=str(tmp_path / "broken"))
    assert answer.returncode == 70
    assert answer.stderr.startswith("Traceback (most recent call last):\n")
    assert answer.stderr.endswith("\nThis is a bug in revi-docs. Please report it with the lines above.\n")


def test_a_process_that_is_interrupted_exits_130_without_a_word(small: Path) -> None:
    """The contract is a pipe that nobody writes to, so the process surely waits when the signal comes."""
    (small / "revi.yml").unlink()
    os.mkfifo(small / "revi.yml")
    process = subprocess.Popen(
        [PROGRAM, "-C", small, "lint"],
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    writer = os.open(small / "revi.yml", os.O_WRONLY)  # returns when the process reads
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate(timeout=20)
    os.close(writer)
    assert (process.returncode, said) == (130, "")
    assert "Traceback" not in complained


@pytest.mark.parametrize("words", [["explain"], ["schema"], ["completion", "bash"], ["check"]], ids=" ".join)
def test_a_reader_who_goes_away_is_no_fault(small: Path, words: list[str]) -> None:
    edit(small, "docs/index.md", "# Statuses", "# States")
    reader, writer = os.pipe()
    os.close(reader)
    answer = subprocess.run(
        [PROGRAM, *words],
        cwd=small,
        env=clean_environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (answer.returncode, answer.stderr) == (130, "")


def test_another_folder_can_be_named(small: Path, tmp_path: Path) -> None:
    for words in (["-C", "small"], ["--root", str(small)], ["-Csmall"]):
        assert run_docs(tmp_path, *words, "check").stdout == "clean: 5 outputs\n"
    assert run_docs(small / "docs", "check").stdout == "clean: 5 outputs\n"


def test_the_nearest_contract_counts(small: Path) -> None:
    write(small, "docs/inner/revi.yml", "revi: 1\n")
    assert run_docs(small / "docs/inner", "lint").stdout == "valid: an empty contract\n"
    assert run_docs(small / "docs", "lint").stdout.startswith("valid: 3 statuses")


@pytest.mark.parametrize("name", [name for name in WITH_FORMATS if name not in ("adopt", "build", "links", "try")])
def test_json_is_one_document_whatever_is_found(small: Path, name: str) -> None:
    for prepare, wanted in (
        (lambda: None, []),
        (lambda: edit(small, "docs/index.md", "# Statuses", "# States"), ["tampered"]),
        (
            lambda: edit(small, "templates/agents.md.j2", "{{ agent.description", "{{ agent.descripton"),
            ["undefined-name"],
        ),
        (lambda: write(small, "revi.yml", "revi: 1\nrevi: 1\n"), ["duplicate-key"]),
    ):
        prepare()
        for words in (["--format", "json"], ["--format=json"]):
            answer = run_docs(small, name, *words)
            document = json.loads(answer.stdout)
            jsonschema.validate(document, findings_schema())
            found = [problem["code"] for problem in document["problems"]]
            assert found == (wanted if (name, wanted) != ("lint", ["tampered"]) else [])
            assert answer.returncode == exit_code([Problem(code=code, message="m", fix="f") for code in found])


def test_github_annotations(small: Path) -> None:
    edit(small, "revi.yml", "hard: 600", "hard: 900")
    answer = run_docs(small, "check", "--format", "github")
    assert answer.returncode == 1
    assert answer.stdout == (
        "::error file=commands/begin.md,title=stale,line=8,col=9::2 outputs are out of date: "
        "budgets.phases.make.hard changed%0Aalso in 1 other place%0A"
        "cause: revi.yml:13:32%0Afix: run 'revi-docs sync'\n"
    )


def in_a_terminal(root: Path, *words: str, **env: str) -> str:
    """What revi-docs prints when a person looks at it."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [PROGRAM, *words],
        cwd=root,
        env={**clean_environment(), "TERM": "xterm", **env},
        stdout=follower,
        stderr=follower,
    ) as process:
        os.close(follower)
        said = b""
        while True:
            try:
                read = os.read(leader, 4096)
            except OSError:
                break
            if not read:
                break
            said += read
        process.wait()
    os.close(leader)
    return said.decode().replace("\r\n", "\n")


def test_colour_is_for_terminals_that_want_it(small: Path) -> None:
    edit(small, "docs/index.md", "# Statuses", "# States")
    plain = run_docs(small, "check").stdout
    assert "\x1b" not in plain
    coloured = in_a_terminal(small, "check")
    assert coloured.startswith("\x1b[1mdocs/index.md:2:7: \x1b[0m\x1b[31mtampered\x1b[0m: has manual edits\n")
    assert "    \x1b[31m-# States\x1b[0m\n    \x1b[32m+# Statuses\x1b[0m\n" in coloured
    assert in_a_terminal(small, "check", NO_COLOR="1") == plain
    assert in_a_terminal(small, "check", TERM="dumb") == plain
    assert "\x1b" not in in_a_terminal(small, "check", "--format", "json")
    assert "\x1b" not in in_a_terminal(small, "check", "--format", "github")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(tmp_path: Path, shell: str) -> None:
    answer = run_docs(tmp_path, "completion", shell)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "_REVI_DOCS_COMPLETE" in answer.stdout


def test_completion_completes(small: Path) -> None:
    answer = run_docs(small, _REVI_DOCS_COMPLETE="bash_complete", COMP_WORDS="revi-docs ch", COMP_CWORD="1")
    assert answer.stdout == "plain,check\n"


CODES = [one.code for one in explanations()]


def test_explain_tells_every_code(tmp_path: Path) -> None:
    answer = run_docs(tmp_path, "explain")
    assert answer.returncode == 0
    lines = answer.stdout.splitlines()
    assert [line.split()[0] for line in lines] == CODES == sorted(CODES)
    assert [line for line in lines if len(line) > 80] == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_text(code: str) -> None:
    (one,) = (one for one in explanations() if one.code == code)
    assert one.text.endswith("\n")
    assert not one.text.endswith("\n\n")
    assert one.summary.endswith((".", ":", "?"))
    for part in ("\nWhy", "\nFix"):
        assert part in one.text, part


def test_explain_tells_one_code(tmp_path: Path) -> None:
    answer = run_docs(tmp_path, "explain", "stale")
    assert (answer.returncode, answer.stdout) == (
        0,
        """\
stale

A generated file is unedited, but the contract or its template has changed since.

Why: Readers of the file act on outdated facts.

Example:

    The hard limit of a phase is raised in revi.yml, but `revi-docs sync` was not run.

Fix: Run `revi-docs sync` and commit the updated files.
""",
    )


def test_explain_asks_what_was_meant(tmp_path: Path) -> None:
    answer = run_docs(tmp_path, "explain", "stael")
    assert answer.returncode == 2
    assert answer.stderr.splitlines()[-1] == "Error: no code 'stael'; did you mean 'stale'?"


def test_all_that_is_printed_goes_through_the_command_line(root: Path) -> None:
    """Nothing below it prints, so every other layer can be used by a program."""
    code = (
        "import io, sys, pathlib\n"
        "sys.stdout = sys.stderr = io.StringIO()\n"
        "from tests.support.workspaces import open_workspace\n"
        "workspace = open_workspace(pathlib.Path('.'))\n"
        "workspace.lint(), workspace.check()\n"
        "said = sys.stdout.getvalue()\n"
        "sys.__stdout__.write(said)\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert answer.stdout == ""


def test_a_full_disk_behind_standard_output_is_no_finding_and_no_bug(small: Path) -> None:
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            [PROGRAM, "lint"], cwd=small, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert answer.returncode == 3
    assert answer.stderr == "revi-docs: cannot write to standard output: No space left on device\n"


def test_a_closed_standard_output_does_not_change_the_answer(small: Path) -> None:
    answer = subprocess.run(
        ["sh", "-c", f"{shlex.quote(str(PROGRAM))} lint >&-"], cwd=small, stderr=subprocess.PIPE, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")
