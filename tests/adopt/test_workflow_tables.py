"""Texts in the tables of a workflow."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.adopt.workflow_rows import DefinedNames
from revi_docs.adopt.workflow_tables import read_document
from revi_docs.contract.item_references import ItemReferences
from tests.adopt.adopt_repo import adopt, write_files
from tests.support.strange_texts import TEXTS


@pytest.mark.parametrize("text", [text for text in TEXTS if "|" not in text])
def test_a_meaning_in_a_table(tmp_path: Path, text: str) -> None:
    write_files(
        tmp_path, {"t.md": f"| Status | Meaning | Next |\n|---|---|---|\n| a | {text} | b |\n| b | Fine. | |\n"}
    )
    adopt(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "> | Status | Next |\n> |---|---|\n> | a | b |\n> | b | |\n",
        "- x\n\n  | Status | Next |\n  |---|---|\n  | a | b |\n  | b | |\n",
        "1. | Status | Next |\n   |:-|-:|\n   | a | b |\n   | b | |\n",
        "Status | Next\n---|---\na | b\nb | |\n",
        "| **Status** | `Next` |\r\n| :---: | --- |\r\n| a | b |\r\n| b | |\r\n",
    ],
)
def test_tables_wherever_they_are(text: str) -> None:
    document = ScannedFile("t.md", text)
    names = DefinedNames(ItemReferences(()), ItemReferences(()))
    (source,) = read_document(document, names, FactCollector())
    assert source.statuses == {"a", "b"}


@pytest.mark.parametrize(
    "text", ["| Status | Next |\n| a | b |\n", "```\n| Status | Next |\n|---|---|\n| a | b |\n```\n"]
)
def test_what_only_looks_like_a_table(text: str) -> None:
    names = DefinedNames(ItemReferences(()), ItemReferences(()))
    assert list(read_document(ScannedFile("t.md", text), names, FactCollector())) == []


@pytest.mark.parametrize(
    ("headers", "is_workflow"),
    [
        ("| Metric | Current | Target |", False),
        ("| Source | Target | Size |", False),
        ("| Current Status | Target | Note |", True),
        ("| From | To | Note |", True),
        ("| Source | Target | Event |", True),
    ],
)
def test_a_table_about_figures_is_no_workflow(headers: str, is_workflow: bool) -> None:
    document = ScannedFile("t.md", f"{headers}\n|---|---|---|\n| 40% | 80% | 90% |\n")
    names = DefinedNames(ItemReferences(()), ItemReferences(()))
    collector = FactCollector()
    sources = list(read_document(document, names, collector))
    assert bool(sources or collector.problems) == is_workflow
