"""The reference pages of a new site for a contract that generates nothing yet, as one that was adopted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from revi_docs.adopt.extracted_facts import ExtractedFact
from revi_docs.adopt.proposal_yaml import build_tree
from revi_docs.adopt.yaml_insertion import InsertionError, insert_nodes
from revi_docs.app.setup.workflows import folder_name
from revi_docs.contract.default_outputs import DEFAULT_OUTPUTS
from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.contract.model import Contract, Project
from revi_docs.files.read_file import read_file
from revi_docs.files.repository_writer import write_in_repository
from revi_docs.problems.problem import Place
from revi_docs.site.mkdocs.config_requirements import DEFAULT_PAGES_FOLDER


def add_reference_pages(root: Path, contract: Contract) -> str:
    """Add the pages to `outputs` of `revi.yml`, and a name to `project`.

    Returns what a person has to do instead, "" for nothing. A contract that has outputs is left as it is.
    Raises ReviError if the file cannot be written.
    """
    if contract.default_outputs or contract.outputs:
        return ""
    text = read_file(root, CONTRACT_FILE).decode()
    try:
        facts = (*_name_facts(root, contract), *_output_facts(contract))
        new_text = insert_nodes(text, build_tree(facts, has_sources=False))
    except InsertionError as error:
        return f"{CONTRACT_FILE}: add the pages of the site to outputs ({error})"
    write_in_repository(root, CONTRACT_FILE, new_text.encode())
    return ""


def _name_facts(root: Path, contract: Contract) -> Iterator[ExtractedFact]:
    """Yield the name of the folder, unless the contract has a name."""
    if contract.project.name == Project().name:
        yield ExtractedFact(("project", "name"), folder_name(root), Place(""))


def _output_facts(contract: Contract) -> Iterator[ExtractedFact]:
    """Yield the page of each section that the contract has, with its template."""
    for row in DEFAULT_OUTPUTS:
        if row.path.startswith(f"{DEFAULT_PAGES_FOLDER}/") and (not row.section or getattr(contract, row.section)):
            yield ExtractedFact(("outputs", row.path, "template"), row.template, Place(""))
            if row.each:
                yield ExtractedFact(("outputs", row.path, "each"), row.each, Place(""))
