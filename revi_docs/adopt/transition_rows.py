"""Read a row of a transition table: sources, target, command, and event or verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.adopt.extracted_facts import FactSpan
from revi_docs.adopt.workflow_rows import AmbiguousCellError, WorkflowRow, require_name, split_names
from revi_docs.contract.model.declarations import TYPED_NAME_PATTERN, UPPERCASE_WORDS_PATTERN
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.files.table_cells import Cell

_EMPTY_CELLS = ("", "-", "–", "—")


@dataclass(frozen=True, slots=True)
class _TransitionTrigger:
    """The trigger of a transition: an event, a verdict, or unspecified."""

    event: Cell | None = None
    verdict: Cell | None = None

    @property
    def path_parts(self) -> tuple[str, str]:
        """(event, verdict) as part of the key path of a transition."""
        return (self.event.text if self.event else "", self.verdict.text if self.verdict else "")


def read_transition(row: WorkflowRow) -> None:
    """Collect the transitions of a row: one for each source and trigger."""
    sources, target = split_names(row.cells["from"]), row.name_cell("to")
    by = _parse_by(row)
    for cell in (*sources, target):
        row.add_fact(("statuses", cell.text), None, cell, has_span=False)
    triggers = list(_parse_triggers(row)) or [_TransitionTrigger()]
    for source in sources:
        for trigger in triggers:
            _collect_transition(row, (source, target), by, trigger)
    row.spans = list({span.start: span for span in row.spans}.values())


def _collect_transition(row: WorkflowRow, endpoints: tuple[Cell, Cell], by: str, trigger: _TransitionTrigger) -> None:
    source, target = endpoints
    path = ("transitions", source.text, by, *trigger.path_parts)
    full_path = (*path, target.text)
    row.add_fact(path if any(trigger.path_parts) else full_path, target.text, target, has_span=False)
    cells_by_key = {"from": source, "to": target, "event": trigger.event, "verdict": trigger.verdict}
    row.spans += [FactSpan(cell.start, cell.end, (*full_path, key)) for key, cell in cells_by_key.items() if cell]


def _parse_by(row: WorkflowRow) -> str:
    """Return who makes the transition: a command, `manual` or `system`."""
    cell = row.cells.get("by") or row.cells.get("trigger")
    if cell is None:
        raise AmbiguousCellError(row.cells["from"], "no column names the command that moves a story")
    name = cell.text.removeprefix("/")
    if name in (MANUAL, SYSTEM):
        return name
    looks_like_command = cell.is_code or cell.text.startswith("/")
    commands = row.defined_names.commands
    command = commands.find(name)
    if not command and (commands.names or not looks_like_command):
        raise AmbiguousCellError(cell, f"'{cell.text[:40]}' is not a command, '{MANUAL}' or '{SYSTEM}'")
    name_cell = Cell(command or name, cell.end - len(name), cell.end)
    row.add_fact(("commands", require_name(name_cell, TYPED_NAME_PATTERN).text), None, name_cell)
    return name_cell.text


def _parse_triggers(row: WorkflowRow) -> Iterator[_TransitionTrigger]:
    """Yield the events and verdicts of a row; a cell of uppercase words contains verdicts."""
    columns = ("event", "trigger", "verdict") if "by" in row.cells else ("event", "verdict")
    for column in columns:
        cell = row.cells.get(column)
        if cell is None or cell.text in _EMPTY_CELLS:
            continue
        first_word = cell.text.split(",")[0].strip("` ")
        if column == "verdict" or re.fullmatch(UPPERCASE_WORDS_PATTERN, first_word):
            verdicts = split_names(cell, UPPERCASE_WORDS_PATTERN)
            yield from (_TransitionTrigger(verdict=verdict) for verdict in verdicts)
        else:
            yield from (_TransitionTrigger(event=event) for event in split_names(cell))
