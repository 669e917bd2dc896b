"""What the tables of workflow documents say: statuses, transitions, limits and agents' models."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from revi_docs.contract.shape import MODEL
from revi_docs.drift.adopt.columns import columns, kind_of
from revi_docs.drift.adopt.facts import Findings, Passage, Span, place_in
from revi_docs.drift.adopt.rows import Known, Row, UnclearError
from revi_docs.drift.adopt.sources import Source
from revi_docs.drift.adopt.tables import Cell, Table, tables
from revi_docs.drift.adopt.transitions import read_transition
from revi_docs.outputs import escape

_TRUTH = {"yes": True, "true": True, "x": True, "✓": True, "no": False, "false": False, "": False, "-": False}
_NUMBER = re.compile(r"([1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)([kK]?)(?: tokens)?")


def read_document(source: Source, known: Known, found: Findings) -> None:
    """Notes what the tables of a document say. One that is unclear is left alone, and said so."""
    if "|" not in source.text:
        return
    for table in tables(source.text):
        by_name = columns(table)
        kind = kind_of(table, by_name)
        if kind is None:
            continue
        inner = Findings()
        spans: list[Span] = []
        try:
            for cells in _rows(table, by_name):
                row = Row(source, cells, known, inner)
                _READERS[kind](row)
                spans += row.spans
        except UnclearError as error:
            place = place_in(source.path, source.text, error.cell.start)
            found.leave(f"the table of {kind} is unclear: {error}", "state it in revi.yml by hand", place)
            continue
        found.facts += inner.facts
        found.passages.append(
            Passage(source.path, table.start, table.end, tuple(sorted(spans, key=lambda one: one.start)))
        )


def _rows(table: Table, by_name: Mapping[str, int]) -> Iterator[dict[str, Cell]]:
    for row in table.rows:
        if len(row) != len(table.heads):
            raise UnclearError(row[0], "the row has more or fewer cells than the head")
        yield {name: row[number] for name, number in by_name.items()}


def _status(row: Row) -> None:
    status = row.name("status")
    row.says(("statuses", status.text), None, status)
    if "meaning" in row.cells and _is_plain(row.cells["meaning"]):
        row.says(("statuses", status.text, "meaning"), row.cells["meaning"].text, row.cells["meaning"])
    if "stage" in row.cells and row.cells["stage"].text:
        stage = row.name("stage")
        row.says(("stages", stage.text), None, stage, shown=False)
        row.says(("statuses", status.text, "stage"), stage.text, stage)
    if "terminal" in row.cells:
        cell = row.cells["terminal"]
        if cell.text.casefold() not in _TRUTH:
            raise UnclearError(cell, f"'{cell.text[:40]}' is neither yes nor no")
        if _TRUTH[cell.text.casefold()]:
            row.says(("statuses", status.text, "terminal"), True, cell, shown=False)


def _is_plain(cell: Cell) -> bool:
    """Whether a cell holds a sentence without markup, which reads the same wherever it is shown."""
    return bool(cell.text) and escape.markdown(cell.text) == cell.text


def _limits(row: Row) -> None:
    phase = row.name("phase")
    row.says(("phases", phase.text), None, phase)
    for key in ("warning", "hard"):
        cell = row.cells[key]
        number = _NUMBER.fullmatch(cell.text)
        if number is None:
            raise UnclearError(cell, f"'{cell.text[:40]}' is no number of tokens")
        value = int(number[1].replace(",", "")) * (1000 if number[2] else 1)
        digits = Cell(number[1], cell.start, cell.start + len(number[1]))
        row.says(("budgets", "phases", phase.text, key), value, digits)


def _model(row: Row) -> None:
    agent = row.name("agent")
    if row.known.agents and agent.text not in row.known.agents:
        raise UnclearError(agent, f"there is no agent '{agent.text}'")
    model = row.name("model", MODEL)
    row.says(("agents", agent.text), None, agent)
    row.says(("models", model.text), None, model, shown=False)
    row.says(("agents", agent.text, "model"), model.text, model)


_READERS = {"statuses": _status, "transitions": read_transition, "limits": _limits, "models": _model}
