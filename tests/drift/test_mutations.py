"""2,000 single changes, each inside or outside of what is owned, each judged by an oracle of the test's own.

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
from tests.drift.drift_repo import AGENTS, BY_PEOPLE, INDEX, OUTPUTS, PAGES, Mixed, contents, mixed
from tests.drift.expected_problems import (
    NOTHING,
    Change,
    Said,
    Verdict,
    item_line,
    of_agent,
    stretches,
    verdict,
)
from tests.support.sample_repo import render_problems, write
from tests.support.workspaces import open_workspace

PARTS, IN_EACH = 8, 250
BYTES = b"x 0:#-'\"`<>|\n\r\t\xc3\xff"
LETTERS = [bytes([one]) for one in BYTES] + [
    "ö".encode(),
    b"xyz",
    b"\n\n",
    b"revi",
    b"# ",
    b" #",
    b"\xe2\x80\xa8",
]
LINES = [b"x\n", b"\n", b"# x\n", b"x: y\n", b"  - x\n", b"model: opus\n", b"// x\n", b"\ttext of people\n"]
KINDS = {
    "output",
    "region",
    "field",
    "marker",
    "frame",
    "index",
    "outside",
    "unreadable",
    "copy",
    "rename",
    "delete",
}
"""What each part has at least one of."""
WRITTEN = {"stale", "missing", "orphaned", "field-differs", "field-missing"}
"""What `sync` sets right by itself."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Mixed:
    return mixed(tmp_path_factory.mktemp("mutations") / "mixed")


class Files:
    """One change of whole files, and what must be said of it."""

    def __init__(self, kind: str, files: dict[str, bytes | None], said: Said = NOTHING) -> None:
        self.files = files
        self.verdict = Verdict(kind, said)


def drawn(random: Random, repository: Mixed) -> Files:
    """One change at random."""
    what = random.choices(
        ("output", "page", "agent", INDEX, "people", "file", "orphan"), (25, 30, 25, 3, 5, 8, 4)
    )[0]
    if what == "file":
        return of_files(random, repository)
    if what == "orphan":
        return of_orphan(random, repository)
    paths = {"output": OUTPUTS, "page": tuple(PAGES), "agent": tuple(AGENTS), "people": tuple(BY_PEOPLE)}
    path = random.choice(paths.get(what, (INDEX,)))
    before = repository.files[path]
    change = of_bytes(random, path, before)
    judged = verdict(change, before)
    return (
        Files(judged.kind, {path: change.of(before)}, judged.said)
        if not judged.lines
        else _loose(change, before, judged)
    )


def _loose(change: Change, before: bytes, judged: Verdict) -> Files:
    made = Files(judged.kind, {change.path: change.of(before)})
    made.verdict = judged
    return made


def of_bytes(random: Random, path: str, before: bytes) -> Change:
    """A flip, an insertion, a deletion or a replacement of bytes or of lines."""
    at = spot(random, path, before)
    line, after = before.rfind(b"\n", 0, at) + 1, before.find(b"\n", at) + 1
    after = after or len(before)
    return random.choice(
        (
            Change(path, at, at + 1, bytes([before[at] ^ 1 << random.randrange(8)])),
            Change(path, at, at, random.choice(LETTERS)),
            Change(path, at, at + 1, random.choice(LETTERS)),
            Change(path, at, min(len(before), at + random.randint(1, 3)), b""),
            Change(path, line, line, random.choice(LINES)),
            Change(path, line, after, b""),
            Change(path, line, after, random.choice(LINES)),
        )
    )


def spot(random: Random, path: str, before: bytes) -> int:
    """Where to change a file: in a region or at a field more often than their size would have it."""
    if path in PAGES and random.random() < 0.5:
        region = random.choice([one for one in stretches(path, before) if one.kind == "region"])
        return random.randint(region.start, region.end)
    if path in AGENTS and random.random() < 0.5:
        start = before.index(b"\nmodel:") + 1
        return random.randrange(start, before.index(b"\n", start) + 1)
    return random.randrange(len(before))


def of_files(random: Random, repository: Mixed) -> Files:
    """A file is deleted, renamed or copied."""
    path = random.choice((*OUTPUTS, *PAGES, *AGENTS, *BY_PEOPLE, INDEX))
    how = random.choice(("delete", "rename", "copy"))
    content = repository.files[path]
    folder, _, name = path.rpartition("/")
    other = f"{folder}/another-{name}".lstrip("/")
    files: dict[str, bytes | None] = {}
    files |= {path: None} if how != "copy" else {}
    files |= {other: content} if how != "delete" else {}
    return Files(how, files, _said_of_files(path, other, how, content))


def _said_of_files(path: str, other: str, how: str, content: bytes) -> Said:
    """Outputs must stand where they are planned, and each agent must have one file, wherever that is."""
    if path in (*OUTPUTS, INDEX):
        return NOTHING if how == "copy" else frozenset({("missing", path, 0)})
    if path not in AGENTS:
        return NOTHING
    usual = of_agent(path, content, content).said
    if how == "delete":
        return frozenset({("item-without-file", "revi.yml", item_line(path))})
    moved = frozenset((code, other, line) for code, _, line in usual)
    if how == "rename":
        return moved
    line = content[: content.index(b"name:")].count(b"\n") + 1
    return usual | moved | {("doubled-agent", other, line)}


def of_orphan(random: Random, repository: Mixed) -> Files:
    """What was made once comes back: as it was, changed by hand, or at another path."""
    path, content = random.choice(sorted(repository.orphans.items()))
    how = random.choice(("orphan", "changed orphan", "moved orphan"))
    if how == "orphan":
        return Files(how, {path: content}, frozenset({("orphaned", path, 0)}))
    if how == "moved orphan":
        return Files(how, {path.replace(".md", "-moved.md"): content})
    at = random.randrange(len(content))
    return Files(how, {path: content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]})


def put(repository: Mixed, files: dict[str, bytes | None]) -> None:
    for path, content in files.items():
        if content is None:
            (repository.root / path).unlink(missing_ok=True)
        else:
            write(repository.root, path, content)


def judged(workspace: Workspace) -> tuple[tuple[Problem, ...], bool]:
    """All problems, and whether anything may be written at all."""
    try:
        return workspace.check(), True
    except ReviError as error:
        return error.problems, False


def fault(repository: Mixed, change: Files, usual: Said) -> str:
    """What is wrong with the answer to one change; empty where it is as it must be."""
    before = repository.files | {
        path: content for path, content in change.files.items() if content is not None
    }
    for path, content in change.files.items():
        if content is None:
            del before[path]
    workspace = open_workspace(repository.root, use_cache=True)
    problems, sound = judged(workspace)
    after_check = contents(repository.root)
    if after_check != before:
        return "check has changed a file"
    if sound:
        sync(repository.root, workspace.file_statuses)
    return not_as_told(change.verdict, problems, usual, sound) or not_as_left(
        repository, change, before, problems
    )


def places(problems: tuple[Problem, ...]) -> Said:
    """Code, file and line of each problem; of one that spans several files, each file's first place."""
    return frozenset(
        (problem.code, problem.places[0].file, problem.places[0].line)
        for problem in problems
        if problem.places
    )


def not_as_told(wanted: Verdict, problems: tuple[Problem, ...], usual: Said, sound: bool) -> str:
    found = places(problems)
    if wanted.lines:
        others = [one for one in problems if one.code != "front-matter-no-yaml"]
        near = all(any(place.line in wanted.lines for place in one.places) for one in others)
        return (
            ""
            if others and near
            else f"wanted one of lines {sorted(wanted.lines)}\n{render_problems(problems)}"
        )
    missed, added = wanted.said - found | (usual - found if sound else NOTHING), found - wanted.said - usual
    return (
        f"missed {sorted(missed)}, added {sorted(added)}\n{render_problems(problems)}"
        if missed or added
        else ""
    )


def not_as_left(
    repository: Mixed, change: Files, before: dict[str, bytes], problems: tuple[Problem, ...]
) -> str:
    """Whether `sync` has written what was not to be written, or lost a line of people."""
    after = contents(repository.root)
    mended = {place.file for one in problems if one.code in WRITTEN for place in one.places} | {INDEX}
    for path in before.keys() | after.keys():
        was, now = before.get(path), after.get(path)
        if was != now and path not in mended:
            return f"sync has changed {path}"
        if was is not None and now is not None and path in AGENTS and people(was) != people(now):
            return f"sync has changed more than the model of {path}: {was!r} → {now!r}"
        if path in (*OUTPUTS, INDEX) and path in mended and now != repository.files[path]:
            return f"sync has not set {path} right"
    return ""


def people(content: bytes) -> list[bytes]:
    """The lines of an agent file without those of its model, which may go on where a line is indented."""
    return re.sub(
        rb"^model:[ ]*(?:'[^':]*'|\"[^\":]*\")?.*\n(?:(?:[ \t].*)?\n)*", b"", content, flags=re.MULTILINE
    ).split(b"\n")


@pytest.mark.parametrize("part", range(PARTS))
def test_each_change_is_found_where_it_is_owned_and_nowhere_else(repository: Mixed, part: int) -> None:
    random = Random(f"mutations {part}")
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(IN_EACH):
        change = drawn(random, repository)
        others = [path for path in AGENTS if path not in change.files]
        usual = frozenset().union(*(of_agent(path, *[repository.files[path]] * 2).said for path in others))
        counts[change.verdict.kind] += 1
        put(repository, change.files)
        wrong = fault(repository, change, usual)
        faults += [f"{number} {change.verdict.kind} {_shown(repository, change)}: {wrong}"] if wrong else []
        now = contents(repository.root)
        put(
            repository,
            dict.fromkeys(now.keys() - repository.files.keys())
            | {path: content for path, content in repository.files.items() if now.get(path) != content},
        )
    sys.stdout.write(f"part {part}: {dict(sorted(counts.items()))}\n" + "\n".join(faults))
    assert faults == []
    assert counts.total() == IN_EACH
    assert counts.keys() >= KINDS


def _shown(repository: Mixed, change: Files) -> str:
    path, content = next(iter(change.files.items()))
    old, new = repository.files.get(path, b"").split(b"\n"), (content or b"").split(b"\n")
    return (
        f"{path} {[line for line in new if line not in old]} for {[line for line in old if line not in new]}"
    )
