"""Typical mistakes on the command line: every command of both programs, and a repository in which it fails."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from tests.support.command_line import PROGRAMS, call_program
from tests.support.command_names import command_paths
from tests.support.runtime_repository import repository
from tests.support.sample_repo import copy_synced, sync_repository, write_sample

WRONG_ARGUMENTS = {
    "NAME": "nosuch.md.j2",
    "FILE": "docs/indx.md",
    "CODE": "stael",
    "SHELL": "zssh",
    "CASE": "nowhere",
    "COMMAND": "begn",
    "TOPIC": "begn",
    "STORY": "tkt-7",
    "NEW_ID": "tkt-8",
    "STATUS": "workin",
    "AGENT": "on",
    "EVENT": "tool_cal",
    "BASELINE": "nowhere.jsonl",
    "DOCUMENT": "contrct",
    "CHECK": "tets",
    "FIELD=VALUE": "tool",
}
"""Argument → a value that does not exist."""

ARGUMENTS = {
    **WRONG_ARGUMENTS,
    "STORY": "TKT-7",
    "NEW_ID": "TKT-8",
    "STATUS": "working",
    "COMMAND": "begin",
    "TOPIC": "begin",
    "CODE": "stale",
    "SHELL": "bash",
    "AGENT": "one",
    "EVENT": "tool_call",
}
"""Argument → a value that exists, as far as a mistake elsewhere needs one."""

OPTIONS = {"--fence": "7", "--tokens": "5", "--set": "readers", "--phase": "make", "--type": "LOST"}
WRONG_VALUES = {
    "--format": "jsn",
    "--phase": "mak",
    "--status": "workin",
    "--stage": "nowhere",
    "--set": "reders",
    "--type": "LOSTT",
    "--wait": "soon",
    "--fence": "high",
    "--sort": "titel",
    "--since": "yesterday",
    "--tokens": "many",
    "--fail": "opn",
    "--timeout": "0",
}
"""Option → a value that it rejects."""

Change = Callable[[str], str]


def _with_markers(text: str) -> str:
    first, second, *others = text.splitlines(keepends=True)
    return "".join([first, "<<<<<<< HEAD\n", second, "=======\n", second, ">>>>>>> topic\n", *others])


BROKEN_CONTRACTS: Mapping[str, Change | None] = {
    "missing contract": None,
    "broken contract": lambda text: text.replace("revi: 1", "revi: [1", 1),
    "merge markers": _with_markers,
    "format 2": lambda text: text.replace("revi: 1", "revi: 2", 1),
}
"""What is wrong with revi.yml → the change; None removes it."""


def break_contract(root: Path, change: Change | None) -> Path:
    """Change the contract of a repository."""
    path = root / "revi.yml"
    if change is None:
        path.unlink()
    else:
        path.write_text(change(path.read_text("utf-8")), "utf-8")
    return root


def leaf_commands(program: str) -> Iterator[tuple[list[str], click.Command]]:
    """The words of every command that does something, with the command."""
    context = click.Context(PROGRAMS[program])
    for words in command_paths(program):
        command: click.Command = PROGRAMS[program]
        for word in words:
            assert isinstance(command, click.Group)
            command = command.get_command(context, word) or command
        if not isinstance(command, click.Group) and words[0] not in ("hook", "serve"):
            yield words, command


def words_of(command: click.Command, wrong_argument: click.Parameter | None = None) -> list[str]:
    """The required arguments and options of a command, and one argument that does not exist, even if it is optional."""
    words = []
    for parameter in command.params:
        is_used = parameter.required or parameter is wrong_argument or parameter.name == "story"
        if isinstance(parameter, click.Argument) and is_used:
            values = WRONG_ARGUMENTS if parameter is wrong_argument else ARGUMENTS
            words.append(values[parameter.human_readable_name.strip("[].")])
        elif parameter.required:
            words += [parameter.opts[0], OPTIONS.get(parameter.opts[0], "x")]
    return words


def command_line_mistakes(program: str) -> Iterator[list[str]]:
    """The words of every command with one mistake: in its name, an option, an argument, a value, or their number."""
    for words, command in leaf_commands(program):
        right = words_of(command)
        yield [*words[:-1], f"{words[-1]}x"]
        yield [*words, *right, "--nosuch"]
        if right:
            yield words
        arguments = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
        yield from ([*words, *words_of(command, argument)] for argument in arguments)
        if all(parameter.nargs == 1 for parameter in arguments):
            yield [*words, *words_of(command), *(["extra"] * (1 + sum(not part.required for part in arguments)))]
        for parameter in command.params:
            option = parameter.opts[0]
            if option in WRONG_VALUES:
                yield [*words, *right, option, WRONG_VALUES[option]]


NEEDS_NO_REPOSITORY = ("explain", "schema", "completion", "help", "version")


def golden_text(program: str, root: Path) -> str:
    """The golden file of a program: every mistake with its command line, and every command with each broken contract.

    `root` is a repository with a valid contract; it is not changed. Copies of it are written beside it.
    """
    sections = ["# wrong command lines\n"]
    sections += [_transcript(program, root, words) for words in command_line_mistakes(program)]
    for name, change in BROKEN_CONTRACTS.items():
        folder = root.with_name(name.replace(" ", "-"))
        break_contract(copy_synced(root, folder), change)
        sections.append(f"# {name}\n")
        sections += [
            _transcript(program, folder, [*words, *words_of(command)])
            for words, command in leaf_commands(program)
            if words[0] not in NEEDS_NO_REPOSITORY and (words != ["init"] or change)
        ]
    return "\n".join(sections)


def _transcript(program: str, folder: Path, words: list[str]) -> str:
    """The call as a person sees it: the command, both streams, the exit code."""
    result = call_program(program, folder, *words)
    assert "Traceback" not in result.stderr
    output = (result.stdout + result.stderr).replace(str(folder), "FOLDER")
    output = re.sub(r"\d+\.\d s\n", "N s\n", output)
    return f"$ {program} {shlex.join(words)}\n{output}=> {result.code}\n"


def make_repository(program: str, folder: Path) -> Path:
    """A repository in which the program works: for `revi` one with a story."""
    if program == "revi-docs":
        root = write_sample(folder / "sample")
        sync_repository(root)
        return root
    root = repository(folder / "tickets")
    assert call_program("revi", root, "story", "new", "TKT-7", "--title", "Seven").code == 0
    return root
