"""The numbers of a contract, each with the name it stands beside in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from revi_docs.contract.model import Contract
from revi_docs.contract.reading import Path
from revi_docs.contract.shape import Duration


class Unit(Enum):
    """What is counted. `TRIES` and the like are told apart by the noun behind the number."""

    TOKENS = "tokens"
    TIME = "time"
    RETRIES = "retries"
    TRIES = "attempts"
    FAILURES = "failures"
    TIMEOUTS = "time-outs"
    FACTOR = "factor"


@dataclass(frozen=True, slots=True)
class Fact:
    """One number: `what` it is, in words; `also` are numbers that follow from it and are as true."""

    what: str
    unit: Unit
    value: float
    path: Path
    also: tuple[float, ...] = ()

    @property
    def said(self) -> str:
        """The number with its unit, for people."""
        if self.unit is Unit.TIME:
            return str(Duration(self.value))
        number = f"{self.value:,g}" if self.value < 1e6 else f"{self.value:,.0f}"
        return f"{number} tokens" if self.unit is Unit.TOKENS else number


class Facts(dict[str, tuple[Fact, ...]]):
    """Name → its numbers. A name of several words is written without capitals."""

    @cached_property
    def phrases(self) -> dict[str, list[str]]:
        """First word → the names of several words that begin with it."""
        found: dict[str, list[str]] = {}
        for name in self:
            if " " in name:
                found.setdefault(name.partition(" ")[0], []).append(name)
        return found


def facts_of(contract: Contract) -> Facts:
    """The numbers of each name. A name that several items share has the numbers of all of them."""
    found = Facts()
    for name, fact in (
        *_phases(contract),
        *_errors(contract),
        *_calls(contract),
        *_sets(contract),
        *_single(contract),
    ):
        found[name] = (*found.get(name, ()), fact)
    return found


def _phases(contract: Contract) -> Iterator[tuple[str, Fact]]:
    for name, limits in contract.budgets.phases.items() if contract.budgets else ():
        phase = contract.phases.get(name)
        label = phase.label if phase else ""
        for called in dict.fromkeys((name, _in_words(label or name), _in_words(name))):
            path = ("budgets", "phases", name)
            yield called, Fact("warning", Unit.TOKENS, limits.warning, (*path, "warning"))
            yield called, Fact("hard limit", Unit.TOKENS, limits.hard, (*path, "hard"))


def _in_words(name: str) -> str:
    """A name as it stands in a sentence."""
    return re.sub("[-_]", " ", name).casefold()


def _errors(contract: Contract) -> Iterator[tuple[str, Fact]]:
    for name, error in contract.errors.items():
        path, retry = ("errors", name, "retry"), error.retry
        if retry is None:
            yield name, Fact("retries", Unit.RETRIES, 0, path[:2])
            continue
        yield name, Fact("retries", Unit.RETRIES, retry.max, (*path, "max"))
        yield name, Fact("attempts", Unit.TRIES, retry.max, (*path, "max"), (retry.max + 1,))
        growth = 2 if retry.backoff == "exponential" else 1
        waits = (float(retry.delay * growth**number) for number in range(1, min(retry.max, 16)))
        yield name, Fact("delay", Unit.TIME, retry.delay, (*path, "delay"), tuple(waits))
        if retry.cap is not None:
            yield name, Fact("longest delay", Unit.TIME, retry.cap, (*path, "cap"))


def _calls(contract: Contract) -> Iterator[tuple[str, Fact]]:
    for name, call in contract.calls.items():
        path = ("calls", name)
        yield name, Fact("attempts", Unit.TRIES, call.attempts, (*path, "attempts"))
        yield name, Fact("retries", Unit.RETRIES, call.attempts - 1, (*path, "attempts"), (call.attempts,))
        waits = (call.delay * call.multiplier**number for number in range(1, min(call.attempts, 16)))
        yield name, Fact("delay", Unit.TIME, call.delay, (*path, "delay"), tuple(waits))
        if call.timeout is not None:
            yield name, Fact("timeout", Unit.TIME, call.timeout, (*path, "timeout"))


def _sets(contract: Contract) -> Iterator[tuple[str, Fact]]:
    workers = contract.workers
    if workers is None:
        return
    for name, one in workers.sets.items():
        path: Path = ("workers", "sets", name)
        if one.timeout is not None:
            yield name, Fact("timeout", Unit.TIME, one.timeout, (*path, "timeout"))
        else:
            where = ("workers", "defaults", "timeout")
            yield name, Fact("timeout", Unit.TIME, workers.defaults.timeout, where)
        if one.tolerated_timeouts is not None:
            tolerated = (*path, "tolerated_timeouts")
            yield name, Fact("tolerated time-outs", Unit.TIMEOUTS, one.tolerated_timeouts, tolerated)


def _single(contract: Contract) -> Iterator[tuple[str, Fact]]:
    """What there is once: the circuit, the lock, the multiplier."""
    if contract.circuit:
        yield "circuit", Fact("failures", Unit.FAILURES, contract.circuit.failures, ("circuit", "failures"))
        yield "circuit", Fact("window", Unit.TIME, contract.circuit.window, ("circuit", "window"))
    if contract.locks:
        yield "lock", Fact("stale after", Unit.TIME, contract.locks.stale_after, ("locks", "stale_after"))
        yield "lock", Fact("wait", Unit.TIME, contract.locks.wait, ("locks", "wait"))
    multiplier = contract.budgets.multiplier if contract.budgets else None
    if multiplier:
        path = ("budgets", "multiplier")
        for name in dict.fromkeys((multiplier.key, "multiplier")):
            yield name, Fact("least", Unit.FACTOR, multiplier.min, (*path, "min"))
            yield name, Fact("most", Unit.FACTOR, multiplier.max, (*path, "max"))
