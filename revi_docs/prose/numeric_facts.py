"""The numbers of a contract, indexed by the names that mention them in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import Duration


class Unit(Enum):
    """What a number counts. Counts are distinguished by the noun after the number."""

    TOKENS = "tokens"
    TIME = "time"
    RETRIES = "retries"
    ATTEMPTS = "attempts"
    FAILURES = "failures"
    TIMEOUTS = "timeouts"
    FACTOR = "factor"


@dataclass(frozen=True, slots=True)
class NumericFact:
    """A number of the contract; `derived_values` follow from it and are correct, too."""

    label: str
    unit: Unit
    value: float
    path: KeyPath
    derived_values: tuple[float, ...] = ()

    @property
    def formatted_value(self) -> str:
        """The number with its unit, for messages."""
        if self.unit is Unit.TIME:
            return str(Duration(self.value))
        number = f"{self.value:,g}" if self.value < 1e6 else f"{self.value:,.0f}"
        return f"{number} tokens" if self.unit is Unit.TOKENS else number


class NumericFacts(dict[str, tuple[NumericFact, ...]]):
    """Name → its numbers. Names of several words are lowercase."""

    @cached_property
    def phrases(self) -> dict[str, list[str]]:
        """First word → names of several words that start with it."""
        by_first_word: dict[str, list[str]] = {}
        for name in self:
            if " " in name:
                by_first_word.setdefault(name.partition(" ")[0], []).append(name)
        return by_first_word


def collect_facts(contract: Contract) -> NumericFacts:
    """Collect the numbers of each name; a name shared by several items has the numbers of all."""
    facts = NumericFacts()
    for name, fact in (
        *_phases(contract),
        *_errors(contract),
        *_calls(contract),
        *_worker_sets(contract),
        *_singletons(contract),
    ):
        facts[name] = (*facts.get(name, ()), fact)
    return facts


def _phases(contract: Contract) -> Iterator[tuple[str, NumericFact]]:
    for name, limits in contract.budgets.phases.items() if contract.budgets else ():
        phase = contract.phases.get(name)
        label = phase.label if phase else ""
        for alias in dict.fromkeys((name, _as_phrase(label or name), _as_phrase(name))):
            path = ("budgets", "phases", name)
            yield alias, NumericFact("warning", Unit.TOKENS, limits.warning, (*path, "warning"))
            yield alias, NumericFact("hard limit", Unit.TOKENS, limits.hard, (*path, "hard"))


def _as_phrase(name: str) -> str:
    """Return a name as written in a sentence."""
    return re.sub("[-_]", " ", name).casefold()


def _errors(contract: Contract) -> Iterator[tuple[str, NumericFact]]:
    for name, error in contract.errors.items():
        path, retry = ("errors", name, "retry"), error.retry
        if retry is None:
            yield name, NumericFact("retries", Unit.RETRIES, 0, path[:2])
            continue
        yield name, NumericFact("retries", Unit.RETRIES, retry.max, (*path, "max"))
        # Some writers count the first call as an attempt, others do not.
        yield name, NumericFact("attempts", Unit.ATTEMPTS, retry.max, (*path, "max"), (retry.max + 1,))
        factor = 2 if retry.backoff == "exponential" else 1
        # At most 15 delays: exponential ones soon exceed any delay that a page would state.
        delays = (float(retry.delay * factor**number) for number in range(1, min(retry.max, 16)))
        yield name, NumericFact("delay", Unit.TIME, retry.delay, (*path, "delay"), tuple(delays))
        if retry.cap is not None:
            yield name, NumericFact("longest delay", Unit.TIME, retry.cap, (*path, "cap"))


def _calls(contract: Contract) -> Iterator[tuple[str, NumericFact]]:
    for name, call in contract.calls.items():
        path = ("calls", name)
        attempts_path, attempts = (*path, "attempts"), call.attempts
        yield name, NumericFact("attempts", Unit.ATTEMPTS, attempts, attempts_path)
        yield name, NumericFact("retries", Unit.RETRIES, attempts - 1, attempts_path, (attempts,))
        delays = (call.delay * call.multiplier**number for number in range(1, min(call.attempts, 16)))
        yield name, NumericFact("delay", Unit.TIME, call.delay, (*path, "delay"), tuple(delays))
        if call.timeout is not None:
            yield name, NumericFact("timeout", Unit.TIME, call.timeout, (*path, "timeout"))


def _worker_sets(contract: Contract) -> Iterator[tuple[str, NumericFact]]:
    workers = contract.workers
    if workers is None:
        return
    for name, worker_set in workers.sets.items():
        path: KeyPath = ("workers", "sets", name)
        if worker_set.timeout is not None:
            yield name, NumericFact("timeout", Unit.TIME, worker_set.timeout, (*path, "timeout"))
        else:
            default_path = ("workers", "defaults", "timeout")
            yield name, NumericFact("timeout", Unit.TIME, workers.defaults.timeout, default_path)
        count = worker_set.tolerated_timeouts
        if count is not None:
            count_path = (*path, "tolerated_timeouts")
            yield name, NumericFact("tolerated timeouts", Unit.TIMEOUTS, count, count_path)


def _singletons(contract: Contract) -> Iterator[tuple[str, NumericFact]]:
    """Yield the numbers of sections without items: circuit, lock, multiplier."""
    circuit, locks = contract.circuit, contract.locks
    if circuit:
        yield "circuit", NumericFact("failures", Unit.FAILURES, circuit.failures, ("circuit", "failures"))
        yield "circuit", NumericFact("window", Unit.TIME, circuit.window, ("circuit", "window"))
    if locks:
        yield "lock", NumericFact("stale after", Unit.TIME, locks.stale_after, ("locks", "stale_after"))
        yield "lock", NumericFact("wait", Unit.TIME, locks.wait, ("locks", "wait"))
    multiplier = contract.budgets.multiplier if contract.budgets else None
    if multiplier:
        path = ("budgets", "multiplier")
        for name in dict.fromkeys((multiplier.key, "multiplier")):
            yield name, NumericFact("minimum", Unit.FACTOR, multiplier.min, (*path, "min"))
            yield name, NumericFact("maximum", Unit.FACTOR, multiplier.max, (*path, "max"))
