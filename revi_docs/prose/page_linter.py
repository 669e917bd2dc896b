"""Check hand-written pages against the contract."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.files.decoding import decode, read_bytes
from revi_docs.files.globs import path_matches
from revi_docs.files.working_tree import WorkingTree
from revi_docs.problems.problem import Problem, sorted_problems
from revi_docs.prose.exemptions import apply_exemptions
from revi_docs.prose.name_checks import check_name
from revi_docs.prose.number_checks import check_passage
from revi_docs.prose.numeric_facts import NumericFacts, collect_facts
from revi_docs.prose.occurrences import find_occurrences
from revi_docs.prose.page_structure import ProseTable, split_page
from revi_docs.prose.prose_finding import ProseFinding
from revi_docs.prose.prose_page import ProsePage, parse_page
from revi_docs.prose.table_checks import check_table
from revi_docs.prose.vocabulary import Vocabulary

DEFAULT_PATTERNS = ("docs_src/**/*.md",)
"""The pages to check if the contract has no `prose` patterns."""


def page_paths(contract: Contract, tree: WorkingTree, output_paths: Collection[str]) -> tuple[str, ...]:
    """Return the pages to check: files that match the `prose` patterns and are not outputs."""
    patterns = contract.prose or DEFAULT_PATTERNS
    return tuple(path for path in tree.files if path not in output_paths and path_matches(patterns, path))


def prose_problems(
    root: Path, loaded: LoadedContract, tree: WorkingTree, output_paths: Collection[str]
) -> tuple[Problem, ...]:
    """Return the problems of all pages, including pages that cannot be read."""
    linter = PageLinter(loaded)
    problems: list[Problem] = []
    for path in page_paths(loaded.contract, tree, output_paths):
        content, unreadable = _read_text(root, path)
        problems += unreadable or linter.lint(path, content)
    return sorted_problems(_merged(problems))


class PageLinter:
    """Checks pages against one contract."""

    def __init__(self, loaded: LoadedContract) -> None:
        self._loaded = loaded
        self._vocabulary = Vocabulary(loaded.contract)
        self._facts: NumericFacts = collect_facts(loaded.contract)

    def lint(self, file: str, content: str) -> Iterator[Problem]:
        """Yield the problems of one page, one for each place."""
        page = parse_page(file, content)
        remaining, idle_problems = apply_exemptions(page, self._findings(page))
        yield from (self._to_problem(page, finding) for finding in remaining)
        yield from idle_problems

    def _findings(self, page: ProsePage) -> Iterator[ProseFinding]:
        for part in split_page(page.text):
            for occurrence in find_occurrences(part, self._vocabulary.sections_of):
                yield from check_name(occurrence, self._vocabulary)
            if isinstance(part, ProseTable):
                yield from check_table(part, self._facts)
            else:
                yield from check_passage(part, self._facts)

    def _to_problem(self, page: ProsePage, finding: ProseFinding) -> Problem:
        exemption = f"<!-- revi:other-meaning {finding.text} -->"
        return Problem(
            code=finding.code,
            message=finding.message,
            fix=f"{finding.fix}; if it means something else, add '{exemption}' to the line",
            places=(page.place(finding.start, finding.end),),
            cause=tuple(dict.fromkeys(self._loaded.place_of(*path) for path in finding.causes)),
            subject=f"{finding.causes[0]} {finding.text}",
        )


def _read_text(root: Path, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Read a page; byte order marks and control characters are accepted."""
    content, problems = read_bytes(root, path)
    if problems:
        return "", problems
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return "", decode(content, path)[1]


def _merged(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Merge problems with the same cause into one with all places."""
    by_cause: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        key = (problem.code, problem.message, problem.subject)
        existing = by_cause.get(key)
        places = (*existing.places, *problem.places) if existing else problem.places
        by_cause[key] = replace(problem, places=tuple(sorted(set(places))))
    yield from by_cause.values()
