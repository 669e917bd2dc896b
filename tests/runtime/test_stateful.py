"""Guard, lock, budget, breaker and rerun together, driven at random against a plain model of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from revi_docs.decide.contract import Transition
from revi_docs.records.ledger import path_faults
from revi_docs.records.refusal import RefusalError
from revi_docs.runtime.caller import caller
from revi_docs.runtime.file_store import FileStore
from revi_docs.runtime.locks import Asked, Breaking, acquire, break_lock, holder, release
from revi_docs.runtime.moves import Wish, move
from revi_docs.runtime.reruns import decide, rerun
from revi_docs.runtime.story_files import Outline, begin
from revi_docs.runtime.workflow import open_workflow

ROOT = Path(__file__).parents[2]
WORKFLOW = open_workflow(str(ROOT))
WAYS = [one for one in WORKFLOW.contract.transitions if one.by != "system"]
OWNERS = st.sampled_from(["one", "two"])
COMMANDS = sorted({one.by for one in WAYS if one.by != "manual"})


def refused(code: str, act: Callable[[], object]) -> bool:
    """Whether an act is refused; if so, with that code."""
    try:
        act()
    except RefusalError as error:
        found = error.code
    else:
        return False
    assert found == code
    return True


class Workflow(RuleBasedStateMachine):
    """The model: where the story stands, who holds it for what, and the highest fence."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="revi-stateful-"))
        (self.folder / "generated").mkdir()
        shutil.copy(ROOT / "generated/contract.json", self.folder / "generated")
        self.workflow = open_workflow(str(self.folder))
        self.story = self.workflow.story("REVI-016")
        self.status = ""
        self.held: tuple[str, str, str] | None = None
        self.fence = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(status=st.sampled_from(["pending", "generated"]))
    def begins(self, status: str) -> None:
        begin(self.story, Outline("A story", status=status))
        self.status = status

    @rule(owner=OWNERS, command=st.sampled_from(COMMANDS))
    def takes(self, owner: str, command: str) -> None:
        phase = self.workflow.contract.commands[command].phase or ""
        asked = Asked(caller(owner), phase, command, 0)
        if self.held is None:
            self.fence += 1
            self.held = (owner, phase, command)
            assert acquire(self.story, asked).holder.fence == self.fence
        elif self.held[0] != owner:
            assert refused("lock-held", lambda: acquire(self.story, asked))
        elif self.held[1] != phase:
            assert refused("other-phase", lambda: acquire(self.story, asked))
        else:
            self.held = (owner, phase, command)
            assert acquire(self.story, asked).again

    @rule(owner=OWNERS, status=st.sampled_from(["PASS", "FAIL"]))
    def frees(self, owner: str, status: str) -> None:
        mine = self.held is not None and self.held[0] == owner
        assert refused("lock-not-held", lambda: release(self.story, owner, status)) != mine
        self.held = None if mine else self.held

    @rule(off=st.integers(0, 1))
    def is_broken(self, off: int) -> None:
        code = "lock-free" if self.held is None else "other-fence"
        act = Breaking(self.fence + off, "Ada", "r")
        works = self.held is not None and not off
        assert refused(code, lambda: break_lock(self.story, act)) != works
        self.held = None if works else self.held

    @rule(owner=OWNERS, way=st.sampled_from(WAYS), behind=st.integers(0, 1))
    def moves(self, owner: str, way: Transition, behind: int) -> None:
        wish = Wish(
            way.target, way.by, way.event or "", way.verdict or "", "Ada", "r", owner, self.fence - behind
        )
        phase = self.workflow.contract.commands[way.by].phase if way.by != "manual" else None
        code = ""
        if self.status != way.source:
            code = "illegal-transition"
        elif way.by != "manual" and self.held is not None and self.held[0] != owner:
            code = "lock-held"
        elif phase and (self.held is None or self.held[1] != phase):
            code = "lock-not-held"
        elif wish.fence and wish.fence < self.fence:
            code = "old-fence"
        if code:
            assert refused(code, lambda: move(self.story, wish))
        else:
            assert move(self.story, wish).source == self.status
            self.status = wish.target

    @rule(command=st.sampled_from(COMMANDS), force=st.booleans())
    def runs_again(self, command: str, *, force: bool) -> None:
        """What was decided by looking is what is decided and noted."""
        looked = decide(self.story, command, force=force)
        assert rerun(self.story, command, "Ada", force=force).check == looked.check

    @invariant()
    def the_ledger_is_the_truth(self) -> None:
        ledger = FileStore(self.workflow).ledger(self.story.id)
        assert ledger.faults == ()
        assert list(path_faults(ledger, self.workflow.contract, self.story.id)) == []
        assert ledger.status == self.status
        if self.status:
            assert f"\nstatus: {self.status}\n" in Path(self.story.story).read_text()

    @invariant()
    def the_lock_is_who_holds_it(self) -> None:
        found = holder(self.story)
        assert (None if found is None else (found.owner, found.phase, found.command)) == self.held
        assert found is None or found.fence == self.fence


TestWorkflow = Workflow.TestCase
TestWorkflow.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
