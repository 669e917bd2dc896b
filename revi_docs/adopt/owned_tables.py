"""Choose the cells of workflow tables to own: those that show exactly what the contract says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from revi_docs.adopt.extracted_facts import ExtractedFact
from revi_docs.adopt.glob_cover import escape_pattern
from revi_docs.adopt.workflow_tables import WorkflowSource
from revi_docs.contract.loader import LoadedContract
from revi_docs.files.globs import path_matches
from revi_docs.files.markdown.cell_address import CellAddress, parse_address
from revi_docs.files.markdown.regions import find_regions
from revi_docs.ownership.cells.contract_values import KEY, TARGETS, TRANSITIONS
from revi_docs.ownership.cells.owned_cells import CellReader
from revi_docs.problems.problem import Place

_SECTIONS = {"statuses": ("status", "statuses"), "limits": ("phase", "budgets.phases"), "models": ("agent", "agents")}
"""Kind of a table → role of its key column, and the section of its items."""

_TRANSITION_ROLES = ("from", "to", "targets", "by", "trigger", "event", "verdict")


def infer_owned_cells(
    sources: Collection[WorkflowSource], texts: Mapping[str, str], loaded: LoadedContract
) -> Iterator[ExtractedFact]:
    """Yield entries of `owns` for the cells that agree with the contract in all rows."""
    for source in sources:
        if source.table is None or _is_in_region(source, texts[source.file]):
            continue
        for alternatives in _alternatives(source):
            if any(_is_owned(source.file, str(address), loaded) for address, _ in alternatives):
                continue
            for address, template in alternatives:
                if _agrees(address, template, source.file, texts[source.file], loaded):
                    yield ExtractedFact(("owns", escape_pattern(source.file), str(address)), template, Place(""))
                    break


def _alternatives(source: WorkflowSource) -> Iterator[list[tuple[CellAddress, str]]]:
    """Yield the ways to own the rows, then each column; the first way that agrees is taken."""
    heading = source.table.heading if source.table else ""
    columns = source.columns
    if source.kind == "transitions":
        roles = [role for role in _TRANSITION_ROLES if role in columns]
        target_role = "to" if "to" in columns else "targets"
        lists = [(CellAddress(heading, (columns["from"],), columns[target_role]), TARGETS)]
        all_roles = CellAddress(heading, tuple(columns[role] for role in roles))
        endpoints = CellAddress(heading, (columns["from"], columns[target_role]))
        yield [(all_roles, TRANSITIONS), *lists, (endpoints, TRANSITIONS)]
        return
    key_role, section = _SECTIONS[source.kind]
    key_columns = (columns[key_role],)
    rows = CellAddress(heading, key_columns)
    yield [(rows, section), (rows, f"{section}.{KEY}")]
    for role, key in _VALUE_COLUMNS[source.kind].items():
        if role in columns:
            template = TARGETS if role == "targets" else f"{section}.{KEY}.{key}"
            yield [(CellAddress(heading, key_columns, columns[role]), template)]


_VALUE_COLUMNS = {
    "statuses": {"description": "description", "stage": "stage", "terminal": "terminal", "targets": "targets"},
    "limits": {"warning": "warning", "hard": "hard"},
    "models": {"model": "model"},
}
"""Kind of a table → role of a column → key of the item."""


def _agrees(address: CellAddress, template: str, file: str, text: str, loaded: LoadedContract) -> bool:
    if parse_address(str(address)) != address:  # a header with a comma or a pipe
        return False
    reader = CellReader(loaded, file, text, {str(address): template})
    reader.read()
    is_rows = not address.column
    agrees = all(fact.slot.shows(text, fact.expected) for fact in reader.facts)
    return not reader.problems and agrees and (is_rows or bool(reader.facts))


def _is_owned(file: str, address: str, loaded: LoadedContract) -> bool:
    owns = loaded.contract.owns
    return any(address in fields and path_matches((pattern,), file) for pattern, fields in owns.items())


def _is_in_region(source: WorkflowSource, text: str) -> bool:
    table = source.table
    if table is None or "revi:begin" not in text:
        return False
    regions, _ = find_regions(source.file, text)
    return any(region.content_start <= table.start < region.content_end for region in regions)
