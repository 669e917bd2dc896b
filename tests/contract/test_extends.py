"""Contracts that extend an edition or a file: merged values, the places of values, and what cannot be extended."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from revi_docs.contract.base_contract import load_base_contract
from revi_docs.contract.canonical_form import canonical, contract_hash
from revi_docs.contract.extends import edition_content, edition_names
from revi_docs.contract.loader import load, parse
from revi_docs.contract.lookup import value_at
from revi_docs.contract.rules.lint import lint
from revi_docs.problems.revi_error import ReviError
from tests.contract.edition_refresh import EDITION_FILE, UNRELEASED, edition_text
from tests.support.sample_repo import edit, git, render_problems, run_docs, write

RELEASED: dict[str, str] = {}
"""Released edition → SHA-256 of its text, which never changes."""

PARENT = """\
revi: 1
project: {name: Company, prefix: CO}
stages: [todo, over]
statuses:
  open: {description: New., stage: todo, initial: true}
  working: {description: Being built.}
  done: {description: Over., terminal: true, stage: over}
verdicts:
  review: {values: [PASS, FAIL]}
transitions:
  - {from: open, to: working, by: build, event: started}
  - {from: [open, working], to: done, by: build, verdict: [PASS, FAIL]}
models: [haiku, sonnet]
agents:
  coder: {description: Writes code., model: sonnet, tools: [Read, Edit]}
commands:
  build: {description: Builds., verdicts: review, spawns: [coder]}
"""

HEAD = "revi: 1\nextends: base.yml\n"

MERGED: dict[str, tuple[str, tuple[str | int, ...], Any, str]] = {
    "nothing is changed": ("", ("agents", "coder", "model"), "sonnet", "base.yml:15:45"),
    "a value is replaced": (
        "agents: {coder: {model: haiku}}\n",
        ("agents", "coder", "model"),
        "haiku",
        "revi.yml:3:25",
    ),
    "its siblings stay": (
        "agents: {coder: {model: haiku}}\n",
        ("agents", "coder", "description"),
        "Writes code.",
        "base.yml:15:24",
    ),
    "an optional value is removed": ("project: {prefix: null}\n", ("project", "prefix"), "", "revi.yml:3:1"),
    "an item is added": ("agents: {tester: {model: haiku}}\n", ("agents", "tester", "model"), "haiku", "revi.yml:3:26"),
    "an item is removed": ("models: {haiku: null}\n", ("models",), ["sonnet"], "revi.yml:3:1"),
    "a section is removed": (
        "stages: null\nstatuses: {open: {stage: null}, done: {stage: null}}\n",
        ("stages",),
        [],
        "revi.yml:1:1",
    ),
    "a section is added": ("calls: {build: {attempts: 2, delay: 2s}}\n", ("calls",), ["build"], "revi.yml:3:1"),
    "a list is replaced": (
        "agents: {coder: {tools: [Read]}}\n",
        ("agents", "coder", "tools"),
        ("Read",),
        "revi.yml:3:18",
    ),
    "a list of names merges": ("models: [opus]\n", ("models",), ["haiku", "sonnet", "opus"], "revi.yml:3:1"),
    "an item without keys is added": (
        "stages:\n  checked:\n",
        ("stages",),
        ["todo", "over", "checked"],
        "revi.yml:3:1",
    ),
    "an item of the parent gets keys": (
        "models: {haiku: {description: Fast.}}\n",
        ("models", "haiku", "description"),
        "Fast.",
        "revi.yml:3:31",
    ),
}


def repository(root: Path, child: str, parent: str = PARENT) -> Path:
    write(root, "revi.yml", HEAD + child)
    write(root, "base.yml", parent)
    return root


@pytest.mark.parametrize("case", MERGED)
def test_merge(tmp_path: Path, case: str) -> None:
    child, path, expected, place = MERGED[case]
    loaded = load(repository(tmp_path, child))
    assert loaded.problems == ()
    value = value_at(loaded.contract, path)
    assert (value if isinstance(value, str | tuple) else list(value)) == expected
    assert str(loaded.place_of(*path)) == place


def test_the_merged_contract_is_the_one_that_is_written_out(tmp_path: Path) -> None:
    child = load(repository(tmp_path, "project: {name: Team}\nagents: {coder: {model: haiku}}\n"))
    equivalent = parse(PARENT.replace("name: Company", "name: Team").replace("model: sonnet", "model: haiku").encode())
    expected = canonical(equivalent.contract) | {"extends": "base.yml"}
    assert canonical(child.contract) == expected
    assert contract_hash(child.contract) == contract_hash(equivalent.contract)


def test_parents_of_parents(tmp_path: Path) -> None:
    repository(tmp_path, "agents: {coder: {model: opus}}\n", "revi: 1\nextends: company/all.yml\nmodels: [opus]\n")
    write(tmp_path, "company/all.yml", PARENT)
    loaded = load(tmp_path)
    assert (loaded.problems, loaded.parent_files) == ((), ("base.yml", "company/all.yml"))
    assert list(loaded.contract.models) == ["haiku", "sonnet", "opus"]
    assert value_at(loaded.contract, ("agents", "coder", "model")) == "opus"


PROBLEMS = {
    "an unknown edition": (
        {"revi.yml": "revi: 1\nextends: revi/9\n"},
        (
            "revi.yml:2:10: unknown-parent: 'revi/9' is not an edition\n"
            "  fix: write 'revi/1', or use revi/1, or the path of a file that ends in .yml\n"
        ),
    ),
    "no parent": (
        {"revi.yml": "revi: 1\nextends: shared/base.yml\n"},
        (
            "revi.yml:2:10: unknown-parent: the contract 'shared/base.yml' cannot be read: No such file or directory\n"
            "  fix: create the file, or correct 'extends'\n"
        ),
    ),
    "a path outside": (
        {"revi.yml": "revi: 1\nextends: ../base.yml\n"},
        (
            "revi.yml:2:10: unsafe-path: extends: the path '../base.yml' leads out of its folder with '..'\n"
            "  fix: write a path inside the repository, with forward slashes and without '..'\n"
        ),
    ),
    "itself": (
        {"revi.yml": "revi: 1\nextends: revi.yml\n"},
        (
            "revi.yml:2:10: unknown-parent: the contract extends itself: revi.yml → revi.yml\n"
            "  fix: remove one of these 'extends'\n"
        ),
    ),
    "a cycle": (
        {"revi.yml": HEAD, "base.yml": "revi: 1\nextends: other.yml\n", "other.yml": "extends: base.yml\n"},
        (
            "other.yml:1:10: unknown-parent: the contract extends itself: base.yml → other.yml → base.yml\n"
            "  fix: remove one of these 'extends'\n"
        ),
    ),
    "not a contract": (
        {"revi.yml": HEAD, "base.yml": "- a\n"},
        "revi.yml:2:10: unknown-parent: 'base.yml' is not a contract\n  fix: write 'revi: 1' into that file\n",
    ),
    "invalid YAML": (
        {"revi.yml": HEAD, "base.yml": "a: b: c\n"},
        (
            "base.yml:1:5: yaml-syntax: not valid YAML: mapping values are not allowed in this context\n"
            '  fix: quote this text: "b: c"\n'
        ),
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_what_cannot_be_extended(tmp_path: Path, case: str) -> None:
    contents, expected = PROBLEMS[case]
    for path, text in contents.items():
        write(tmp_path, path, text)
    with pytest.raises(ReviError) as caught:
        load(tmp_path)
    assert render_problems(caught.value.problems) == expected


def test_a_long_chain_ends(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", "extends: a0.yml\n")
    for number in range(20):
        write(tmp_path, f"a{number}.yml", f"extends: a{number + 1}.yml\n")
    with pytest.raises(ReviError) as caught:
        load(tmp_path)
    assert [problem.message for problem in caught.value.problems] == ["more than 8 contracts extend each other"]


def test_null_that_removes_nothing(tmp_path: Path) -> None:
    child = "statuses: {opne: null}\ntransitions: [{from: done, to: null, by: manual, event: reopened}]\n"
    loaded = load(repository(tmp_path, child))
    assert render_problems(loaded.problems) == (
        "revi.yml:3:18: nothing-to-remove: 'base.yml' does not have statuses.opne, so null removes nothing\n"
        "  fix: write 'open', or remove the line\n"
        "revi.yml:4:15: nothing-to-remove: 'base.yml' does not have such a transition, so null removes nothing\n"
        "  fix: remove the line\n"
    )


def test_without_parent_null_is_an_item_without_keys() -> None:
    assert list(parse(b"revi: 1\nstages: {a: null, b: }\n").contract.stages) == ["a", "b"]


def test_a_problem_in_a_parent_file_has_its_place_there(tmp_path: Path) -> None:
    loaded = load(repository(tmp_path, "statuses: {working: null}\n"))
    assert next(str(problem.first_place) for problem in lint(loaded)) == "base.yml:11:22"


def test_a_problem_in_an_edition_is_at_extends_and_names_the_value(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", "revi: 1\nextends: revi/1\nstatuses: {pending: null}\n")
    where = ["transitions.0.from", "transitions.1.from", "transitions.2.from", "transitions.23.from.0"]
    assert run_docs(tmp_path, "lint").stdout == "\n4 problems\n".join(
        (
            "".join(
                "revi.yml:2:10: unknown-status: a transition refers to the status 'pending', which is not defined "
                f"(in revi:{path})\n  fix: add 'pending' to statuses\n"
                for path in where
            ),
            "",
        )
    )


def test_programs_use_the_merged_contract(tmp_path: Path) -> None:
    """lint, sync, check (also from the cache) and the exported contract."""
    repository(tmp_path, "outputs: {generated/contract.json: {template: contract.json.j2}}\n")
    assert run_docs(tmp_path, "lint").stdout == "valid: 3 statuses, 3 transitions, 1 command, 1 agent\n"
    assert run_docs(tmp_path, "sync").returncode == 0
    assert '"model": "sonnet"' in (tmp_path / "generated/contract.json").read_text()
    assert run_docs(tmp_path, "check").returncode == 0
    edit(tmp_path, "base.yml", "model: sonnet", "model: haiku")
    answer = run_docs(tmp_path, "check")
    assert answer.returncode == 1
    assert "  cause: base.yml:15:45\n" in answer.stdout


def test_the_contract_of_a_commit_extends_the_file_of_that_commit(tmp_path: Path) -> None:
    git(repository(tmp_path, ""), "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Start")
    edit(tmp_path, "base.yml", "model: sonnet", "model: haiku")
    loaded = load_base_contract(tmp_path, "HEAD").loaded
    assert loaded is not None
    assert value_at(loaded.contract, ("agents", "coder", "model")) == "sonnet"


@pytest.mark.parametrize("name", edition_names())
def test_an_edition_is_a_contract_without_problems(name: str) -> None:
    assert lint(parse(f"revi: 1\nextends: {name}\n".encode())) == ()


def test_editions_never_change() -> None:
    assert {name: sha256(edition_content(name)).hexdigest() for name in edition_names() if name in RELEASED} == RELEASED
    assert set(edition_names()) - set(RELEASED) <= {UNRELEASED}


def test_the_unreleased_edition_is_the_workflow_of_this_repository() -> None:
    if UNRELEASED not in RELEASED:
        assert EDITION_FILE.read_text("utf-8") == edition_text(), "run 'python -m tests.contract.edition_refresh'"
