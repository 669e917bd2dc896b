"""What `revi` prints for wrong usage."""

from __future__ import annotations

import pytest

from revi_docs.cli.agent.command_parser import COMMANDS, parse_args, parser_for

WRONG_USAGE = {
    "an unknown command": (["models"], "revi: no command 'models'; did you mean 'model'?"),
    "an unknown action": (["lock", "acquir"], "revi lock: no action 'acquir'; did you mean 'acquire'?"),
    "an unknown choice": (
        ["model", "a", "--format", "xml"],
        "revi model: --format: 'xml' is not valid; use one of: text, json",
    ),
    "a similar choice": (
        ["doctor", "--format", "sarf"],
        "revi doctor: --format: 'sarf' is not valid; did you mean 'sarif'?",
    ),
    "no command": ([], "revi: the following arguments are required: COMMAND"),
}


@pytest.mark.parametrize(("words", "message"), WRONG_USAGE.values(), ids=WRONG_USAGE.keys())
def test_wrong_usage(capsys: pytest.CaptureFixture[str], words: list[str], message: str) -> None:
    with pytest.raises(SystemExit) as stop:
        parse_args(words)
    assert stop.value.code == 2
    output, error_output = capsys.readouterr()
    assert (output, error_output.splitlines()[-1]) == ("", message)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    parser = parser_for(name)
    text = parser._subparsers._group_actions[0].choices[name].format_help()  # type: ignore[union-attr,index] # private
    assert f"\nExample:\n  {'' if name != 'completion' else 'eval '}" in text
    assert f"revi {name}" in text.partition("Example:")[2]
