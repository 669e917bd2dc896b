"""Contracts change, branches are merged and clocks jump, at random: every story stays usable, and no entry is lost."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from revi_docs.decide.transition_check import allowed_targets
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.moves.reconciliation import ReconcileRequest, ledger_sides, reconcile
from tests.support import ledgers
from tests.support.branched_stories import CONTRACT, BranchedStories
from tests.support.soak import rounds

STORIES = ("TKT-1", "TKT-2")
BRANCHES = ("main", "side")
TRUE_CLOCK = time.time_ns


class Branches(RuleBasedStateMachine):
    """Two stories on two branches. `acknowledged`: branch → the lines of all entries that were ever in its ledgers."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="revi-branches-"))
        self.stories = BranchedStories(self.folder)
        self.stories.create(*STORIES)
        self.stories.git("branch", "side")
        self.branch, self.number = "main", 0
        self.names = {status: [status] for status in ("working", "stuck")}
        self.extra: list[str] = []
        self.retired: list[str] = []
        self.offset_ns = 0
        self.clock = patch("time.time_ns", lambda: TRUE_CLOCK() + self.offset_ns)
        self.clock.start()
        self.acknowledged = {branch: self.lines() for branch in BRANCHES}

    def teardown(self) -> None:
        self.clock.stop()
        shutil.rmtree(self.folder)

    def lines(self) -> set[str]:
        files = [file for story in STORIES for file in ledgers.ledger_files(self.folder / "tickets" / story)]
        return {line.strip() for file in files for line in file.read_text("utf-8").splitlines()}

    def done(self) -> None:
        self.stories.commit()
        self.acknowledged[self.branch] |= self.lines()

    @rule(story=st.sampled_from(STORIES), choice=st.integers(0, 5))
    def moves(self, story: str, choice: int) -> None:
        paths = self.stories.story(story)
        targets = allowed_targets(paths.repository.contract, story_ledger(paths).status)
        if targets:
            self.stories.move(story, targets[choice % len(targets)])
            self.acknowledged[self.branch] |= self.lines()

    @rule(seconds=st.sampled_from([-3600, -5, 5, 3600]))
    def the_clock_jumps(self, seconds: int) -> None:
        self.offset_ns += seconds * 1_000_000_000

    @rule()
    def changes_the_branch(self) -> None:
        self.branch = "side" if self.branch == "main" else "main"
        self.stories.git("switch", "-q", self.branch)
        assert self.lines() == self.acknowledged[self.branch]

    @rule(side_index=st.integers(0, 1))
    def merges(self, side_index: int) -> None:
        other = "side" if self.branch == "main" else "main"
        self.stories.merge(other)
        self.acknowledged[self.branch] |= self.acknowledged[other]
        for story in STORIES:
            paths = self.stories.story(story)
            sides = ledger_sides(paths)
            if sides:
                reconcile(paths, ReconcileRequest(sides[side_index % len(sides)].tip.id, "Ada", "it is right"))
        self.done()

    @precondition(lambda self: self.branch == "main")
    @rule(status=st.sampled_from(["working", "stuck"]))
    def a_status_is_renamed(self, status: str) -> None:
        """On `main`; the other branch gets it with the next merge."""
        self.number += 1
        self.names[status].append(f"{status}{self.number}")
        self.change_contract()

    @precondition(lambda self: self.branch == "main")
    @rule()
    def a_status_is_added(self) -> None:
        self.number += 1
        self.extra.append(f"extra{self.number}")
        self.change_contract()

    @precondition(lambda self: self.extra and self.acknowledged["main"] == self.acknowledged["side"])
    @rule()
    def a_status_is_retired(self) -> None:
        """A status that no story is in, on neither branch."""
        statuses = {story_ledger(self.stories.story(story)).status for story in STORIES}
        if self.branch == "main" and self.extra[0] not in statuses:
            self.retired.append(self.extra.pop(0))
            self.change_contract()

    def change_contract(self) -> None:
        current = {status: names[-1] for status, names in self.names.items()}
        lines = {current[status]: f"{{aliases: [{', '.join(names[:-1])}]}}" for status, names in self.names.items()}
        lines |= dict.fromkeys(self.extra, "{}")
        statuses = "".join(f"  {name}: {value}\n" for name, value in lines.items())
        text = CONTRACT.replace("  working: {}\n  stuck: {}\n", statuses)
        head, middle, tail = text.partition("transitions:\n")
        for status, name in current.items():
            tail = re.sub(rf"\b{status}\b", name, tail)
        for name in self.extra:
            middle += f"  - {{from: open, to: {name}, by: manual}}\n  - {{from: {name}, to: open, by: manual}}\n"
        reasons = ", ".join(f"{name}: It is not used any more." for name in self.retired)
        self.stories.write_contract(f"{head}{middle}{tail}reserved: {{statuses: {{{reasons}}}}}\n")
        self.done()
        assert set(lines) < set(self.stories.story("TKT-1").repository.contract.statuses)

    @invariant()
    def every_story_is_usable(self) -> None:
        assert self.stories.codes() == []
        assert self.lines() >= self.acknowledged[self.branch]


TestBranches = Branches.TestCase
TestBranches.settings = settings(max_examples=rounds(1, 100), stateful_step_count=rounds(10, 40), deadline=None)
