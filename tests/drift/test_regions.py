# ruff: noqa: E501 - what is said stands in one piece
"""Regions of hand-written files on disk: what is said of each state, and what sync does about it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from revi_docs.cli.workspace import Workspace
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import ReviError
from revi_docs.report.formats import text
from tests.drift.by_hand import OWNED, README, contents, filled, in_step
from tests.drift.small import checked, edit, git, revi, synced, told, write

FILLED = """\
# Mine

<!-- revi:begin limit revi:70abc87f466e65f5 -->
At most 600 tokens.

Warned at 300.
<!-- revi:end -->

| make | <!-- revi:begin hard phase=make revi:7f66ad219f5db960 -->600<!-- revi:end --> |

Mine.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The repository, in step."""
    return in_step(tmp_path / "own")


def readme(root: Path) -> str:
    return (root / "README.md").read_bytes().decode()


def test_an_empty_region_is_missing_and_filled(tmp_path: Path) -> None:
    root = filled(tmp_path)
    assert [line for line in told(checked(root)).splitlines() if line.startswith("README")] == [
        "README.md:4:1: missing: the region 'limit' is empty",
        "README.md:6:45: missing: the region 'hard' is empty",
    ]
    synced(root)
    assert readme(root) == FILLED
    assert revi(root, "check").stdout == "clean: 5 outputs, 2 regions, 2 fields\n"


def test_a_stale_region_shares_its_cause_with_outputs(root: Path) -> None:
    edit(root, "revi.yml", "hard: 600", "hard: 900")
    assert (
        told(checked(root))
        == """\
README.md:4:9: stale: 3 files show an older budgets.phases.make.hard
  also: README.md:9:67
  also: commands/begin.md:8:9
  also: docs/index.md:10:24
  because: revi.yml:13:32
  fix: run 'revi-docs sync'
"""
    )
    assert revi(root, "sync").stdout == (
        "written README.md\nwritten commands/begin.md\nwritten docs/index.md\nin step: 5 outputs\n"
    )
    wanted = FILLED.replace("600", "900").replace("70abc87f466e65f5", "69b8e5d36243c58e")
    assert readme(root) == wanted.replace("7f66ad219f5db960", "132dc58a1740e3d4")
    assert checked(root) == ()


def test_a_region_of_windows_stays_one(root: Path) -> None:
    write(root, "README.md", FILLED.replace("\n", "\r\n"))
    assert checked(root) == ()
    edit(root, "revi.yml", "warning: 300", "warning: 400")
    assert (
        told(checked(root))
        == """\
README.md:6:11: stale: 2 files show an older budgets.phases.make.warning
  also: commands/begin.md:8:34
  because: revi.yml:13:21
  fix: run 'revi-docs sync'
"""
    )
    synced(root)
    assert re.sub("revi:[0-9a-f]{16}", "", readme(root)) == re.sub(
        "revi:[0-9a-f]{16}", "", FILLED.replace("300", "400").replace("\n", "\r\n")
    )
    assert checked(root) == ()


def test_a_region_changed_by_hand(root: Path) -> None:
    edit(root, "README.md", "600 tokens", "6 tokens")
    before = contents(root)
    said = """\
README.md:4:10: tampered: the region 'limit' was changed by hand
  because: revi.yml:13:32
  fix: make the change in revi.yml:13:32 and run 'revi-docs sync --force', which overwrites the region
"""
    assert told(checked(root)) == said
    answer = revi(root, "sync")
    assert (answer.returncode, answer.stdout.startswith(said)) == (1, True)
    assert contents(root) == before
    assert revi(root, "sync", "--force").returncode == 0
    assert readme(root) == FILLED


def test_a_refused_region_does_not_hold_up_another_in_its_file(root: Path) -> None:
    edit(root, "README.md", "600 tokens", "6 tokens")
    edit(root, "README.md", ">600<", "><")
    edit(root, "README.md", " revi:7f66ad219f5db960", "")
    assert revi(root, "sync").returncode == 1
    assert readme(root) == FILLED.replace("600 tokens", "6 tokens")


def test_a_region_without_proof(root: Path) -> None:
    edit(root, "README.md", " revi:70abc87f466e65f5", "")
    assert told(checked(root)) == (
        "README.md:3:26: stale: the region 'limit' is right and bears no proof of it yet\n"
        "  fix: run 'revi-docs sync'\n"
    )
    synced(root)
    assert readme(root) == FILLED


def test_markers_put_around_what_somebody_wrote(root: Path) -> None:
    edit(root, "README.md", "limit revi:70abc87f466e65f5 -->\nAt most 600", "limit -->\nAt most 500")
    assert (
        told(checked(root))
        == """\
README.md:4:9: tampered: the region 'limit' holds what revi-docs did not write
  because: revi.yml:13:32
  fix: move what is yours out of it, then run 'revi-docs sync --force', which overwrites the region
"""
    )


def test_a_moved_region_is_clean(root: Path) -> None:
    start, end = FILLED.index("<!--"), FILLED.index("\n\n| make")
    write(root, "README.md", FILLED[:start] + "Moved.\n" + FILLED[end:])
    write(root, "docs_src/deep/page.md", "# Page\n\n" + FILLED[start:end] + "\n")
    assert checked(root) == ()


def test_a_region_on_one_line_that_comes_out_with_several(root: Path) -> None:
    write(root, "README.md", FILLED + "<!-- revi:begin limit --><!-- revi:end -->\n")
    before = contents(root)
    said = """\
README.md:12:1: invalid-region: the region 'limit' stands on one line and comes out with several
  fix: put its markers on lines of their own, or mend the template
"""
    assert told(checked(root)) == said
    answer = revi(root, "sync")
    assert (answer.returncode, answer.stdout) == (3, said + "\n1 problem\n")
    assert contents(root) == before


def test_nothing_is_written_while_a_marker_is_broken(root: Path) -> None:
    edit(root, "revi.yml", "hard: 600", "hard: 900")
    write(root, "other.md", "<!-- revi:begin limit -->\n<!-- revi:begn hard -->\n")
    before = contents(root)
    said = """\
other.md:1:1: unclosed-region: the region that begins here has no end
  fix: write the marker 'revi:end', in a comment of its own, where the region ends
other.md:2:1: unknown-marker: 'revi:begn' is no marker
  fix: write 'revi:begin NAME' or 'revi:end', or did you mean 'begin'?

2 problems
"""
    for words in (("check",), ("sync",), ("sync", "--force"), ("check", "docs/index.md")):
        answer = revi(root, *words)
        assert (answer.returncode, answer.stdout + answer.stderr) == (3, said)
    assert contents(root) == before


def test_an_orphan_whose_proof_begins_with_a_letter_is_no_broken_marker(root: Path) -> None:
    write(root, "docs/copy.md", "<!-- revi:a1b2c3d4e5f60718 -->\nAbout `revi:begin`.\n")
    assert checked(root) == ()


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        pytest.param(
            "<!-- revi:begin limits -->",
            "other.md:1:1: unknown-template: there is no template 'regions/limits.md.j2'\n"
            "  fix: create templates/regions/limits.md.j2, or correct the name\n",
            id="an unknown template",
        ),
        pytest.param(
            "<!-- revi:begin limit phase=make -->",
            "other.md:1:1: unused-argument: 'regions/limit.md.j2' does not read the argument 'phase'\n"
            "  also: templates/regions/limit.md.j2:1:1\n"
            "  fix: remove it from the marker, or read it in the template\n",
            id="an argument that nothing reads",
        ),
    ],
)
def test_what_a_marker_asks_for_in_vain(root: Path, marker: str, said: str) -> None:
    write(root, "other.md", f"{marker}\n<!-- revi:end -->\n")
    with pytest.raises(ReviError) as error:
        checked(root)
    assert text(error.value.problems) == said


def test_somebody_saves_the_page_meanwhile(root: Path) -> None:
    edit(root, "revi.yml", "hard: 600", "hard: 900")
    workspace = Workspace(root)
    standings = workspace.standings
    write(root, "README.md", README + "More.\n")
    with pytest.raises(ReviError) as error:
        sync(root, standings)
    assert told(error.value.problems) == (
        "README.md: changed-meanwhile: has been changed since it was read\n  fix: run 'revi-docs sync' again\n"
    )
    assert readme(root) == README + "More.\n"
    synced(root)
    assert checked(root) == ()


def test_what_is_no_text_is_named(root: Path) -> None:
    write(root, "other.md", b"<!-- revi:begin limit -->\n\xff\n<!-- revi:end -->\n")
    write(root, "large.md", b"<!-- revi:begin limit -->\n" + b"x" * 5_000_000)
    write(root, "no-marker.md", b"\xff\n")
    with pytest.raises(ReviError) as error:
        checked(root)
    assert text(error.value.problems) == (
        "large.md: too-large: is larger than 4 MiB\n"
        "  fix: split what does not belong into one contract, or remove what was pasted by mistake\n"
        "other.md:2:1: not-utf-8: byte 0xff is not UTF-8\n"
        "  fix: save the file as UTF-8\n"
    )


def merged(root: Path, ours: dict[str, str], theirs: dict[str, str], mine: str = "", other: str = "") -> None:
    """Two branches change the contract and prose, and are merged; the contract is merged by hand."""
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    git(root, "branch", "topic")
    for branch, changes, prose in (("main", ours, mine), ("topic", theirs, other)):
        git(root, "checkout", "-q", branch)
        for old, new in changes.items():
            edit(root, "revi.yml", old, new)
        if prose:
            edit(root, "README.md", "| make", f"{prose}\n\n| make")
        synced(root)
        git(root, "commit", "-qam", branch)
    git(root, "checkout", "-q", "main")
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "topic")
    contract = OWNED
    for old, new in (ours | theirs).items():
        contract = contract.replace(old, new)
    write(root, "revi.yml", contract)


OURS, THEIRS = {"warning: 300": "warning: 400"}, {"hard: 600": "hard: 900"}


def test_two_branches_merge_and_sync_resolves_what_is_made_from_the_contract(root: Path) -> None:
    merged(
        root,
        OURS | {"model: sonnet, tools": "model: haiku, tools"},
        THEIRS | {"model: sonnet, tools": "model: opus, tools"},
    )
    assert b"<<<<<<< " in contents(root)["README.md"]
    assert b"<<<<<<< " in contents(root)["agents/helper.md"]
    assert [line for line in told(checked(root)).splitlines() if " conflicted: " in line] == [
        "README.md:3:2: conflicted: holds git's conflict markers",
        "agents/helper.md:4:1: conflicted: holds git's conflict markers",
        "commands/begin.md:4:1: conflicted: holds git's conflict markers",
        "docs/agents.md:1:1: conflicted: holds git's conflict markers",
    ]
    assert revi(root, "sync").returncode == 0
    assert checked(root) == ()
    assert re.sub(" revi:[0-9a-f]{16}", "", readme(root)) == (
        README.replace("limit -->\n", "limit -->\nAt most 900 tokens.\n\nWarned at 400.\n").replace(
            "make -->", "make -->900"
        )
    )


def test_a_conflict_in_prose_is_for_people(root: Path) -> None:
    merged(root, OURS, THEIRS, "Mine is this.", "Mine is that.")
    before = contents(root)["README.md"]
    assert [problem for problem in told(checked(root)).split("\n") if "README" in problem] == [
        "README.md:3:1: conflicted: holds git's conflict markers around text that is not made from the contract"
    ]
    assert revi(root, "sync").returncode == 1
    assert contents(root)["README.md"] == before


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            "<<<<<<< a\n<!-- revi:begin limit -->\nMine.\n=======\n<!-- revi:begin limit -->\nYours.\n"
            ">>>>>>> b\n",
            id="markers that are broken on both sides",
        ),
        pytest.param(
            "Mine.\n<<<<<<< a\n=======\n<!-- revi:begin limit -->\n<!-- revi:end -->\n>>>>>>> b\n",
            id="a region that only they have",
        ),
    ],
)
def test_a_conflict_that_cannot_be_told_is_for_people(root: Path, page: str) -> None:
    write(root, "other.md", page)
    line = page[: page.index("<<<<<<<")].count("\n") + 1
    assert told(checked(root)) == (
        f"other.md:{line}:1: conflicted: holds git's conflict markers around text that is not made from the "
        "contract\n"
        "  fix: merge it by hand; what is made from the contract, 'revi-docs sync' sets right\n"
    )
    assert revi(root, "sync").returncode == 1
    assert (root / "other.md").read_text() == page


CHECKS = {
    "a page": ("README.md", ["README.md"]),
    "an output": ("docs/index.md", ["docs/index.md"]),
    "a template of a region": ("templates/regions/limit.md.j2", ["README.md"]),
    "a part of a template": ("templates/parts/limit.md.j2", ["commands/begin.md"]),
    "a folder": ("docs", ["docs/index.md"]),
    "the contract": ("revi.yml", ["README.md", "commands/begin.md", "docs/index.md"]),
    "what has nothing to do with it": ("docs/agents.md", []),
}


@pytest.mark.parametrize(("name", "files"), CHECKS.values(), ids=CHECKS)
def test_check_of_some_files(root: Path, name: str, files: list[str]) -> None:
    clean = "clean: 1 file\n"
    assert [revi(root, "check", name).stdout for _ in range(2)] == [clean, clean]
    edit(root, "revi.yml", "hard: 600", "hard: 900")
    answer = revi(root, "check", name)
    places = re.findall(r"^(?:  also: )?([a-zA-Z/]+\.md):", answer.stdout, re.MULTILINE)
    assert (answer.returncode, list(dict.fromkeys(places))) == (1 if files else 0, files)


def test_a_file_outside_of_the_repository_cannot_be_checked(root: Path) -> None:
    answer = revi(root, "check", "../x.md")
    assert (answer.returncode, answer.stderr.splitlines()[-1]) == (
        2,
        "Error: '../x.md' is not in this repository",
    )


def test_a_warm_answer_knows_pages_and_the_files_that_could_be_some(root: Path) -> None:
    clean = "clean: 5 outputs, 2 regions, 2 fields\n"
    assert [revi(root, "check").stdout for _ in range(2)] == [clean, clean]
    edit(root, "README.md", "600 tokens", "6 tokens")
    assert revi(root, "check").returncode == 1
    write(root, "README.md", FILLED)
    assert revi(root, "check").stdout == clean
    write(root, "deep/new.md", "<!-- revi:begin limit -->\n<!-- revi:end -->\n")
    assert revi(root, "check").stdout.startswith("deep/new.md:2:1: missing: the region 'limit' is empty\n")
    write(root, "deep/.gitignore", "new.md\n")
    assert revi(root, "check").stdout == clean
