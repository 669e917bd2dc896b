"""Every path in the contract is checked, and the problem is at the line of the path."""

from __future__ import annotations

import json

import pytest

from revi_docs.contract.loader import parse

KEYS = {
    "project.stories": "project:\n  stories: {}\n",
    "locks.file": "locks:\n  stale_after: 1m\n  file: {}\n",
    "artifacts.story.file": "artifacts:\n  story:\n    file: {}\n",
    "records.ledger_entry.file": "records:\n  ledger_entry:\n    file: {}\n",
    "trace.file": "trace:\n  file: {}\n",
}
PATTERN_KEYS = {
    "regions.1": "regions:\n  - a.md\n  - {}\n",
    "prose.1": "prose:\n  - a.md\n  - {}\n",
    "owns": "owns:\n  {}: {{}}\n",
}
PATHS = [
    "../out/x",
    "/tmp/x",
    "a/../../x",
    ".git/x",
    "sub/.GIT/config",
    "a//x",
    "C:/x",
    "a\\x",
    "git~1/x",
    "nul",
]


@pytest.mark.parametrize("path", PATHS, ids=ascii)
@pytest.mark.parametrize("key", KEYS)
def test_paths_of_the_contract_are_checked(key: str, path: str) -> None:
    _check(KEYS[key], path, key)


@pytest.mark.parametrize("path", [*PATHS, "!../a/*.md", "../../etc/**/*.md"], ids=ascii)
@pytest.mark.parametrize("key", PATTERN_KEYS)
def test_patterns_of_the_contract_are_checked(key: str, path: str) -> None:
    _check(PATTERN_KEYS[key], path, key)


def _check(section: str, path: str, key: str) -> None:
    text = f"revi: 1\n{section.format(json.dumps(path, ensure_ascii=False))}"
    problems = [problem for problem in parse(text.encode()).problems if problem.code == "unsafe-path"]
    assert [problem.first_place.line for problem in problems if problem.first_place] == [len(text.splitlines())]
    assert problems[0].subject.startswith(key)
    assert problems[0].fix == "write a path inside the repository, with forward slashes and without '..'"


@pytest.mark.parametrize("section", {**KEYS, **PATTERN_KEYS}.values())
def test_a_path_with_a_bidi_control_is_rejected_with_the_file(section: str) -> None:
    path = json.dumps("a\u202ex", ensure_ascii=False)
    text = f"revi: 1\n{section.format(path)}"
    (problem,) = parse(text.encode()).problems
    assert problem.code == "hidden-unicode"
    assert problem.first_place is not None
    assert problem.first_place.line == len(text.splitlines())


@pytest.mark.parametrize("section", {**KEYS, **PATTERN_KEYS}.values())
def test_usual_paths_are_accepted(section: str) -> None:
    text = f"revi: 1\n{section.format(json.dumps('plans/{id}/.lock'))}"
    assert [problem for problem in parse(text.encode()).problems if problem.code == "unsafe-path"] == []
