"""One fault of each kind, planted into a valid story: each says what must be found of it, and where.

A plant stands for the rule of its name. It is given the story's folder and id, of a story that stands where
the plant needs it, and yields each finding as (code, file, line); file paths are below the repository.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

Found = tuple[str, str, int]
Plant = Callable[["Bed"], Iterator[Found]]

LISTED, GENERATED, AUDITED, IN_WORK, DONE = 9, 0, 2, 3, 18
"""The remainder by 50 (by 10 for those below 10) of the numbers of stories that stand there."""


class Bed:
    """The story that a fault is planted into."""

    def __init__(self, root: Path, story: str) -> None:
        self.root = root
        self.id = story
        self.folder = root / "plans/stories" / story

    def path(self, start: str) -> Path:
        """The only file whose name begins so."""
        (found,) = sorted(self.folder.glob(f"{start}*"))
        return found

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    @property
    def story(self) -> Path:
        return self.folder / f"{self.id}.md"

    @property
    def ledger(self) -> Path:
        return self.folder / "LEDGER.jsonl"

    def edit(self, path: Path, old: str, new: str) -> int:
        """Replaces what stands there once; the line it stood on."""
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (path, old, text)
        path.write_text(text.replace(old, new), "utf-8")
        return text[: text.index(old)].count("\n") + 1


def artifact_name(bed: Bed) -> Iterator[Found]:
    path = bed.path("ELAB-").rename(bed.folder / f"ELAB-{bed.id}.md")
    yield "artifact-name", bed.name(path), 0


def artifact_time(bed: Bed) -> Iterator[Found]:
    path = bed.path("ELAB-").rename(bed.folder / f"ELAB-{bed.id}-20250101-0000.md")
    yield "artifact-time", bed.name(path), 0


def dependency_cycle(bed: Bed) -> Iterator[Found]:
    other = f"REVI-{int(bed.id[5:]) + 1:03d}"
    file = bed.root / "plans/stories" / other / f"{other}.md"
    line = bed.edit(bed.story, bed.story.read_text("utf-8").split("\n")[5], f"depends_on: [{other}]")
    bed.edit(file, file.read_text("utf-8").split("\n")[5], f"depends_on: [{bed.id}]")
    yield "dependency-cycle", bed.name(bed.story), line


def empty_section(bed: Bed) -> Iterator[Found]:
    line = bed.edit(bed.story, "## Token Budget\n\nThe usual one", "## Token Budget\n\n<!-- one")
    bed.edit(bed.story, "\n\n## Knowledge", " -->\n\n## Knowledge")
    yield "empty-section", bed.name(bed.story), line


def front_matter_type(bed: Bed) -> Iterator[Found]:
    text = bed.story.read_text("utf-8").split("\n")
    yield "front-matter-type", bed.name(bed.story), bed.edit(bed.story, text[4], "created_at: yesterday")


def ledger_malformed(bed: Bed) -> Iterator[Found]:
    lines = bed.ledger.read_text("utf-8").splitlines(keepends=True)
    bed.ledger.write_text("".join(lines) + '{"timestamp": "2026', "utf-8")
    yield "ledger-malformed", bed.name(bed.ledger), len(lines) + 1


def ledger_path(bed: Bed) -> Iterator[Found]:
    yield "ledger-path", bed.name(bed.ledger), bed.edit(bed.ledger, '"verdict": "PASS"', '"verdict": "FAIL"')


def ledger_time(bed: Bed) -> Iterator[Found]:
    lines = bed.ledger.read_text("utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace("2026-", "2025-", 1)
    bed.ledger.write_text("".join(lines), "utf-8")
    yield "ledger-time", bed.name(bed.ledger), 2


def log_malformed(bed: Bed) -> Iterator[Found]:
    text = bed.story.read_text("utf-8")
    line = bed.edit(bed.story, text[text.index("| Time |") :], "On Monday it was written.\n")
    yield "log-malformed", bed.name(bed.story), line - 2


def log_time(bed: Bed) -> Iterator[Found]:
    text = bed.story.read_text("utf-8")
    row = text[text.index("|---|---|---|---|\n| ") :].split("\n")[1]
    yield "log-time", bed.name(bed.story), bed.edit(bed.story, row, "| yesterday | ann | Wrote it. | |")


def loose_story_file(bed: Bed) -> Iterator[Found]:
    path = bed.root / f"plans/PROOF-{bed.id}-20260211-1432.md"
    path.write_text("# Proof\n", "utf-8")
    yield "loose-story-file", bed.name(path), 0


def missing_evidence(bed: Bed) -> Iterator[Found]:
    gate = bed.path("QA-GATE-")
    yield "missing-evidence", bed.name(gate), bed.edit(gate, "evidence: [", "evidence: [RUN-7.md, ")


def missing_section(bed: Bed) -> Iterator[Found]:
    path = bed.path("ELAB-")
    bed.edit(path, "## Findings", "### Findings")
    yield "missing-section", bed.name(path), 1


def missing_story_file(bed: Bed) -> Iterator[Found]:
    bed.story.unlink()
    yield "missing-story-file", bed.name(bed.story), 0


def missing_token_record(bed: Bed) -> Iterator[Found]:
    (bed.folder / "_implementation/TOKEN-LOG.md").write_text("# Tokens\n", "utf-8")
    yield "missing-token-record", bed.name(bed.ledger), 3


def multiplier_out_of_range(bed: Bed) -> Iterator[Found]:
    line = bed.story.read_text("utf-8").split("\n")[6]
    found = bed.edit(bed.story, line, "token_budget_multiplier: 5.01")
    yield "multiplier-out-of-range", bed.name(bed.story), found


def record_malformed(bed: Bed) -> Iterator[Found]:
    gate = bed.path("QA-GATE-")
    yield "record-malformed", bed.name(gate), bed.edit(gate, "verdict: PASS", "verdict: SHIP IT")


def reuse_mismatch(bed: Bed) -> Iterator[Found]:
    proof = bed.path("PROOF-")
    line = bed.edit(proof, "| the template of pages | reused | |", "| the template of pages | new | |")
    yield "reuse-mismatch", bed.name(proof), line


def reuse_plan_unclear(bed: Bed) -> Iterator[Found]:
    line = bed.edit(bed.story, "| new | None of ours is sorted. |", "| new | |")
    yield "reuse-plan-unclear", bed.name(bed.story), line


def status_differs(bed: Bed) -> Iterator[Found]:
    line = bed.edit(bed.story, "status: in-progress", "status: completed")
    yield "status-differs", bed.name(bed.story), line


def story_id_differs(bed: Bed) -> Iterator[Found]:
    yield "story-id-differs", bed.name(bed.story), bed.edit(bed.story, f"id: {bed.id}", "id: REVI-012345")


def story_without_ledger(bed: Bed) -> Iterator[Found]:
    bed.ledger.unlink()
    yield "story-without-ledger", bed.name(bed.story), 4


def token_record_malformed(bed: Bed) -> Iterator[Found]:
    path = bed.folder / "_implementation/TOKEN-LOG.md"
    yield "token-record-malformed", bed.name(path), bed.edit(path, "| 500 | 500 |", "| 500 | 5000 |")


def unaccepted_story(bed: Bed) -> Iterator[Found]:
    proof = bed.path("PROOF-")
    bed.edit(proof, "| tests | `make test` | 12 passed |\n", "")
    yield "unaccepted-story", bed.name(proof), 7


def unknown_dependency(bed: Bed) -> Iterator[Found]:
    line = bed.story.read_text("utf-8").split("\n")[5]
    found = bed.edit(bed.story, line, "depends_on: [REVI-9999999]")
    yield "unknown-dependency", bed.name(bed.story), found


def unknown_story_status(bed: Bed) -> Iterator[Found]:
    line = bed.edit(bed.story, "status: generated", "status: backlogged")
    yield "unknown-story-status", bed.name(bed.story), line


def unreadable_story_file(bed: Bed) -> Iterator[Found]:
    line = bed.edit(bed.story, "title: Readers", "title: Readers: they")
    yield "unreadable-story-file", bed.name(bed.story), line


PLANTS: tuple[tuple[Plant, int], ...] = (
    (artifact_name, AUDITED),
    (artifact_time, AUDITED),
    (dependency_cycle, GENERATED),
    (empty_section, GENERATED),
    (front_matter_type, GENERATED),
    (ledger_malformed, IN_WORK),
    (ledger_path, IN_WORK),
    (ledger_time, GENERATED + 1),
    (log_malformed, GENERATED),
    (log_time, GENERATED),
    (loose_story_file, GENERATED),
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
"""Each plant and where its story must stand."""


def planted(root: Path, first: int = 1) -> set[Found]:
    """Plants one fault of each kind, each into a story of its own; all that must be found."""
    found: set[Found] = set()
    for number, (plant, stands) in enumerate(PLANTS):
        story = first + 50 * number
        story += (stands - story) % 50
        found |= set(plant(Bed(root, f"REVI-{story:03d}")))
    return found
