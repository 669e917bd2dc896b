"""Questions to `decide` with the answers of the reference, made from whatever contract is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations_with_replacement, product
from typing import Any

from tests.vectors import records
from tests.vectors.reference import SECTIONS, Reference, as_list, milliseconds

MOST_WORKERS = 7

Row = tuple[list[Any], Any]
"""What is asked, and the answer."""


def pairs(reference: Reference) -> Iterator[Row]:
    """Every status with every status, itself included."""
    statuses = list(reference.section("statuses"))
    for source, target in product(statuses, statuses):
        yield [source, target, None], reference.can(source, target, None)


def triggers(reference: Reference) -> Iterator[Row]:
    """Every way with its own trigger, those of all others, and none of the contract's."""
    ways = list(reference.ways())
    every = {(by, event, verdict) for *_, by, event, verdict in ways}
    every |= {(by, None, None) for *_, by, _, _ in ways} | {("nobody", None, None)}
    for source, target in dict.fromkeys((source, target) for source, target, *_ in ways):
        for trigger in sorted(every, key=str):
            yield [source, target, list(trigger)], reference.can(source, target, list(trigger))


def asserted(reference: Reference) -> Iterator[Row]:
    """Ways by ids, by older names and by names that nobody knows."""
    names = list(reference.section("statuses"))
    names += [alias for one in reference.section("statuses").values() for alias in _aliases(one)]
    for source, target in product([*names, "nowhere"], ["nowhere", *names[:6]]):
        for trigger in (None, ["manual", None, None]):
            yield [source, target, trigger], reference.asserted(source, target, trigger)


def allowed(reference: Reference) -> Iterator[Row]:
    for status in [*reference.section("statuses"), "nowhere"]:
        yield [status], reference.allowed(status)


def names(reference: Reference) -> Iterator[Row]:
    for kind, section in SECTIONS.items():
        items = reference.section(*section)
        aliases = [alias for one in items.values() for alias in _aliases(one)]
        kept_out = list(reference.section("reserved", section[0]))
        for name in [*items, *aliases, *kept_out, "no such name", ""]:
            yield [kind, name], reference.name(kind, name)
    yield ["colour", "red"], reference.name("colour", "red")


def errors(reference: Reference) -> Iterator[Row]:
    for error, says in reference.section("errors").items():
        for attempt in range(((says or {}).get("retry") or {}).get("max", 0) + 3):
            yield [error, attempt], reference.after_error(error, attempt)


def circuit(reference: Reference) -> Iterator[Row]:
    """Failures as far apart as they may be and a millisecond further, before and after a person closed it."""
    says = reference.contract.get("circuit")
    if not says:
        return
    window, needed = milliseconds(says["window"]), says["failures"]
    for number in range(needed + 2):
        for last in (0, window - 1, window, window + 1, 2 * window):
            failures = [1000] * max(number - 1, 0) + [1000 + last] * min(number, 1)
            for closed in (None, 0, 999, 1000, 1001, 1000 + last):
                yield [failures, closed], reference.circuit(failures, closed)
                yield [failures[::-1], closed], reference.circuit(failures, closed)
    spread = [step * window // 2 for step in range(needed + 2)]
    yield [spread, None], reference.circuit(spread, None)


def mixes(reference: Reference) -> Iterator[Row]:
    """Every mix of up to seven workers, for each way in which the contract counts them."""
    if not reference.section("workers", "statuses"):
        return
    settings = [reference.settings(name) for name in reference.section("workers", "sets")]
    for threshold, tolerated in dict.fromkeys([*settings, (1.0, 0), (0.5, 2)]):
        for mix in _mixes(reference):
            yield [mix, threshold, tolerated], reference.aggregate(mix, threshold, tolerated)


def sets(reference: Reference) -> Iterator[Row]:
    for name in [*reference.section("workers", "sets"), "no such set"]:
        for mix in _mixes(reference):
            yield [name, mix], reference.aggregate_set(name, mix)


def _mixes(reference: Reference) -> Iterator[list[str]]:
    statuses = list(reference.section("workers", "statuses"))
    for size in range(MOST_WORKERS + 1):
        for mix in combinations_with_replacement(statuses, size):
            yield list(mix)


def budgets(reference: Reference) -> Iterator[Row]:
    """Below, at and above each limit, with every level, and with multipliers in and out of range."""
    says = reference.contract.get("budgets")
    if not says:
        return
    scale = says.get("multiplier") or {"min": 1, "max": 1}
    least, most = float(scale["min"]), float(scale["max"])
    inside = {least, most, (least + most) / 2, 1.1, 0.57, 0.7, 1.0, 0.000001 + least}
    factors = [None, *sorted(one for one in inside if least <= one <= most), least - 0.01, most + 0.01]
    levels = [None, *says["levels"], "no such level"]
    for phase, factor, level in product([*says["phases"], "no such phase"], factors, levels):
        limits = says["phases"].get(phase, {"warning": 1, "hard": 1})
        exact = Fraction(str(scale.get("default", 1) if factor is None else factor))
        edges = {
            int(limit * exact) + off for limit in (limits["warning"], limits["hard"]) for off in (-1, 0, 1)
        }
        for tokens in sorted({0, *edges}):
            for used in _used(says, tokens):
                yield [phase, used, factor, level], reference.budget(phase, used, factor, level)


def _used(says: dict[str, Any], tokens: int) -> Iterator[dict[str, int]]:
    """The same number of counted tokens, told whole, with others beside them, and without some kinds."""
    counts, shows = says.get("counts", ["input", "output"]), says.get("shows", [])
    if tokens < 0:
        return
    yield {**dict.fromkeys(counts, 0), counts[-1]: tokens, **dict.fromkeys(shows, 10**9)}
    yield {counts[0]: tokens}


def reruns(reference: Reference) -> Iterator[Row]:
    for command, says in reference.section("commands").items():
        done = (((says or {}).get("rerun") or {}).get("done") or {}).get("status")
        grid = product(
            dict.fromkeys(("", done or "elsewhere")),
            (None, 99, 100, 101),
            (None, 100),
            (False, True),
            (False, True),
        )
        for evidence, force in product(grid, (False, True)):
            yield [command, list(evidence), force], reference.rerun(command, list(evidence), force)
    nothing = ["", None, None, False, False]
    yield ["no such command", nothing, False], reference.rerun("no such command", nothing, False)


def models(reference: Reference) -> Iterator[Row]:
    for agent in [*reference.section("agents"), "nobody"]:
        yield [agent], reference.model(agent)


def kept_records(reference: Reference) -> Iterator[Row]:
    for kind, says in reference.section("records").items():
        fields = (says or {}).get("fields", {})
        for record in records.sound(reference, fields):
            yield [kind, record], True
        for record in records.broken(reference, fields):
            yield [kind, record], False
    yield ["no such record", {}], False


def trace_lines(reference: Reference) -> Iterator[Row]:
    for line, sound in records.lines(reference):
        yield [line], sound


def older_names(reference: Reference) -> Iterator[Row]:
    for kind, says in reference.section("records").items():
        for read, written, warning in records.older_names(reference, (says or {}).get("fields", {})):
            yield [kind, read], {"record": written, "warnings": [warning]}


def same(reference: Reference) -> Iterator[Row]:
    """The hash of the code beside a contract of the same, of another, and beside what is no contract."""
    heads: list[Any] = [{"behaviour": "a"}, {"behaviour": "b"}, {}, 1, None]
    reads: list[Any] = [{}, *({"_revi": head} for head in heads)]
    for read in reads:
        yield ["a", read], reference.same("a", read)


def _aliases(item: Any) -> list[str]:
    return as_list((item or {}).get("aliases"))


QUESTIONS: dict[str, Callable[[Reference], Iterator[Row]]] = {
    "pairs": pairs,
    "triggers": triggers,
    "asserted": asserted,
    "allowed": allowed,
    "names": names,
    "errors": errors,
    "circuit": circuit,
    "mixes": mixes,
    "sets": sets,
    "budgets": budgets,
    "reruns": reruns,
    "models": models,
    "records": kept_records,
    "lines": trace_lines,
    "older": older_names,
    "same": same,
}
"""Question → its rows. Both languages answer every question of this table."""


def vectors(text: str) -> dict[str, list[Row]]:
    """All questions with their rows, for the contract that the text states."""
    reference = Reference(text)
    return {question: list(rows(reference)) for question, rows in QUESTIONS.items()}
