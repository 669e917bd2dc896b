"""Single changes (2,000 in `make soak`), each inside or outside of what is owned, each judged by an oracle of the test's own.

What is changed inside is found with its file and line; what is changed outside is nobody's business;
and no file that need not be written is another one afterwards.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from random import Random

import pytest

from revi_docs.app.workspace import Workspace
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError
from tests.drift.drift_repo import AGENTS, HAND_WRITTEN, INDEX, OUTPUTS, PAGES, DriftRepo, contents, create_drift_repo
from tests.drift.expected_problems import (
    NO_PROBLEMS,
    Change,
    ExpectedOutcome,
    ProblemSet,
    agent_verdict,
    expected_outcome,
    item_line,
    page_sections,
)
from tests.support.sample_repo import render_problems, write
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace

PARTS, IN_EACH = 8, rounds(30, 250)
BYTES = b"x 0:#-'\"`<>|\n\r\t\xc3\xff"
LETTERS = [bytes([item]) for item in BYTES] + ["ö".encode(), b"xyz", b"\n\n", b"revi", b"# ", b" #", b"\xe2\x80\xa8"]
LINES = [b"x\n", b"\n", b"# x\n", b"x: y\n", b"  - x\n", b"model: opus\n", b"// x\n", b"\ttext of people\n"]
KINDS = {"output", "region", "field", "marker", "frame", "index", "outside", "unreadable", "copy", "rename", "delete"}
"""What each part has at least one of in `make soak`; a sample has more than half of them."""
WRITTEN = {"stale", "missing", "orphaned", "field-differs", "field-missing"}
"""What `sync` sets right by itself."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> DriftRepo:
    return create_drift_repo(tmp_path_factory.mktemp("mutations") / "mixed")


class FileChange:
    """One change of whole files, and what must be said of it."""

    def __init__(self, kind: str, files: dict[str, bytes | None], problems: ProblemSet = NO_PROBLEMS) -> None:
        self.files = files
        self.verdict = ExpectedOutcome(kind, problems)


def random_change(random: Random, repository: DriftRepo) -> FileChange:
    """One change at random."""
    target = random.choices(("output", "page", "agent", INDEX, "people", "file", "orphan"), (25, 30, 25, 3, 5, 8, 4))[0]
    if target == "file":
        return random_file_change(random, repository)
    if target == "orphan":
        return random_orphan_change(random, repository)
    paths = {"output": OUTPUTS, "page": tuple(PAGES), "agent": tuple(AGENTS), "people": tuple(HAND_WRITTEN)}
    path = random.choice(paths.get(target, (INDEX,)))
    before = repository.files[path]
    change = random_byte_change(random, path, before)
    outcome = expected_outcome(change, before)
    return (
        FileChange(outcome.kind, {path: change.of(before)}, outcome.problems)
        if not outcome.lines
        else _loose(change, before, outcome)
    )


def _loose(change: Change, before: bytes, outcome: ExpectedOutcome) -> FileChange:
    file_change = FileChange(outcome.kind, {change.path: change.of(before)})
    file_change.verdict = outcome
    return file_change


def random_byte_change(random: Random, path: str, before: bytes) -> Change:
    """A flip, an insertion, a deletion or a replacement of bytes or of lines."""
    offset = random_offset(random, path, before)
    line, after = before.rfind(b"\n", 0, offset) + 1, before.find(b"\n", offset) + 1
    after = after or len(before)
    return random.choice(
        (
            Change(path, offset, offset + 1, bytes([before[offset] ^ 1 << random.randrange(8)])),
            Change(path, offset, offset, random.choice(LETTERS)),
            Change(path, offset, offset + 1, random.choice(LETTERS)),
            Change(path, offset, min(len(before), offset + random.randint(1, 3)), b""),
            Change(path, line, line, random.choice(LINES)),
            Change(path, line, after, b""),
            Change(path, line, after, random.choice(LINES)),
        )
    )


def random_offset(random: Random, path: str, before: bytes) -> int:
    """Where to change a file: in a region or at a field more often than their size would have it."""
    if path in PAGES and random.random() < 0.5:
        region = random.choice([item for item in page_sections(path, before) if item.kind == "region"])
        return random.randint(region.start, region.end)
    if path in AGENTS and random.random() < 0.5:
        start = before.index(b"\nmodel:") + 1
        return random.randrange(start, before.index(b"\n", start) + 1)
    return random.randrange(len(before))


def random_file_change(random: Random, repository: DriftRepo) -> FileChange:
    """A file is deleted, renamed or copied."""
    path = random.choice((*OUTPUTS, *PAGES, *AGENTS, *HAND_WRITTEN, INDEX))
    operation = random.choice(("delete", "rename", "copy"))
    content = repository.files[path]
    folder, _, name = path.rpartition("/")
    other = f"{folder}/another-{name}".lstrip("/")
    files: dict[str, bytes | None] = {}
    files |= {path: None} if operation != "copy" else {}
    files |= {other: content} if operation != "delete" else {}
    return FileChange(operation, files, _said_of_files(path, other, operation, content))


def _said_of_files(path: str, other: str, operation: str, content: bytes) -> ProblemSet:
    """Outputs must stand where they are planned, and each agent must have one file, wherever that is."""
    if path in (*OUTPUTS, INDEX):
        return NO_PROBLEMS if operation == "copy" else frozenset({("missing", path, 0)})
    if path not in AGENTS:
        return NO_PROBLEMS
    usual_problems = agent_verdict(path, content, content).problems
    if operation == "delete":
        return frozenset({("item-without-file", "revi.yml", item_line(path))})
    at_new_path = frozenset((code, other, line) for code, _, line in usual_problems)
    if operation == "rename":
        return at_new_path
    line = content[: content.index(b"name:")].count(b"\n") + 1
    return usual_problems | at_new_path | {("doubled-agent", other, line)}


def random_orphan_change(random: Random, repository: DriftRepo) -> FileChange:
    """What was made once comes back: as it was, changed by hand, or at another path."""
    path, content = random.choice(sorted(repository.orphans.items()))
    operation = random.choice(("orphan", "changed orphan", "moved orphan"))
    if operation == "orphan":
        return FileChange(operation, {path: content}, frozenset({("orphaned", path, 0)}))
    if operation == "moved orphan":
        return FileChange(operation, {path.replace(".md", "-moved.md"): content})
    offset = random.randrange(len(content))
    return FileChange(operation, {path: content[:offset] + bytes([content[offset] ^ 1]) + content[offset + 1 :]})


def apply_files(repository: DriftRepo, files: dict[str, bytes | None]) -> None:
    for path, content in files.items():
        if content is None:
            (repository.root / path).unlink(missing_ok=True)
        else:
            write(repository.root, path, content)


def outcome(workspace: Workspace) -> tuple[tuple[Problem, ...], bool]:
    """All problems, and whether anything may be written at all."""
    try:
        return workspace.check(), True
    except ReviError as error:
        return error.problems, False


def check_change(repository: DriftRepo, change: FileChange, usual_problems: ProblemSet) -> str:
    """What is wrong with the answer to one change; empty where it is as it must be."""
    before = repository.files | {path: content for path, content in change.files.items() if content is not None}
    for path, content in change.files.items():
        if content is None:
            del before[path]
    workspace = open_workspace(repository.root, use_cache=True)
    problems, can_sync = outcome(workspace)
    after_check = contents(repository.root)
    if after_check != before:
        return "check has changed a file"
    if can_sync:
        sync(repository.root, workspace.file_statuses)
    return report_errors(change.verdict, problems, usual_problems, can_sync) or file_errors(
        repository, change, before, problems
    )


def places(problems: tuple[Problem, ...]) -> ProblemSet:
    """Code, file and line of each problem; of one that spans several files, each file's first place."""
    return frozenset(
        (problem.code, problem.places[0].file, problem.places[0].line) for problem in problems if problem.places
    )


def report_errors(
    expected: ExpectedOutcome, problems: tuple[Problem, ...], usual_problems: ProblemSet, can_sync: bool
) -> str:
    actual = places(problems)
    if expected.lines:
        others = [item for item in problems if item.code != "front-matter-no-yaml"]
        near = all(any(place.line in expected.lines for place in item.places) for item in others)
        return "" if others and near else f"wanted one of lines {sorted(expected.lines)}\n{render_problems(problems)}"
    missed, added = (
        expected.problems - actual | (usual_problems - actual if can_sync else NO_PROBLEMS),
        actual - expected.problems - usual_problems,
    )
    return f"missed {sorted(missed)}, added {sorted(added)}\n{render_problems(problems)}" if missed or added else ""


def file_errors(
    repository: DriftRepo, change: FileChange, before: dict[str, bytes], problems: tuple[Problem, ...]
) -> str:
    """Whether `sync` has written what was not to be written, or lost a line of people."""
    after = contents(repository.root)
    synced_paths = {place.file for item in problems if item.code in WRITTEN for place in item.places} | {INDEX}
    for path in before.keys() | after.keys():
        was, now = before.get(path), after.get(path)
        if was != now and path not in synced_paths:
            return f"sync has changed {path}"
        if (
            was is not None
            and now is not None
            and path in AGENTS
            and hand_written_lines(was) != hand_written_lines(now)
        ):
            return f"sync has changed more than the model of {path}: {was!r} → {now!r}"
        if path in (*OUTPUTS, INDEX) and path in synced_paths and now != repository.files[path]:
            return f"sync has not set {path} right"
    return ""


def hand_written_lines(content: bytes) -> list[bytes]:
    """The lines of an agent file without those of its model, which may go on where a line is indented."""
    return re.sub(
        rb"^model:[ ]*(?:'[^':]*'|\"[^\":]*\")?.*\n(?:(?:[ \t].*)?\n)*", b"", content, flags=re.MULTILINE
    ).split(b"\n")


@pytest.mark.parametrize("part", range(PARTS))
def test_each_change_is_found_where_it_is_owned_and_nowhere_else(repository: DriftRepo, part: int) -> None:
    random = Random(f"mutations {part}")
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(IN_EACH):
        change = random_change(random, repository)
        others = [path for path in AGENTS if path not in change.files]
        usual_problems = frozenset().union(
            *(agent_verdict(path, *[repository.files[path]] * 2).problems for path in others)
        )
        counts[change.verdict.kind] += 1
        apply_files(repository, change.files)
        wrong = check_change(repository, change, usual_problems)
        faults += [f"{number} {change.verdict.kind} {_describe(repository, change)}: {wrong}"] if wrong else []
        now = contents(repository.root)
        apply_files(
            repository,
            dict.fromkeys(now.keys() - repository.files.keys())
            | {path: content for path, content in repository.files.items() if now.get(path) != content},
        )
    sys.stdout.write(f"part {part}: {dict(sorted(counts.items()))}\n" + "\n".join(faults))
    assert faults == []
    assert counts.total() == IN_EACH
    assert len(counts.keys() & KINDS) >= rounds(len(KINDS) // 2 + 1, len(KINDS))


def _describe(repository: DriftRepo, change: FileChange) -> str:
    path, content = next(iter(change.files.items()))
    old, new = repository.files.get(path, b"").split(b"\n"), (content or b"").split(b"\n")
    return f"{path} {[line for line in new if line not in old]} for {[line for line in old if line not in new]}"
