"""What `revi` prints for wrong usage, and the help of its commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.cli.agent.command_group import COMMANDS, PLUMBING, cli
from revi_docs.cli.program.command_help import CommandHelp, describe_commands
from tests.support.command_line import call_program

WRONG_USAGE = {
    "an unknown command": (["budgets"], "'revi' has no command 'budgets'; did you mean 'budget'?"),
    "an unknown command of plumbing": (
        ["plumbing", "models"],
        "'revi plumbing' has no command 'models'; did you mean 'model'?",
    ),
    "an unknown action": (["lock", "acquir"], "'revi lock' has no command 'acquir'; did you mean 'acquire'?"),
    "an unknown choice": (["model", "a", "--format", "xml"], "--format: 'xml' is not valid; use one of: text, json"),
    "a similar choice": (["doctor", "--format", "sarf"], "--format: 'sarf' is not valid; did you mean 'sarif'?"),
    "a similar option": (
        ["lock", "acquire", "REVI-016", "--phse", "x"],
        "'revi lock acquire' has no option '--phse'; did you mean '--phase'?",
    ),
    "a missing argument": (["model"], "'revi model' needs AGENT"),
    "a missing option": (["lock", "acquire", "REVI-016"], "'revi lock acquire' needs --phase"),
    "a word too many": (["model", "a", "b"], "'revi model' does not accept the argument 'b'"),
    "an option without its value": (["doctor", "--format"], "the option --format of 'revi doctor' needs a value"),
    "no story": (["metrics"], "STORY and --all are missing: one of them is needed"),
    "two of what excludes each other": (["metrics", "REVI-016", "--all"], "STORY and --all cannot be combined"),
}


@pytest.mark.parametrize(("words", "message"), WRONG_USAGE.values(), ids=WRONG_USAGE.keys())
def test_wrong_usage(tmp_path: Path, words: list[str], message: str) -> None:
    code, output, error_output = call_program("revi", tmp_path, *words)
    assert (code, output, error_output.splitlines()[0]) == (2, "", f"wrong-usage: {message}")
    assert error_output.splitlines()[1].startswith("  fix: run 'revi ")


def test_a_fix_of_wrong_usage_can_be_typed(tmp_path: Path) -> None:
    for words, _ in WRONG_USAGE.values():
        fix = call_program("revi", tmp_path, *words).stderr.splitlines()[1]
        command = fix.partition("run '")[2].partition("'")[0]
        assert call_program("revi", tmp_path, *command.split()[1:]).code == 0, command


def test_the_help_shows_at_most_eight_commands() -> None:
    assert len([name for name, entry in COMMANDS.items() if entry.section]) <= 8


@pytest.mark.parametrize("entry", describe_commands(cli), ids=lambda entry: entry.name)
def test_every_command_has_a_text_and_an_example(entry: CommandHelp) -> None:
    assert entry.help.endswith(".")
    assert entry.usage.startswith(f"revi {entry.name}")
    lines = entry.example.replace('eval "$(', "").splitlines()
    assert lines
    assert all(line.startswith(f"revi {entry.name}") for line in lines)
    assert [output for _, output in entry.options if not output.endswith((".", "]"))] == []


@pytest.mark.parametrize("name", PLUMBING)
def test_a_command_of_plumbing_is_accepted_without_plumbing(tmp_path: Path, name: str) -> None:
    long, short = (call_program("revi", tmp_path, *words, "--help").stdout for words in (["plumbing", name], [name]))
    assert long.replace(f"Usage: revi plumbing {name}", f"Usage: revi {name}") == short
