"""Holds the hand-written pages against the contract."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from revi_docs.contract.load import Loaded
from revi_docs.contract.model import Contract
from revi_docs.drift.prose.exemptions import without_excused
from revi_docs.drift.prose.facts import Facts, facts_of
from revi_docs.drift.prose.names import judge_name
from revi_docs.drift.prose.namings import namings
from revi_docs.drift.prose.numbers import judge_passage
from revi_docs.drift.prose.page import Page, read_page
from revi_docs.drift.prose.passages import Table, parts_of
from revi_docs.drift.prose.rows import judge_table
from revi_docs.drift.prose.vocabulary import Vocabulary
from revi_docs.drift.prose.wrong import Wrong
from revi_docs.files.globs import fits
from revi_docs.files.text import decode, read_bytes
from revi_docs.files.walk import Tree
from revi_docs.problems.problem import Problem, in_order

PAGES = ("docs_src/**/*.md",)
"""The pages that are judged where the contract names none."""


def page_paths(contract: Contract, tree: Tree, outputs: Collection[str]) -> tuple[str, ...]:
    """The hand-written pages: those that the patterns of `prose` fit, less what is made from the contract."""
    patterns = contract.prose or PAGES
    return tuple(path for path in tree.files if path not in outputs and fits(patterns, path))


def prose_problems(root: Path, loaded: Loaded, tree: Tree, outputs: Collection[str]) -> tuple[Problem, ...]:
    """What the hand-written pages state otherwise than the contract, and the pages that cannot be read."""
    judge = Judge(loaded)
    problems: list[Problem] = []
    for path in page_paths(loaded.contract, tree, outputs):
        content, unreadable = _content(root, path)
        problems += unreadable or judge.problems(path, content)
    return in_order(_joined(problems))


class Judge:
    """Judges page after page by one contract."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._vocabulary = Vocabulary(loaded.contract)
        self._facts: Facts = facts_of(loaded.contract)

    def problems(self, file: str, content: str) -> Iterator[Problem]:
        """The problems of one page, one for each place."""
        page = read_page(file, content)
        kept, idle = without_excused(page, self._found(page))
        yield from (self._problem(page, wrong) for wrong in kept)
        yield from idle

    def _found(self, page: Page) -> Iterator[Wrong]:
        for part in parts_of(page.text):
            for naming in namings(part, self._vocabulary.section_of):
                yield from judge_name(naming, self._vocabulary)
            if isinstance(part, Table):
                yield from judge_table(part, self._facts)
            else:
                yield from judge_passage(part, self._facts)

    def _problem(self, page: Page, wrong: Wrong) -> Problem:
        mark = f"<!-- revi:other-meaning {wrong.text} -->"
        return Problem(
            code=wrong.code,
            message=wrong.message,
            fix=f"{wrong.mend}; if it means something else, add '{mark}' to the line",
            places=(page.place(wrong.start, wrong.end),),
            because=tuple(dict.fromkeys(self._loaded.at(*path) for path in wrong.because)),
            subject=f"{wrong.because[0]} {wrong.text}",
        )


def _content(root: Path, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a page; neither a byte order mark nor a control character keeps it from being judged."""
    content, problems = read_bytes(root / path, path)
    if problems:
        return "", problems
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return "", decode(content, path)[1]


def _joined(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One problem of one cause, with all the places where it shows."""
    found: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        cause = (problem.code, problem.message, problem.subject)
        known = found.get(cause)
        places = (*known.places, *problem.places) if known else problem.places
        found[cause] = replace(problem, places=tuple(sorted(set(places))))
    yield from found.values()
