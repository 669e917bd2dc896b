"""Guard, lock, budget, breaker and rerun together, driven at random against a plain model of them."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from revi_docs.decide.compiled_contract import TransitionSpec
from revi_docs.decide.retry import decide_retry
from revi_docs.records.command_errors import CommandError
from revi_docs.records.ledger_rules import transition_issues
from revi_docs.runtime.base.repository import open_repository
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.budgets.budget_checks import check_phase
from revi_docs.runtime.budgets.token_counts import TokenSource
from revi_docs.runtime.budgets.token_deltas import PhaseRef
from revi_docs.runtime.budgets.usage_records import record_usage
from revi_docs.runtime.claims.stores import URL_VARIABLE
from revi_docs.runtime.error_handling import error_reports
from revi_docs.runtime.error_handling.circuit_breaker import close_circuit
from revi_docs.runtime.error_handling.error_reports import Failure
from revi_docs.runtime.locks.lock_owner import current_owner
from revi_docs.runtime.locks.phase_locks import BreakRequest, LockRequest, acquire, break_lock, release
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.reruns import decide_rerun, record_rerun
from revi_docs.runtime.moves.status_moves import MoveRequest, move
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support.claim_stores import add_remote, new_database, open_with_store
from tests.support.compiled_contracts import save_compiled
from tests.support.literal_fixes import supply_evidence
from tests.support.soak import rounds

ROOT = Path(__file__).parents[2]
WORKFLOW = open_repository(str(ROOT))
TRANSITIONS = WORKFLOW.contract.transitions
PHASES = list(WORKFLOW.section("phases"))
ERRORS = sorted(WORKFLOW.contract.errors)
assert WORKFLOW.contract.circuit is not None
CIRCUIT = WORKFLOW.contract.circuit
MOVES = [item for item in WORKFLOW.contract.transitions if item.by != "system"]
OWNERS = st.sampled_from(["one", "two"])
COMMANDS = sorted({item.by for item in MOVES if item.by != "manual"})


def is_rejected(code: str, act: Callable[[], object]) -> bool:
    """Whether an action is rejected; if so, with that code."""
    try:
        act()
    except CommandError as error:
        actual = error.code
    else:
        return False
    assert actual == code
    return True


class Workflow(RuleBasedStateMachine):
    """The model: the status, the owner of the lock, the highest fence, the tokens of each phase,
    the failures since the circuit was last closed, and whether it is open."""

    store = "files"

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="revi-stateful-"))
        (self.folder / "work").mkdir()
        shutil.copy(ROOT / "revi.yml", self.folder / "work")
        save_compiled(self.folder / "work")
        if self.store == "git":
            add_remote(self.folder / "work")
        self.workflow = open_with_store(self.folder / "work", self.store)
        self.story = self.workflow.story_paths("REVI-016")
        self.status = ""
        self.held: tuple[str, str, str] | None = None
        self.fence = 0
        self.spent = dict.fromkeys(PHASES, 0)
        self.failed: list[str] = []
        self.is_open = False
        self.breached: set[str] = set()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(status=st.sampled_from(["pending", "generated"]))
    def begins(self, status: str) -> None:
        create_story(self.story, NewStory("A story", status=status))
        self.status = status

    @rule(owner=OWNERS, command=st.sampled_from(COMMANDS))
    def takes(self, owner: str, command: str) -> None:
        phase = self.workflow.contract.commands[command].phase or ""
        hook_input = LockRequest(current_identity(owner), phase, command, 0)
        if self.held is None:
            self.fence += 1
            self.held = (owner, phase, command)
            assert acquire(self.story, hook_input).owner.fence == self.fence
        elif self.held[0] != owner:
            assert is_rejected("lock-held", lambda: acquire(self.story, hook_input))
        elif self.held[1] != phase:
            assert is_rejected("locked-for-other-phase", lambda: acquire(self.story, hook_input))
        else:
            self.held = (owner, phase, command)
            assert acquire(self.story, hook_input).renewed

    @rule(owner=OWNERS, status=st.sampled_from(["PASS", "FAIL"]))
    def frees(self, owner: str, status: str) -> None:
        is_owner = self.held is not None and self.held[0] == owner
        assert is_rejected("lock-not-held", lambda: release(self.story, owner, status)) != is_owner
        self.held = None if is_owner else self.held

    @rule(off=st.integers(0, 1))
    def is_broken(self, off: int) -> None:
        code = "not-locked" if self.held is None else "fence-differs"
        act = BreakRequest(self.fence + off, "Ada", "r")
        works = self.held is not None and not off
        assert is_rejected(code, lambda: break_lock(self.story, act)) != works
        self.held = None if works else self.held

    @rule(owner=OWNERS, transition=st.sampled_from(MOVES), fence_lag=st.integers(0, 1))
    def moves(self, owner: str, transition: TransitionSpec, fence_lag: int) -> None:
        # The same trigger can lead from several statuses to one.
        same_trigger = (item for item in MOVES if item[1:5] == transition[1:5] and item.source == self.status)
        transition = next(same_trigger, transition)
        request = MoveRequest(
            transition.target,
            transition.by,
            transition.event or "",
            transition.verdict or "",
            "Ada",
            "r",
            owner,
            self.fence - fence_lag,
        )
        phase = self.workflow.contract.commands[transition.by].phase if transition.by != "manual" else None
        code = ""
        if self.status != transition.source:
            code = "illegal-transition"
        elif transition.by != "manual" and self.held is not None and self.held[0] != owner:
            code = "lock-held"
        elif phase and (self.held is None or self.held[1] != phase):
            code = "lock-not-held"
        elif request.fence and request.fence < self.fence:
            code = "outdated-fence"
        requires = {condition.kind for condition in transition.requires}
        if self.status == transition.source and self.is_stopped(requires):
            assert is_rejected("unmet-requirements", lambda: move(self.story, request))
        elif code:
            request = request if code == "illegal-transition" else supply_evidence(self.story, request)
            assert is_rejected(code, lambda: move(self.story, request))
        else:
            assert move(self.story, supply_evidence(self.story, request)).source == self.status
            self.status = request.target

    def is_stopped(self, requires: set[str]) -> bool:
        """Whether an open circuit or a breached budget stops a move that requires these kinds of conditions."""
        is_over = self.breached and "within-budget" in requires
        return is_over or (self.is_open and "circuit-closed" in requires)

    @rule(command=st.sampled_from(COMMANDS), force=st.booleans())
    def runs_again(self, command: str, *, force: bool) -> None:
        """What was decided by looking is what is decided and noted."""
        preview = decide_rerun(self.story, command, force=force)
        assert record_rerun(self.story, command, "Ada", force=force).check == preview.check

    @rule(phase=st.sampled_from(PHASES), tokens=st.sampled_from([0, 1, 30_000, 60_000, 250_000]))
    def spends(self, phase: str, tokens: int) -> None:
        record_usage(self.story, PhaseRef(phase, source=TokenSource(tokens=tokens)))
        self.spent[phase] += tokens

    @rule(phase=st.sampled_from(PHASES), level=st.sampled_from([None, "hard_gate", "soft_gate"]))
    def is_checked(self, phase: str, level: str | None) -> None:
        budgets = self.workflow.contract.budgets
        assert budgets is not None
        limits, tokens = budgets.phases[phase], self.spent[phase]
        actual = check_phase(self.story, phase, level).check
        over = "hard" if tokens >= limits.hard else "warning" if tokens >= limits.warning else ""
        level_facts = budgets.levels[level or budgets.level]
        action = {"": "continue", "warning": level_facts.over_warning, "hard": level_facts.over_hard}[over]
        assert (actual.tokens, actual.over, actual.action) == (tokens, over, action)
        self.breached |= {phase} if action == "fail" else set()

    @rule(owner=OWNERS, error=st.sampled_from(ERRORS), phase=st.sampled_from(PHASES))
    def fails(self, owner: str, error: str, phase: str) -> None:
        failure = Failure(error, phase, "step", "why", owner)
        if self.held is not None and self.held[0] != owner:
            assert is_rejected("lock-held", lambda: error_reports.record_failure(self.story, failure))
            return
        same_count = self.failed.count(f"{error} {phase}")
        self.failed.append(f"{error} {phase}")
        actual = error_reports.record_failure(self.story, failure)
        assert actual.step == decide_retry(self.workflow.contract, error, same_count)
        opens = len(self.failed) >= CIRCUIT.failures and not self.is_open
        assert (actual.attempt, actual.failures, actual.opened) == (same_count + 1, len(self.failed), opens)
        self.is_open = self.is_open or opens
        if opens and any(item.by == "system" and item.source == self.status for item in TRANSITIONS):
            self.status = "blocked"

    @rule()
    def is_resolved(self) -> None:
        time.sleep(0.002)  # a failure of the same millisecond as the closing would count as one before it
        assert is_rejected("circuit-not-open", lambda: close_circuit(self.story, "Ada", "mended")) != self.is_open
        if self.is_open:
            self.failed, self.is_open = [], False
        time.sleep(0.002)

    @invariant()
    def the_ledger_is_the_truth(self) -> None:
        ledger = story_ledger(self.story)
        assert ledger.issues == ()
        assert list(transition_issues(ledger, self.workflow.contract, self.story.id)) == []
        assert ledger.status == self.status
        if self.status:
            assert "\nstatus: " not in Path(self.story.story).read_text()

    @invariant()
    def the_lock_has_the_expected_owner(self) -> None:
        actual = current_owner(self.story)
        assert (None if actual is None else (actual.owner_id, actual.phase, actual.command)) == self.held
        assert actual is None or actual.fence == self.fence


class GitWorkflow(Workflow):
    """The same with claims in a git remote."""

    store = "git"


class PostgresWorkflow(Workflow):
    """The same with claims in a database."""

    store = "postgres"

    def __init__(self) -> None:
        os.environ[URL_VARIABLE] = new_database()
        super().__init__()

    def teardown(self) -> None:
        del os.environ[URL_VARIABLE]
        super().teardown()


TestWorkflow = Workflow.TestCase
TestWorkflow.settings = settings(max_examples=rounds(10, 40), stateful_step_count=40, deadline=None)
TestGitWorkflow = GitWorkflow.TestCase
TestGitWorkflow.settings = settings(max_examples=rounds(2, 40), stateful_step_count=30, deadline=None)
TestPostgresWorkflow = PostgresWorkflow.TestCase
TestPostgresWorkflow.settings = settings(max_examples=rounds(2, 40), stateful_step_count=30, deadline=None)
