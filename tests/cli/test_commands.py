"""What all commands share: help, exit codes, formats, colors."""

from __future__ import annotations

import json
import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import jsonschema
import pytest

from revi_docs.app.code_catalog import exit_code, explanations
from revi_docs.cli.command_group import COMMANDS as ENTRIES
from revi_docs.cli.command_group import cli
from revi_docs.cli.program.command_help import describe_commands
from revi_docs.problems.problem import Problem
from revi_docs.report.findings_schema import findings_schema
from tests.conftest import ROOT
from tests.support.command_line import PROGRAMS, call
from tests.support.sample_repo import PROGRAM, clean_environment, edit, run_docs, write

COMMANDS = sorted(name for name, entry in ENTRIES.items() if not entry.module.endswith(("help_command", "version")))
WITH_FORMATS = sorted(
    name
    for name, entry in ENTRIES.items()
    if any(part.name == "output_format" and part.expose_value for part in entry.load().params)
)


def test_the_commands() -> None:
    options = "adopt build check completion explain help init links lint schema serve sync try version"
    assert options.split() == sorted(ENTRIES)
    assert WITH_FORMATS == ["adopt", "build", "check", "links", "lint", "sync", "try"]


def test_the_help_shows_at_most_ten_commands() -> None:
    assert len([name for name, entry in ENTRIES.items() if entry.section]) <= 10


@pytest.mark.parametrize("program", ["revi-docs", "revi"])
def test_the_help_of_a_program(tmp_path: Path, program: str) -> None:
    expected = (Path(__file__).parent / f"golden/{program}.help.txt").read_text("utf-8")
    assert call(program, tmp_path, "--help") == (0, expected, "")
    assert call(program, tmp_path, "-h") == call(program, tmp_path, "help") == (0, expected, "")
    assert call(program, tmp_path) == (2, "", expected)


def every_path(program: str) -> list[list[str]]:
    """The words of every command and group of a program."""
    context = click.Context(PROGRAMS[program], info_name=program)

    def paths(group: click.Group, words: list[str]) -> Iterator[list[str]]:
        for name in group.list_commands(context):
            yield [*words, name]
            command = group.get_command(context, name)
            if isinstance(command, click.Group):
                yield from paths(command, [*words, name])

    return [[], *paths(PROGRAMS[program], [])]


EVERY_COMMAND = [(program, words) for program in PROGRAMS for words in every_path(program)]


@pytest.mark.parametrize(
    ("program", "words"), EVERY_COMMAND, ids=lambda value: "-".join(value) or "-" if isinstance(value, list) else value
)
def test_the_help_of_every_command(tmp_path: Path, program: str, words: list[str]) -> None:
    result = call(program, tmp_path, *words, "--help")
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Usage: {' '.join([program, *words])}")
    assert result == call(program, tmp_path, *words, "-h") == call(program, tmp_path, "help", *words)
    text, _, example = result.stdout.partition("\n\n")[2].partition("  Example:\n")
    assert example.strip().splitlines()
    assert [line for line in text.splitlines() if len(line) > 80 or line.endswith("...")] == []
    assert (ROOT / example.rpartition("Guide: ")[2].strip()).is_file()


def test_the_commands_are_described_for_the_site() -> None:
    descriptions = {entry.name: entry for entry in describe_commands(cli)}
    assert list(descriptions) == list(ENTRIES)
    for entry in descriptions.values():
        assert entry.help.endswith(".")
        assert entry.usage.startswith(f"revi-docs {entry.name}")
        assert entry.example.splitlines()
        assert all(output.endswith((".", "]")) for option, output in entry.options if option.startswith("-"))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_are_commands_that_exist(name: str) -> None:
    (descriptions,) = (entry for entry in describe_commands(cli) if entry.name == name)
    for line in descriptions.example.splitlines():
        words = line.replace('eval "$(', "").replace(')"', "").split()
        assert words[:2] == ["revi-docs", name], line
        options = {option for part in ENTRIES[name].load().params for option in part.opts}
        words_before_dashes = words[: words.index("--")] if "--" in words else words
        assert {word for word in words_before_dashes if word.startswith("--")} <= options, line


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_version(tmp_path: Path, program: str) -> None:
    for word in ("--version", "-v", "version"):
        assert call(program, tmp_path, word) == (0, f"{program} 0.1.0\n", "")


WRONG_USAGE = {
    "no such command": ["chek"],
    "no such option": ["check", "--al"],
    "an option without its value": ["check", "--format"],
    "no such format": ["check", "--format", "xml"],
    "a word too many": ["lint", "revi.yml"],
    "a folder that is not there": ["-C", "nowhere", "check"],
    "no such code": ["explain", "stael"],
    "no such shell": ["completion", "csh"],
    "two options that exclude each other": ["links", "--external", "--url", "https://example.org/"],
}


@pytest.mark.parametrize("words", WRONG_USAGE.values(), ids=WRONG_USAGE.keys())
def test_wrong_usage_exits_2(small: Path, words: list[str]) -> None:
    result = call("revi-docs", small, *words)
    assert (result.code, result.stdout) == (2, "")
    problem, fix = result.stderr.splitlines()
    assert problem.startswith("wrong-usage: ")
    assert fix.startswith("  fix: run 'revi-docs ")
    as_json = call("revi-docs", small, "--format=json", *words)
    if "--format" not in words:
        assert json.loads(as_json.stdout) == {"code": "wrong-usage", "message": problem[13:], "fix": fix[7:]}


INVALID_YAML = (
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
        result = run_docs(small, name)
        assert (result.returncode, result.stdout.partition("\n")[0], result.stderr) == (3, INVALID_YAML, "")
    (small / "revi.yml").unlink()
    result = run_docs(small, "check")
    assert (result.returncode, result.stdout.partition("\n")[0]) == (
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
        pytest.param(["not-a-code"], 3, id="unknown"),
    ],
)
def test_the_exit_code_of_problems(codes: list[str], number: int) -> None:
    assert exit_code([Problem(code=code, message="m", fix="f") for code in codes]) == number


def test_a_bug_exits_70(small: Path, tmp_path: Path) -> None:
    """A module on the path breaks the standard library before revi-docs starts, as a wrong dependency could."""
    write(tmp_path, "broken/sitecustomize.py", "import difflib, json\njson.loads = difflib.unified_diff = None\n")
    edit(small, "docs/index.md", "# Statuses", "# States")
    result = run_docs(small, "check", PYTHONPATH=str(tmp_path / "broken"))
    assert result.returncode == 70
    assert result.stderr.startswith("Traceback (most recent call last):\n")
    assert result.stderr.endswith("\nThis is a bug in revi-docs. Please report it with the lines above.\n")


def test_an_interrupted_process_exits_130_without_output(small: Path) -> None:
    """The contract is a pipe without a writer, so the process is waiting when the signal arrives."""
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
    output, error_output = process.communicate(timeout=20)
    os.close(writer)
    assert (process.returncode, output) == (130, "")
    assert "Traceback" not in error_output


@pytest.mark.parametrize("words", [["explain"], ["schema"], ["completion", "bash"], ["check"]], ids=" ".join)
def test_a_closed_pipe_is_not_a_bug(small: Path, words: list[str]) -> None:
    edit(small, "docs/index.md", "# Statuses", "# States")
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [PROGRAM, *words],
        cwd=small,
        env=clean_environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (result.returncode, result.stderr) == (0, "")


def test_root_option(small: Path, tmp_path: Path) -> None:
    for words in (["-C", "small"], ["--root", str(small)], ["-Csmall"]):
        assert run_docs(tmp_path, *words, "check").stdout == "clean: 5 outputs\n"
    assert run_docs(small / "docs", "check").stdout == "clean: 5 outputs\n"


def test_the_nearest_contract_is_used(small: Path) -> None:
    write(small, "docs/inner/revi.yml", "revi: 1\n")
    assert run_docs(small / "docs/inner", "lint").stdout == "valid: an empty contract\n"
    assert run_docs(small / "docs", "lint").stdout.startswith("valid: 3 statuses")


@pytest.mark.parametrize("name", [name for name in WITH_FORMATS if name not in ("adopt", "build", "links", "try")])
def test_json_is_always_one_document(small: Path, name: str) -> None:
    for prepare, expected_codes in (
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
            result = run_docs(small, name, *words)
            document = json.loads(result.stdout)
            jsonschema.validate(document, findings_schema())
            codes = [problem["code"] for problem in document["problems"]]
            assert codes == (expected_codes if (name, expected_codes) != ("lint", ["tampered"]) else [])
            assert result.returncode == exit_code([Problem(code=code, message="m", fix="f") for code in codes])


def test_github_annotations(small: Path) -> None:
    edit(small, "revi.yml", "hard: 600", "hard: 900")
    result = run_docs(small, "check", "--format", "github")
    assert result.returncode == 1
    assert result.stdout == (
        "::error file=commands/begin.md,title=stale,line=8,col=9::2 outputs are out of date: "
        "budgets.phases.make.hard changed%0Aalso in 1 other place%0A"
        "cause: revi.yml:13:32%0Afix: run 'revi-docs sync'\n"
    )


def in_a_terminal(root: Path, *words: str, **env: str) -> str:
    """The output of revi-docs on a terminal."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [PROGRAM, *words],
        cwd=root,
        env={**clean_environment(), "TERM": "xterm", **env},
        stdout=follower,
        stderr=follower,
    ) as process:
        os.close(follower)
        output = b""
        while True:
            try:
                chunk = os.read(leader, 4096)
            except OSError:
                break
            if not chunk:
                break
            output += chunk
        process.wait()
    os.close(leader)
    return output.decode().replace("\r\n", "\n")


def test_colors_only_on_terminals_that_support_them(small: Path) -> None:
    edit(small, "docs/index.md", "# Statuses", "# States")
    plain = run_docs(small, "check").stdout
    assert "\x1b" not in plain
    colored = in_a_terminal(small, "check")
    assert colored.startswith("\x1b[1mdocs/index.md:2:7: \x1b[0m\x1b[31mtampered\x1b[0m: has manual edits\n")
    assert "    \x1b[31m-# States\x1b[0m\n    \x1b[32m+# Statuses\x1b[0m\n" in colored
    assert in_a_terminal(small, "check", NO_COLOR="1") == plain
    assert in_a_terminal(small, "check", TERM="dumb") == plain
    assert "\x1b" not in in_a_terminal(small, "check", "--format", "json")
    assert "\x1b" not in in_a_terminal(small, "check", "--format", "github")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(tmp_path: Path, shell: str) -> None:
    result = run_docs(tmp_path, "completion", shell)
    assert (result.returncode, result.stderr) == (0, "")
    assert "_REVI_DOCS_COMPLETE" in result.stdout


def test_completion_completes(small: Path) -> None:
    result = run_docs(small, _REVI_DOCS_COMPLETE="bash_complete", COMP_WORDS="revi-docs ch", COMP_CWORD="1")
    assert result.stdout == "plain,check\n"


CODES = [entry.code for entry in explanations()]


def test_explain_lists_every_code(tmp_path: Path) -> None:
    result = run_docs(tmp_path, "explain")
    assert result.returncode == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == CODES == sorted(CODES)
    assert [line for line in lines if len(line) > 80] == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_text(code: str) -> None:
    (entry,) = (entry for entry in explanations() if entry.code == code)
    assert entry.text.endswith("\n")
    assert not entry.text.endswith("\n\n")
    assert entry.summary.endswith((".", ":", "?"))
    for part in ("\nWhy", "\nFix"):
        assert part in entry.text, part


def test_explain_one_code(tmp_path: Path) -> None:
    result = run_docs(tmp_path, "explain", "stale")
    assert (result.returncode, result.stdout) == (
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


def test_explain_suggests_a_similar_code(tmp_path: Path) -> None:
    result = run_docs(tmp_path, "explain", "stael")
    assert result.returncode == 2
    assert result.stderr.splitlines()[0] == "wrong-usage: no code 'stael'; did you mean 'stale'?"


def test_only_the_command_line_prints(root: Path) -> None:
    """The other layers never print, so that programs can use them."""
    code = (
        "import io, sys, pathlib\n"
        "sys.stdout = sys.stderr = io.StringIO()\n"
        "from tests.support.workspaces import open_workspace\n"
        "workspace = open_workspace(pathlib.Path('.'))\n"
        "workspace.lint(), workspace.check()\n"
        "output = sys.stdout.getvalue()\n"
        "sys.__stdout__.write(output)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert result.stdout == ""


def test_a_full_disk_on_standard_output_exits_3(small: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [PROGRAM, "lint"], cwd=small, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 3
    assert result.stderr == "revi-docs: cannot write to standard output: No space left on device\n"


def test_a_closed_standard_output_does_not_change_the_exit_code(small: Path) -> None:
    result = subprocess.run(
        ["sh", "-c", f"{shlex.quote(str(PROGRAM))} lint >&-"], cwd=small, stderr=subprocess.PIPE, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
