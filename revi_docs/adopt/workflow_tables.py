"""Read the tables of workflow documents: statuses, transitions, limits and models of agents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.adopt.transition_rows import read_targets, read_transition
from revi_docs.adopt.workflow_rows import AmbiguousCellError, DefinedNames, WorkflowRow
from revi_docs.contract.model.declarations import MODEL_PATTERN, NAME_PATTERN
from revi_docs.files.markdown.table_cells import Cell, ParsedTable, parse_tables, strip_formatting
from revi_docs.files.text_places import place_at_offset
from revi_docs.outputs import escape
from revi_docs.ownership.cells.cell_values import NO_WORDS, YES_WORDS, token_count
from revi_docs.ownership.cells.column_roles import column_role
from revi_docs.problems.problem import Place

_TABLE_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("transitions", ("from", "to")),
    ("transitions", ("from", "targets")),
    ("limits", ("phase", "warning", "hard")),
    ("models", ("agent", "model")),
    ("statuses", ("status", "targets")),
    ("statuses", ("status", "description")),
    ("statuses", ("status", "stage")),
    ("statuses", ("status", "terminal")),
)
_PHASE_HEADERS = ("stage", "step", "activity", "workflow", "task")
"""Headers of a first column that means phases if the other columns are limits."""

_VERDICT_WORDS = frozenset(
    "pass passed fail failed approve approved reject rejected changes-requested ok error success failure warning skip "
    "skipped unknown none null true false".split()
)


@dataclass(slots=True)
class WorkflowSource:
    """The facts of one table, diagram or enumeration, before it is known whether they are about the workflow.

    `table` and `columns` (role → header) are set if its cells can be owned.
    """

    kind: str
    file: str
    place: Place
    collector: FactCollector = field(default_factory=FactCollector)
    table: ParsedTable | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def statuses(self) -> set[str]:
        """The names of the statuses."""
        paths = (fact.path for fact in self.collector.facts)
        return {str(path[1]) for path in paths if path[0] == "statuses"}

    @property
    def has_transitions(self) -> bool:
        """Whether it says how a story moves."""
        return any(fact.path[0] == "transitions" for fact in self.collector.facts)


def read_document(
    source: ScannedFile, defined_names: DefinedNames, collector: FactCollector
) -> Iterator[WorkflowSource]:
    """Yield the workflow tables of a document; skip ambiguous tables with a warning."""
    if not _may_have_workflow_table(source.text):
        return
    for table in parse_tables(source.text):
        indexes = _column_indexes(table.headers)
        kind = _table_kind(indexes, [header.text.casefold() for header in table.headers])
        if kind is None or not table.rows:
            continue
        place = place_at_offset(source.path, source.text, table.rows[0][0].start)
        columns = {role: table.headers[index].text for role, index in indexes.items()}
        result = WorkflowSource(kind, source.path, place, table=table, columns=columns)
        is_explicit = any(re.search(r"stat(?:us|e)", header.casefold()) for header in columns.values())
        try:
            for cells in _rows_by_column(table, indexes):
                row = WorkflowRow(source, cells, defined_names, result.collector, is_explicit)
                _READERS[kind](row)
        except AmbiguousCellError as error:
            place = place_at_offset(source.path, source.text, error.cell.start)
            message = f"the table of {kind} is ambiguous: {error}"
            collector.add_warning(message, "add its values to revi.yml yourself", place)
            continue
        collector.problems += result.collector.problems
        yield result


def _may_have_workflow_table(text: str) -> bool:
    """Whether a line above a delimiter row has two known headers: parsing all blocks of all documents takes seconds."""
    header = ""
    for line in text.split("\n") if "|" in text else ():
        if "-" in line and "|" in line and not line.strip(_DELIMITER_CHARACTERS):
            names = _CONTAINER_MARKS.sub("", header).split("|")
            if sum(bool(column_role(strip_formatting(name.strip(), 0).text)) for name in names) > 1:
                return True
        header = line
    return False


_DELIMITER_CHARACTERS = "|:- \t>\r"
_CONTAINER_MARKS = re.compile(r"\A[\s>]*(?:[-*+]|[0-9]+[.)])?[\s>]*")
"""What can precede a table in a list item or quotation."""


def is_about_results(source: WorkflowSource) -> bool:
    """Whether the names are verdicts or codes of a result, not statuses of a story."""
    return bool(source.statuses) and {name.casefold() for name in source.statuses} <= _VERDICT_WORDS


def _column_indexes(headers: tuple[Cell, ...]) -> dict[str, int]:
    """Return role → index of the known columns."""
    indexes: dict[str, int] = {}
    for index, header in enumerate(headers):
        role = column_role(header.text)
        if role:
            indexes.setdefault(role, index)
    first_header = headers[0].text.casefold().strip() if headers else ""
    if {"warning", "hard"} <= set(indexes) and "phase" not in indexes and first_header in _PHASE_HEADERS:
        indexes["phase"] = 0
    if "from" in indexes and "to" not in indexes and "targets" not in indexes and "status" in indexes:
        del indexes["from"]
    return indexes


def _table_kind(indexes: Mapping[str, int], headers: list[str]) -> str | None:
    """Return the kind of a table, or None if it is not a workflow table."""
    # `Metric | Current | Target` and `Source | Target` are about figures and files, without a word about statuses.
    if {"from", "to"} <= set(indexes) and not {"by", "trigger", "event", "verdict"} & set(indexes):
        endpoints = [headers[indexes[role]] for role in ("from", "to")]
        if not any(word in endpoint for endpoint in endpoints for word in ("from", "stat")):
            return None
    for kind, required_columns in _TABLE_KINDS:
        if all(name in indexes for name in required_columns):
            is_first = kind in ("transitions", "models") or indexes[required_columns[0]] == 0
            return kind if is_first else None
    return None


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
        row.add_fact(("stages", stage.text), None, stage)
        row.add_fact((*path, "stage"), stage.text, stage)
    if terminal:
        if terminal.text.casefold() not in (*YES_WORDS, *NO_WORDS):
            raise AmbiguousCellError(terminal, f"'{terminal.text[:40]}' is neither yes nor no")
        if terminal.text.casefold() in YES_WORDS:
            row.add_fact((*path, "terminal"), True, terminal)
    if "targets" in row.cells:
        read_targets(row, status.text)


def _is_plain_text(cell: Cell) -> bool:
    """Whether a cell is a sentence without markup, which every output format prints unchanged."""
    return bool(cell.text) and escape.markdown(cell.text) == cell.text


def _collect_limits(row: WorkflowRow) -> None:
    phase = row.name_cell("phase")
    row.add_fact(("phases", phase.text), None, phase)
    for key in ("warning", "hard"):
        cell = row.cells[key]
        value = token_count(cell.text)
        if value is None:
            raise AmbiguousCellError(cell, f"'{cell.text[:40]}' is not a number of tokens")
        row.add_fact(("budgets", "phases", phase.text, key), value, cell)


def _collect_model(row: WorkflowRow) -> None:
    """Collect the model of an agent; a row that names no agent is skipped, because display names are not agents."""
    agent = row.cells["agent"]
    name = row.defined_names.agents.find(agent.text)
    is_display_name = bool(row.defined_names.agents.names) or not re.fullmatch(NAME_PATTERN, agent.text)
    if not name and (is_display_name or agent.text != agent.text.lower()):
        place = place_at_offset(row.source.path, row.source.text, agent.start)
        message = f"there is no agent '{agent.text[:40]}', so its row in the table of models is skipped"
        row.collector.add_warning(message, "correct the name, or add the agent", place)
        return
    name = name or agent.text
    model = row.name_cell("model", MODEL_PATTERN)
    row.add_fact(("agents", name), None, agent)
    row.add_fact(("models", model.text), None, model)
    row.add_fact(("agents", name, "model"), model.text, model)


_READERS: dict[str, Callable[[WorkflowRow], None]] = {
    "statuses": _collect_status,
    "transitions": read_transition,
    "limits": _collect_limits,
    "models": _collect_model,
}
