"""Every public name is listed in `golden/public_names.txt`, so that renaming one is a deliberate change.

`make golden` rewrites the list. Whoever changes it adds the old and the new name to CHANGELOG.md.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from revi_docs.app import process
from revi_docs.app.code_catalog import explanations
from revi_docs.cli.agent.command_group import cli as agent_cli
from revi_docs.cli.command_group import cli
from revi_docs.cli.program.command_help import CommandHelp, describe_commands
from revi_docs.contract.contract_reference import contract_reference
from revi_docs.contract.loader import load
from revi_docs.outputs.context.template_functions import FUNCTIONS_BY_NAME
from revi_docs.outputs.filters import FILTERS
from revi_docs.report.findings_schema import findings_schema
from revi_docs.report.formats import FORMATS

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests/golden/public_names.txt"

_MODULES_WITHOUT_RESULT = ("adopt", "agent_command", "command_group", "schema", "try_agent")
_OPTION = re.compile(r"--?[A-Za-z][\w-]*")
# The records whose fields `revi` writes; their names are in files that people keep.
_RECORDS = ("ledger_entry", "phase_lock", "token_record", "error_log")


def option_names(command: CommandHelp) -> list[str]:
    """The options of a command, without those that every command has."""
    names = {name for option, _ in command.options for name in _OPTION.findall(option.split("  ")[0])}
    return sorted(names - {"-h", "--help"})


def spellings(program: click.Group, command: CommandHelp) -> Iterable[str]:
    """The names by which a command can be called: the one that the help shows, and older ones."""
    older = {"log": "story log"} if program is agent_cli else {}
    return dict.fromkeys((command.name, command.name.removeprefix("plumbing "), older.get(command.name, command.name)))


def argument_names(command: CommandHelp) -> list[str]:
    """The positional arguments of a command."""
    return [name for name, _ in command.options if not name.startswith("-")]


def result_keys() -> Iterator[str]:
    """`MODULE.KEY` for each key in a dictionary of a command's module: what `--format json` prints."""
    for path in sorted((ROOT / "revi_docs/cli").rglob("*.py")):
        if path.parent.name == "program" or path.stem in _MODULES_WITHOUT_RESULT:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            keys = node.keys if isinstance(node, ast.Dict) else []
            names = (key.value for key in keys if isinstance(key, ast.Constant))
            yield from (f"{path.stem}.{name}" for name in names if isinstance(name, str))


def public_names() -> Iterator[str]:
    """One line for each name: what it is, and the name."""
    for program in (cli, agent_cli):
        for command in describe_commands(program):
            for spelling in spellings(program, command):
                yield f"command {program.name} {spelling}"
                yield from (f"option {program.name} {spelling} {name}" for name in option_names(command))
                yield from (f"argument {program.name} {spelling} {name}" for name in argument_names(command))
    for name in ("CLEAN", "PROBLEMS_FOUND", "USAGE_ERROR", "COULD_NOT_RUN", "INTERNAL_ERROR", "INTERRUPTED"):
        yield f"exit {name} {getattr(process, name)}"
    yield from (f"code {entry.code} {entry.exit_code}" for entry in explanations())
    yield from (f"format {name}" for name in FORMATS)
    for mapping in contract_reference():
        yield from (f"key {'.'.join((*filter(None, (mapping.path,)), key.name))}" for key in mapping.keys)
    schema = findings_schema()
    for name, definition in (("findings", schema), *schema["$defs"].items()):
        yield from (f"json {name}.{key}" for key in definition["properties"])
    yield from (f"json {key}" for key in result_keys())
    contract = load(ROOT).contract
    for record in _RECORDS:
        yield from (f"field {record}.{name}" for name in contract.records[record].fields)
    yield from (f"function {name}" for name in FUNCTIONS_BY_NAME)
    yield from (f"filter {name}" for name in FILTERS)
    templates = sorted((ROOT / "templates").rglob("*.j2"))
    yield from (f"template {path.relative_to(ROOT / 'templates').as_posix()}" for path in templates)


def public_names_text() -> str:
    return "".join(f"{line}\n" for line in sorted(set(public_names())))


def refresh() -> None:
    GOLDEN.write_text(public_names_text(), encoding="utf-8")


def test_public_names_are_those_of_the_list() -> None:
    assert public_names_text() == GOLDEN.read_text(encoding="utf-8")


def test_each_kind_of_name_is_listed() -> None:
    kinds = {line.split(" ")[0] for line in GOLDEN.read_text(encoding="utf-8").splitlines()}
    assert kinds == set("argument command option exit code format key json field function filter template".split())


def test_the_changelog_names_codes_that_exist() -> None:
    """In its table of renamed codes, no former code exists, and every new one does."""
    rows = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").partition("#### Codes\n")[2].partition("\n#### ")[0]
    codes = {entry.code for entry in explanations()}
    renamed = [
        (set(re.findall(r"`([a-z-]+)`", before)), set(re.findall(r"`([a-z-]+)`", after)))
        for before, after in re.findall(
            r"^\| ((?:`[a-z-]+`(?:, )?)+) \| ((?:`[a-z-]+`(?:, | or )?)+) \|$", rows, re.MULTILINE
        )
    ]
    assert len(renamed) > 30
    assert [before & codes for before, _ in renamed if before & codes] == []
    assert [after - codes for _, after in renamed if after - codes] == []
