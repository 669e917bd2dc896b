"""Which pages are judged, which names count, and what a repository says of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revi_docs.app.code_catalog import exit_code
from revi_docs.contract.loader import load, parse
from revi_docs.files.working_tree import WorkingTree
from revi_docs.prose.page_linter import PageLinter, page_paths, prose_problems
from tests.support.sample_repo import (
    CONTRACT,
    check_repository,
    render_problems,
    run_docs,
    sync_repository,
    write,
    write_sample,
)
from tests.support.workspaces import open_workspace

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
MAX_FALSE_POSITIVES = 5
"""In 474 pages of others: code spans that are, letter for letter, another name of one of our statuses."""

CONTRACT_WITH_ALIAS = CONTRACT.replace("closed: {", "closed: {aliases: [finished], ")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    root = write_sample(tmp_path, CONTRACT_WITH_ALIAS)
    sync_repository(root)
    return root


def test_our_own_documents_are_in_order(root: Path) -> None:
    assert render_problems(open_workspace(root).prose_findings) == ""


def test_without_patterns_the_documents_of_the_site_are_judged(sample: Path) -> None:
    for path in ("docs_src/a.md", "docs_src/b/c.md", "docs_src/d.txt", "README.md"):
        write(sample, path, "It is `finished`.\n")
    assert render_problems(check_repository(sample)) == (
        "docs_src/a.md:1:8: former-name: 'finished' is a former name of the status 'closed'\n"
        "  also: docs_src/b/c.md:1:8\n"
        "  cause: revi.yml:7:22\n"
        "  fix: write 'closed'; if it means something else, "
        "add '<!-- revi:other-meaning finished -->' to the line\n"
    )
    assert exit_code(check_repository(sample)) == 1
    assert run_docs(sample, "check", "--no-cache").returncode == 1


def test_the_patterns_of_the_contract_say_which_pages_are_judged(sample: Path) -> None:
    write(sample, "revi.yml", f'{CONTRACT_WITH_ALIAS}prose: ["**/*.md", "!old/**"]\n')
    for path in ("docs_src/a.md", "old/b.md", "README.md", "ignored/c.md"):
        write(sample, path, "It is `finished`.\n")
    write(sample, ".gitignore", "ignored/\n")
    outputs = {problem.path for problem in open_workspace(sample).rendered_outputs.files}
    assert page_paths(load(sample).contract, WorkingTree(sample), outputs) == ("README.md", "docs_src/a.md")
    assert [str(place) for problem in check_repository(sample) for place in problem.places] == [
        "README.md:1:8",
        "docs_src/a.md:1:8",
    ]


def test_what_is_made_from_the_contract_is_no_page(sample: Path) -> None:
    write(sample, "revi.yml", f'{CONTRACT_WITH_ALIAS}prose: "**/*.md"\n')
    assert check_repository(sample) == ()


def test_a_page_that_cannot_be_read_is_a_problem(sample: Path) -> None:
    write(sample, "docs_src/a.md", b"It is \xff.\n")
    write(sample, "docs_src/b.md", b"\xef\xbb\xbfIt is\x0c `finished`.\r\n")
    assert [(str(problem.first_place), problem.code) for problem in check_repository(sample)] == [
        ("docs_src/a.md:1:7", "not-utf-8"),
        ("docs_src/b.md:1:9", "former-name"),
    ]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever runs this may read everything")
def test_a_page_that_may_not_be_read_is_a_problem(sample: Path) -> None:
    write(sample, "docs_src/a.md", "").chmod(0)
    assert [(str(problem.first_place), problem.code) for problem in check_repository(sample)] == [
        ("docs_src/a.md", "unreadable-file")
    ]


def test_an_empty_contract_finds_nothing() -> None:
    linter = PageLinter(parse(b"revi: 1\n"))
    text = "`in_qa` of `planning`: 70K tokens; the circuit opens after 3 failures.\n\n| a |\n|---|\n| b |\n"
    assert list(linter.lint("page.md", text)) == []


def test_a_name_in_use_for_something_else_is_no_former_name() -> None:
    contract = b"revi: 1\nphases: {audit: {}}\nstatuses: {in-audit: {aliases: [audit]}}\n"
    linter = PageLinter(parse(contract))
    assert list(linter.lint("page.md", "In `audit`, and the phase `audit`.")) == []
    (problem,) = linter.lint("page.md", "The status `audit`.")
    assert problem.message == "'audit' is a former name of the status 'in-audit'"


def test_a_name_that_was_changed_twice_leads_to_the_last() -> None:
    contract = b"""\
revi: 1
statuses:
  a-one: {deprecated: {renamed_to: a-two}, aliases: [a-none]}
  a-two: {deprecated: {renamed_to: a-three}}
  a-three: {}
"""
    problems = PageLinter(parse(contract)).lint("page.md", "`a-none`, `a-one`, `a-two`, `a-three`")
    assert [(problem.message.rpartition(" ")[2], str(problem.cause[0])) for problem in problems] == [
        ("'a-three'", "revi.yml:3:54"),
        ("'a-three'", "revi.yml:3:36"),
        ("'a-three'", "revi.yml:4:36"),
    ]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not there")
def test_pages_of_others_give_next_to_no_alarm(root: Path) -> None:
    loaded = parse((root / "revi.yml").read_bytes().replace(b"revi: 1\n", b'revi: 1\nprose: "**/*.md"\n', 1))
    problems = prose_problems(CORPORA, loaded, WorkingTree(CORPORA), ())
    assert {problem.code for problem in problems} <= {"former-name"}, render_problems(problems)
    assert sum(len(problem.places) for problem in problems) <= MAX_FALSE_POSITIVES, render_problems(problems)
