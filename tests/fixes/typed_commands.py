"""Run the commands that a fix prints, with a value for each placeholder."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

from tests.support.command_line import PROGRAMS, ProgramOutput, call_program

PLACEHOLDERS = {
    "NAME": "Ada",
    "WHY": "it must be",
    "TEXT": "it must be",
    "REASON": "it must be",
    "N": "5",
    "FILE": "README.md",
    "STATUS": "open",
    "ID": "",
    "TITLE": "Board",
    "TYPE": "LOST",
    "PHASE": "make",
    "NODE": "one",
    "RESULT": "PASS",
}
"""What a person writes for a word in capitals."""

USAGE_ERROR = 2
"""The exit code of a command that was not understood; a check that a fix prints may well exit with 1."""

_QUOTED = re.compile(r"'((?:revi-docs|revi|git|mkdir|rm) [^']+)'")
_WHOLE = re.compile(r"^(?:.*: )?((?:git|mkdir|mv|rm) .+)$")

_CHOICE = re.compile(r"^ +keep it: (.+)$", re.MULTILINE)
"""A command that a command of a fix prints, as one of several."""


def commands_in(fix: str) -> list[str]:
    """The commands of a fix: quoted ones, or the end of the fix."""
    return _QUOTED.findall(fix) or _WHOLE.findall(fix)


def type_commands(root: Path, fix: str) -> list[ProgramOutput]:
    """Run every command of a fix in a repository, the programs of ours in this process."""
    commands = commands_in(fix)
    assert commands, f"no command in: {fix}"
    outputs = [_run(root, command) for command in commands]
    choices = [line for output in outputs for line in _CHOICE.findall(output.stdout)]
    return [*outputs, _run(root, choices[-1])] if choices else outputs


def _run(root: Path, command: str) -> ProgramOutput:
    words = [PLACEHOLDERS.get(word, word) for word in shlex.split(command)]
    if words[0] in PROGRAMS:
        output = call_program(words[0], root, *words[1:])
        assert output.code != USAGE_ERROR, (command, output)
        return output
    result = subprocess.run(["bash", "-ec", command], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, (command, result.stderr)
    return ProgramOutput(result.returncode, result.stdout, result.stderr)
