"""One fault for each rule, seeded into a valid story, with the findings that lint must report.

Each function is named after its rule, changes one story and yields the expected findings as
(code, file, line), with file paths relative to the repository.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path

ExpectedFinding = tuple[str, str, int]
FaultSeeder = Callable[["SeededStory"], Iterator[ExpectedFinding]]

LISTED, GENERATED, AUDITED, IN_WORK, DONE = 9, 0, 2, 3, 8
"""Story number modulo 10 of the generated stories in each status."""

ADOPTED = 8
"""Story number modulo 50 of the stories that are older than their ledger: no fault is seeded into them."""


class SeededStory:
    """The story that a fault is seeded into."""

    def __init__(self, root: Path, story: str) -> None:
        self.root = root
        self.id = story
        self.folder = root / "plans/stories" / story

    def path(self, start: str) -> Path:
        """Return the only file whose name starts with a prefix."""
        (path,) = sorted(self.folder.glob(f"{start}*"))
        return path

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    @property
    def story(self) -> Path:
        return self.folder / f"{self.id}.md"

    @property
    def ledger(self) -> Path:
        return self.folder / "LEDGER.jsonl"

    def edit(self, path: Path, old: str, new: str) -> int:
        """Replace a text that occurs once, and return its line number."""
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (path, old, text)
        path.write_text(text.replace(old, new), "utf-8")
        return text[: text.index(old)].count("\n") + 1


def artifact_name(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    path = seeded.path("ELAB-").rename(seeded.folder / f"ELAB-{seeded.id}.md")
    yield "artifact-name", seeded.name(path), 0


def artifact_time(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    path = seeded.path("ELAB-").rename(seeded.folder / f"ELAB-{seeded.id}-20250101-0000.md")
    yield "artifact-time", seeded.name(path), 0


def dependency_cycle(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    other = f"REVI-{int(seeded.id[5:]) + 1:03d}"
    file = seeded.root / "plans/stories" / other / f"{other}.md"
    line = seeded.edit(seeded.story, seeded.story.read_text("utf-8").split("\n")[5], f"depends_on: [{other}]")
    seeded.edit(file, file.read_text("utf-8").split("\n")[5], f"depends_on: [{seeded.id}]")
    yield "dependency-cycle", seeded.name(seeded.story), line


def empty_section(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    line = seeded.edit(seeded.story, "## Token Budget\n\nThe usual one", "## Token Budget\n\n<!-- one")
    seeded.edit(seeded.story, "\n\n## Knowledge", " -->\n\n## Knowledge")
    yield "empty-section", seeded.name(seeded.story), line


def front_matter_type(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    text = seeded.story.read_text("utf-8").split("\n")
    yield ("front-matter-type", seeded.name(seeded.story), seeded.edit(seeded.story, text[4], "created_at: yesterday"))


def add_entry(seeded: SeededStory, previous: str) -> Path:
    """Add an entry that sorts before the last line of the ledger, so that the status stays."""
    last = json.loads(seeded.ledger.read_text("utf-8").splitlines()[-1])
    chain = {"seq": 1, "id": "0" * 12, "prev": [previous], "timestamp": last["timestamp"], "storyId": last["storyId"]}
    path = seeded.folder / "ledger" / f"0001-{'0' * 12}.json"
    path.parent.mkdir()
    path.write_text(
        json.dumps({**chain, "event": "circuit-closed", "actor": "ann", "reason": "a reason"}) + "\n", "utf-8"
    )
    return path


def ledger_fork(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    lines = seeded.ledger.read_bytes().splitlines()
    add_entry(seeded, sha256(lines[0]).hexdigest())
    yield "ledger-fork", seeded.name(seeded.ledger), len(lines)


def ledger_gap(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    yield "ledger-gap", seeded.name(add_entry(seeded, "0" * 64)), 1


def ledger_name(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    line = seeded.edit(seeded.ledger, '"by": "elab-story"', '"by": "elab-former"')
    yield "ledger-name", seeded.name(seeded.ledger), line


def ledger_malformed(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    lines = seeded.ledger.read_text("utf-8").splitlines(keepends=True)
    seeded.ledger.write_text("".join(lines) + '{"timestamp": "2026\n', "utf-8")
    yield "ledger-malformed", seeded.name(seeded.ledger), len(lines) + 1


def ledger_path(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    yield (
        "ledger-path",
        seeded.name(seeded.ledger),
        seeded.edit(seeded.ledger, '"verdict": "PASS"', '"verdict": "FAIL"'),
    )


def ledger_torn(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    lines = seeded.ledger.read_text("utf-8").splitlines(keepends=True)
    seeded.ledger.write_text("".join(lines) + '{"timestamp": "2026', "utf-8")
    yield "ledger-torn", seeded.name(seeded.ledger), len(lines) + 1


def log_malformed(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    text = seeded.story.read_text("utf-8")
    line = seeded.edit(seeded.story, text[text.index("| Time |") :], "On Monday it was written.\n")
    yield "log-malformed", seeded.name(seeded.story), line - 2


def log_time(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    text = seeded.story.read_text("utf-8")
    row = text[text.index("|---|---|---|---|\n| ") :].split("\n")[1]
    yield ("log-time", seeded.name(seeded.story), seeded.edit(seeded.story, row, "| yesterday | ann | Wrote it. | |"))


def misplaced_story_file(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    path = seeded.root / f"plans/PROOF-{seeded.id}-20260211-1432.md"
    path.write_text("# Proof\n", "utf-8")
    yield "misplaced-story-file", seeded.name(path), 0


def missing_evidence(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    gate = seeded.path("QA-GATE-")
    yield "missing-evidence", seeded.name(gate), seeded.edit(gate, "evidence: [", "evidence: [RUN-7.md, ")


def missing_section(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    path = seeded.path("ELAB-")
    seeded.edit(path, "## Findings", "### Findings")
    yield "missing-section", seeded.name(path), 1


def missing_story_file(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    seeded.story.unlink()
    yield "missing-story-file", seeded.name(seeded.story), 0


def missing_token_record(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    (seeded.folder / "_implementation/TOKEN-LOG.md").write_text("# Tokens\n", "utf-8")
    yield "missing-token-record", seeded.name(seeded.ledger), 3


def multiplier_out_of_range(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    line = seeded.story.read_text("utf-8").split("\n")[6]
    line_number = seeded.edit(seeded.story, line, "token_budget_multiplier: 5.01")
    yield "multiplier-out-of-range", seeded.name(seeded.story), line_number


def record_malformed(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    gate = seeded.path("QA-GATE-")
    yield "record-malformed", seeded.name(gate), seeded.edit(gate, "verdict: PASS", "verdict: SHIP IT")


def reuse_mismatch(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    proof = seeded.path("PROOF-")
    line = seeded.edit(proof, "| the template of pages | reused | |", "| the template of pages | new | |")
    yield "reuse-mismatch", seeded.name(proof), line


def reuse_plan_unclear(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    line = seeded.edit(seeded.story, "| new | None of ours is sorted. |", "| new | |")
    yield "reuse-plan-unclear", seeded.name(seeded.story), line


def status_differs(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    line = seeded.edit(seeded.story, "status: in-progress", "status: completed")
    yield "status-differs", seeded.name(seeded.story), line


def story_id_differs(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    yield (
        "story-id-differs",
        seeded.name(seeded.story),
        seeded.edit(seeded.story, f"id: {seeded.id}", "id: REVI-012345"),
    )


def story_without_ledger(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    seeded.ledger.unlink()
    yield "story-without-ledger", seeded.name(seeded.story), 4


def token_record_malformed(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    path = seeded.folder / "_implementation/TOKEN-LOG.md"
    yield "token-record-malformed", seeded.name(path), seeded.edit(path, "| 500 | 500 |", "| 500 | 5000 |")


def unaccepted_story(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    proof = seeded.path("PROOF-")
    seeded.edit(proof, "| tests | `make test` | 12 passed |\n", "")
    yield "unaccepted-story", seeded.name(proof), 7


def unknown_dependency(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    line = seeded.story.read_text("utf-8").split("\n")[5]
    line_number = seeded.edit(seeded.story, line, "depends_on: [REVI-9999999]")
    yield "unknown-dependency", seeded.name(seeded.story), line_number


def unknown_story_status(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    line = seeded.edit(seeded.story, "status: generated", "status: backlogged")
    yield "unknown-story-status", seeded.name(seeded.story), line


def unreadable_story_file(seeded: SeededStory) -> Iterator[ExpectedFinding]:
    line = seeded.edit(seeded.story, "title: Readers", "title: Readers: they")
    yield "unreadable-story-file", seeded.name(seeded.story), line


FAULT_SEEDERS: tuple[tuple[FaultSeeder, int], ...] = (
    (artifact_name, AUDITED),
    (artifact_time, AUDITED),
    (dependency_cycle, GENERATED),
    (empty_section, GENERATED),
    (front_matter_type, GENERATED),
    (ledger_fork, IN_WORK),
    (ledger_gap, IN_WORK),
    (ledger_malformed, IN_WORK),
    (ledger_name, GENERATED + 1),
    (ledger_path, IN_WORK),
    (ledger_torn, GENERATED + 1),
    (log_malformed, GENERATED),
    (log_time, GENERATED),
    (misplaced_story_file, GENERATED),
    (missing_evidence, DONE),
    (missing_section, AUDITED),
    (missing_story_file, GENERATED),
    (missing_token_record, AUDITED),
    (multiplier_out_of_range, GENERATED),
    (record_malformed, DONE),
    (reuse_mismatch, DONE),
    (reuse_plan_unclear, GENERATED),
    (status_differs, IN_WORK),
    (story_id_differs, GENERATED),
    (story_without_ledger, IN_WORK),
    (token_record_malformed, AUDITED),
    (unaccepted_story, DONE),
    (unknown_dependency, GENERATED),
    (unknown_story_status, GENERATED),
    (unreadable_story_file, GENERATED),
)
"""Each seeder and the status that its story must have."""


def seed_faults(root: Path, first: int = 1) -> set[ExpectedFinding]:
    """Seed each fault into a story of its own, and return all expected findings."""
    findings: set[ExpectedFinding] = set()
    numbers = {status: _numbers(first, status) for _, status in FAULT_SEEDERS}
    for seed, status in FAULT_SEEDERS:
        findings |= set(seed(SeededStory(root, f"REVI-{next(numbers[status]):03d}")))
    return findings


def _numbers(first: int, status: int) -> Iterator[int]:
    """The numbers, from a first one on, of the stories with a status."""
    return (number for number in count(first) if number % 10 == status and number % 50 != ADOPTED)


NEEDED_STORIES = 10 * max(Counter(status for _, status in FAULT_SEEDERS).values())
"""Stories in which each fault has a story of its own: every tenth story has the same status."""
