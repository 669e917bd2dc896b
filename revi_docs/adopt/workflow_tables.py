"""Read the tables of workflow documents: statuses, transitions, limits and models of agents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from revi_docs.adopt.extracted_facts import FactCollector, FactSpan, SourceBlock, place_at_offset
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.adopt.transition_rows import read_transition
from revi_docs.adopt.workflow_rows import AmbiguousCellError, DefinedNames, WorkflowRow
from revi_docs.contract.model.declarations import MODEL_PATTERN
from revi_docs.files.table_cells import Cell, ParsedTable, parse_tables
from revi_docs.outputs import escape

_BOOLEANS = dict.fromkeys(("yes", "true", "x", "✓"), True) | dict.fromkeys(("no", "false", "", "-"), False)
_HEADERS: dict[str, tuple[str, ...]] = {
    "status": ("status", "state"),
    "description": ("meaning", "description", "means", "what it means"),
    "stage": ("stage", "column"),
    "terminal": ("terminal", "final"),
    "from": ("from", "from status", "source"),
    "to": ("to", "to status", "target"),
    "by": ("by", "who", "moved by", "command", "triggered by"),
    "trigger": ("trigger",),
    "event": ("event",),
    "verdict": ("verdict", "outcome"),
    "phase": ("phase",),
    "warning": ("warning", "warn", "soft"),
    "hard": ("hard", "max", "maximum"),
    "agent": ("agent", "subagent"),
    "model": ("model",),
}
_COLUMN_BY_HEADER = {header: name for name, headers in _HEADERS.items() for header in headers}
_TABLE_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("transitions", ("from", "to")),
    ("limits", ("phase", "warning", "hard")),
    ("models", ("agent", "model")),
    ("statuses", ("status", "description")),
    ("statuses", ("status", "stage")),
    ("statuses", ("status", "terminal")),
)
_TOKEN_COUNT = re.compile(r"([1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)([kK]?)(?: tokens)?")


def read_document(source: ScannedFile, defined_names: DefinedNames, collector: FactCollector) -> None:
    """Collect the facts of the tables in a document; skip ambiguous tables with a warning."""
    if "|" not in source.text:
        return
    for table in parse_tables(source.text):
        indexes = _column_indexes(table)
        kind = _table_kind(table, indexes)
        if kind is None:
            continue
        table_collector = FactCollector()
        spans: list[FactSpan] = []
        try:
            for cells in _rows_by_column(table, indexes):
                row = WorkflowRow(source, cells, defined_names, table_collector)
                _READERS[kind](row)
                spans += row.spans
        except AmbiguousCellError as error:
            place = place_at_offset(source.path, source.text, error.cell.start)
            message = f"the table of {kind} is ambiguous: {error}"
            collector.add_warning(message, "add its values to revi.yml yourself", place)
            continue
        collector.facts += table_collector.facts
        spans.sort(key=lambda span: span.start)
        collector.blocks.append(SourceBlock(source.path, table.start, table.end, tuple(spans)))


def _column_indexes(table: ParsedTable) -> Mapping[str, int]:
    """Return column name → index of the known columns."""
    indexes: dict[str, int] = {}
    for index, header in enumerate(table.headers):
        name = _COLUMN_BY_HEADER.get(_normalize_header(header.text))
        if name:
            indexes.setdefault(name, index)
    return indexes


def _table_kind(table: ParsedTable, indexes: Mapping[str, int]) -> str | None:
    """Return the kind of a table, or None if it is not a workflow table."""
    for kind, required_columns in _TABLE_KINDS:
        if all(name in indexes for name in required_columns):
            is_first = kind == "transitions" or indexes[required_columns[0]] == 0
            return kind if is_first and table.rows else None
    return None


def _normalize_header(header: str) -> str:
    header = re.sub(r"\([^()]*\)|[*_`]", "", header.casefold())
    return re.sub(r"\b(?:tokens?|limits?)\b", "", header).strip() or header.strip()


def _rows_by_column(table: ParsedTable, indexes: Mapping[str, int]) -> Iterator[dict[str, Cell]]:
    for row in table.rows:
        if len(row) != len(table.headers):
            raise AmbiguousCellError(row[0], "the row has more or fewer cells than the header")
        yield {name: row[index] for name, index in indexes.items()}


def _collect_status(row: WorkflowRow) -> None:
    status = row.name_cell("status")
    path = ("statuses", status.text)
    row.add_fact(path, None, status)
    description, terminal = row.cells.get("description"), row.cells.get("terminal")
    if description and _is_plain_text(description):
        row.add_fact((*path, "description"), description.text, description)
    if "stage" in row.cells and row.cells["stage"].text:
        stage = row.name_cell("stage")
        row.add_fact(("stages", stage.text), None, stage, has_span=False)
        row.add_fact((*path, "stage"), stage.text, stage)
    if terminal:
        if terminal.text.casefold() not in _BOOLEANS:
            raise AmbiguousCellError(terminal, f"'{terminal.text[:40]}' is neither yes nor no")
        if _BOOLEANS[terminal.text.casefold()]:
            row.add_fact((*path, "terminal"), True, terminal, has_span=False)


def _is_plain_text(cell: Cell) -> bool:
    """Whether a cell is a sentence without markup, which every output format prints unchanged."""
    return bool(cell.text) and escape.markdown(cell.text) == cell.text


def _collect_limits(row: WorkflowRow) -> None:
    phase = row.name_cell("phase")
    row.add_fact(("phases", phase.text), None, phase)
    for key in ("warning", "hard"):
        cell = row.cells[key]
        match = _TOKEN_COUNT.fullmatch(cell.text)
        if match is None:
            raise AmbiguousCellError(cell, f"'{cell.text[:40]}' is not a number of tokens")
        value = int(match[1].replace(",", "")) * (1000 if match[2] else 1)
        digits = Cell(match[1], cell.start, cell.start + len(match[1]))
        row.add_fact(("budgets", "phases", phase.text, key), value, digits)


def _collect_model(row: WorkflowRow) -> None:
    agent = row.cells["agent"]
    name = row.defined_names.agents.find(agent.text)
    if not name and row.defined_names.agents.names:
        raise AmbiguousCellError(agent, f"there is no agent '{agent.text}'")
    name = name or row.name_cell("agent").text
    model = row.name_cell("model", MODEL_PATTERN)
    row.add_fact(("agents", name), None, agent)
    row.add_fact(("models", model.text), None, model, has_span=False)
    row.add_fact(("agents", name, "model"), model.text, model)


_READERS = {
    "statuses": _collect_status,
    "transitions": read_transition,
    "limits": _collect_limits,
    "models": _collect_model,
}
