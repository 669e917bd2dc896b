"""Read a row of a transition table: sources, targets, command, and event or verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.adopt.workflow_rows import AmbiguousCellError, WorkflowRow, require_name, split_names
from revi_docs.contract.model.declarations import NAME_PATTERN, TYPED_NAME_PATTERN, UPPERCASE_WORDS_PATTERN
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.files.markdown.table_cells import Cell

# People mark an empty cell with a hyphen or a dash.
_EMPTY_CELLS = ("", "-", "–", "—")


class _Initiator(NamedTuple):
    """Who moves a story, and on which event or verdict; both can be empty."""

    by: str
    event: str = ""
    verdict: str = ""


def read_transition(row: WorkflowRow) -> None:
    """Collect the transitions of a row: one for each source, target and trigger."""
    sources = split_names(row.cells["from"])
    column = "to" if "to" in row.cells else "targets"
    targets = row.target_names(column, sources[0].text)
    if column == "to" and not targets:
        row.name_cell("to")
    initiators = list(_initiators(row))
    for source in sources:
        row.add_fact(("statuses", source.text), None, source)
        add_transitions(row, source.text, targets, initiators, row.cells[column])


def read_targets(row: WorkflowRow, status: str) -> None:
    """Collect the transitions of a status table with a column such as `Valid Transitions`."""
    targets = row.target_names("targets", status)
    add_transitions(row, status, targets, list(_initiators(row)), row.cells["targets"])


def add_transitions(
    row: WorkflowRow, source: str, targets: tuple[str, ...], initiators: list[_Initiator], cell: Cell
) -> None:
    """Collect a transition to each target by each initiator; equally many of both belong together."""
    for index, target in enumerate(targets):
        row.add_fact(("statuses", target), None, cell)
        pairs = initiators[index : index + 1] if len(initiators) == len(targets) > 1 else initiators
        for by, event, verdict in pairs:
            path = ("transitions", source, by, event, verdict)
            row.add_fact(path if event or verdict else (*path, target), target, cell)


def _initiators(row: WorkflowRow) -> Iterator[_Initiator]:
    if "by" in row.cells:
        by = _parse_command(row, row.cells["by"])
        triggers = list(_parse_triggers(row, ("event", "trigger", "verdict"))) or [("", "")]
        yield from (_Initiator(by, *trigger) for trigger in triggers)
    elif "trigger" in row.cells:
        yield from _parse_trigger_column(row, row.cells["trigger"])
    elif "targets" in row.cells or row.is_explicit:
        yield from (_Initiator(MANUAL, event) for event, _ in _parse_triggers(row, ("event",)) or [("", "")])
    else:
        raise AmbiguousCellError(row.cells["from"], "no column names the command that moves a story")


def _parse_command(row: WorkflowRow, cell: Cell) -> str:
    """Return who makes the transition: a command, `manual` or `system`."""
    name = cell.text.removeprefix("/")
    if name in (MANUAL, SYSTEM):
        return name
    commands = row.defined_names.commands
    command = commands.find(name)
    if not command and (commands.names or not (cell.is_code or cell.text.startswith("/"))):
        raise AmbiguousCellError(cell, f"'{cell.text[:40]}' is not a command, '{MANUAL}' or '{SYSTEM}'")
    name_cell = Cell(command or name, cell.end - len(name), cell.end)
    row.add_fact(("commands", require_name(name_cell, TYPED_NAME_PATTERN).text), None, name_cell)
    return name_cell.text


def _parse_trigger_column(row: WorkflowRow, cell: Cell) -> Iterator[_Initiator]:
    """Yield who moves a story if no other column says so: commands, or a person on an event.

    A command alone is its own event. Other words stay in the file: they say when, in prose.
    """
    parts = [part.strip().strip("`") for part in re.split(r",|\bor\b", cell.text)]
    for part in parts:
        name = part.removeprefix("/")
        command = row.defined_names.commands.find(name)
        if command or (part.startswith("/") and re.fullmatch(TYPED_NAME_PATTERN, name)):
            if not command and row.defined_names.commands.names:
                raise AmbiguousCellError(cell, f"there is no command '{part[:40]}'")
            row.add_fact(("commands", command or name), None, cell)
            yield _Initiator(command or name, (command or name).rpartition(":")[2])
        elif name == SYSTEM:
            raise AmbiguousCellError(cell, "a transition by the system needs an event")
        elif re.fullmatch(NAME_PATTERN, part) and part != MANUAL and cell.is_code:
            yield _Initiator(MANUAL, part)
        else:
            yield _Initiator(MANUAL)
            return


def _parse_triggers(row: WorkflowRow, columns: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return (event, verdict) of a row; a cell of uppercase words contains verdicts."""
    triggers: list[tuple[str, str]] = []
    for column in columns:
        cell = row.cells.get(column)
        if cell is None or cell.text in _EMPTY_CELLS:
            continue
        first_word = cell.text.split(",")[0].strip("` ")
        if column == "verdict" or re.fullmatch(UPPERCASE_WORDS_PATTERN, first_word):
            triggers += [("", verdict.text) for verdict in split_names(cell, UPPERCASE_WORDS_PATTERN)]
        else:
            triggers += [(event.text, "") for event in split_names(cell)]
    return triggers
