"""Lines of Mermaid state diagrams that are no arrows, and files without any."""

from __future__ import annotations

import pytest

from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.adopt.state_diagrams import read_diagrams
from revi_docs.adopt.workflow_rows import DefinedNames
from revi_docs.contract.item_references import ItemReferences

NAMES = DefinedNames(ItemReferences(()), ItemReferences(()))


@pytest.mark.parametrize(
    ("lines", "statuses"),
    [
        ("%% a comment\nstateDiagram-v2\nnote right of a : x\na-->b", ["a", "b"]),
        ("stateDiagram-v2\n  a b --> c\n  --> d\n  e --> f --> g", []),
        ("sequenceDiagram\n  a --> b : stateDiagram", ["no diagram"]),
    ],
)
def test_lines(lines: str, statuses: list[str]) -> None:
    source = ScannedFile("a.md", f"```mermaid\n{lines}\n```\n")
    diagrams = list(read_diagrams(source, NAMES, FactCollector()))
    assert ([sorted(diagram.statuses) for diagram in diagrams] or [["no diagram"]]) == [statuses]
