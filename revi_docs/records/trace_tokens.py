"""Compare the tokens in a trace with the limits of the phases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from revi_docs.decide.compiled_contract import CompiledContract, TokenLimits
from revi_docs.records.phase_runs import IssueFields


class TraceTokens:
    """Sums the tokens of agents by phase. A breach that is in the ledger is not reported."""

    def __init__(self, contract: CompiledContract, limits: Mapping[str, TokenLimits], breached: frozenset[str]) -> None:
        self.contract = contract
        self.limits = limits
        self.breached = breached
        self.tokens_by_phase: Counter[str] = Counter()
        self.failed_phases: set[str] = set()
        self.reported_phases: set[str] = set()

    def process_event(self, fields: Mapping[str, Any], phase: str) -> Iterator[IssueFields]:
        """Update the sums with an event and yield issues; `phase` is the current phase, "" for none."""
        event = fields["event"]
        if event == "agent_complete":
            self.tokens_by_phase[phase] += fields["tokensInput"] + fields["tokensOutput"]
            limits = self.limits.get(phase)
            if limits is not None:
                yield from self._hard_limit_issues(phase, self.tokens_by_phase[phase], limits.hard)
        elif event == "budget_checked":
            yield from self._on_budget_checked(fields)
        elif event == "phase_start":
            self.failed_phases.discard(fields["phase"])
        elif event == "phase_complete" and fields["status"] == "PASS" and fields["phase"] in self.failed_phases:
            message = f"the phase '{fields['phase']}' ended with PASS, but its budget check failed"
            yield "over-budget", message, "end a phase over its hard limit with FAIL"

    def _on_budget_checked(self, fields: Mapping[str, Any]) -> Iterator[IssueFields]:
        phase, tokens, action = fields["phase"], fields["tokens"], fields["action"]
        budgets = self.contract.budgets
        level = budgets.levels.get(fields["level"]) if budgets is not None else None
        self.failed_phases.discard(phase)
        if action == "fail":
            self.failed_phases.add(phase)
        over_hard = level.over_hard if level else action
        over_warning = level.over_warning if level else action
        expected_action = "continue"
        if tokens >= fields["hard"]:
            expected_action = over_hard
            yield from self._hard_limit_issues(phase, tokens, fields["hard"])
        elif tokens >= fields["warning"]:
            expected_action = over_warning
        if level is None:
            yield "budget-decision", f"there is no budget level '{fields['level']}'", _CHECK_FIX
        elif expected_action != action:
            message = f"level {fields['level']} requires {expected_action} at {tokens:,} tokens, not {action}"
            yield "budget-decision", message, _CHECK_FIX

    def _hard_limit_issues(self, phase: str, tokens: int, hard: int) -> Iterator[IssueFields]:
        if tokens >= hard and phase not in self.breached and phase not in self.reported_phases:
            self.reported_phases.add(phase)
            message = f"{tokens:,} tokens in '{phase}' reach the hard limit {hard:,}; no breach in the ledger"
            yield "over-budget", message, _CHECK_FIX


_CHECK_FIX = "check the budget of each phase with 'revi plumbing budget check'"
