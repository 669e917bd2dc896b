"""The tokens that a trace tells of, against the limits of the phases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from revi_docs.decide.contract import Contract, Limits
from revi_docs.records.phase_runs import Said


class TraceTokens:
    """Sums up what agents used, phase by phase. A breach that the ledger keeps is known, and no fault."""

    def __init__(self, contract: Contract, limits: Mapping[str, Limits], breached: frozenset[str]) -> None:
        self.contract = contract
        self.limits = limits
        self.breached = breached
        self.used: Counter[str] = Counter()
        self.failed: set[str] = set()
        self.told: set[str] = set()

    def take(self, fields: Mapping[str, Any], phase: str) -> Iterator[Said]:
        """Takes an event into account; `phase` is the one that the trace is in, "" for none."""
        event = fields["event"]
        if event == "agent_complete":
            self.used[phase] += fields["tokensInput"] + fields["tokensOutput"]
            limits = self.limits.get(phase)
            if limits is not None:
                yield from self._over(phase, self.used[phase], limits.hard)
        elif event == "budget_checked":
            yield from self._checked(fields)
        elif event == "phase_start":
            self.failed.discard(fields["phase"])
        elif event == "phase_complete" and fields["status"] == "PASS" and fields["phase"] in self.failed:
            what = f"the budget failed the phase '{fields['phase']}', and it ended as PASS"
            yield "over-budget", what, "end a phase that is over its hard limit as FAIL"

    def _checked(self, fields: Mapping[str, Any]) -> Iterator[Said]:
        phase, tokens, action = fields["phase"], fields["tokens"], fields["action"]
        budgets = self.contract.budgets
        level = budgets.levels.get(fields["level"]) if budgets is not None else None
        self.failed.discard(phase)
        if action == "fail":
            self.failed.add(phase)
        over_hard = level.over_hard if level else action
        over_warning = level.over_warning if level else action
        follows = "continue"
        if tokens >= fields["hard"]:
            follows = over_hard
            yield from self._over(phase, tokens, fields["hard"])
        elif tokens >= fields["warning"]:
            follows = over_warning
        if level is None:
            yield "budget-decision", f"there is no level '{fields['level']}'", _CHECK
        elif follows != action:
            what = f"at level {fields['level']} {follows} follows on {tokens:,} tokens, and not {action}"
            yield "budget-decision", what, _CHECK

    def _over(self, phase: str, tokens: int, hard: int) -> Iterator[Said]:
        if tokens >= hard and phase not in self.breached and phase not in self.told:
            self.told.add(phase)
            what = (
                f"{tokens:,} tokens in '{phase}' reach the hard limit {hard:,}, and the ledger does not know"
            )
            yield "over-budget", what, _CHECK


_CHECK = "hold each phase against its budget by 'revi budget check'"
