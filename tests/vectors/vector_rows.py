"""Generate questions to `decide`, with the answers of the reference, from any contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations_with_replacement, product
from typing import Any

from tests.vectors import sample_records as records
from tests.vectors.contract_edits import contract_edits, contract_errors
from tests.vectors.reference import SECTIONS, Reference, as_list, milliseconds

# One more than the six workers of the largest set in our contract.
MAX_WORKERS = 7

Row = tuple[list[Any], Any]
"""Arguments and expected answer."""


def pairs(reference: Reference) -> Iterator[Row]:
    """Every pair of statuses, a status with itself included."""
    statuses = list(reference.section("statuses"))
    for source, target in product(statuses, statuses):
        yield [source, target, None], reference.can(source, target, None)


def triggers(reference: Reference) -> Iterator[Row]:
    """Every transition with its own trigger, with all others, and with an unknown one."""
    transitions = list(reference.transitions())
    all_triggers = {(by, event, verdict) for *_, by, event, verdict in transitions}
    all_triggers |= {(by, None, None) for *_, by, _, _ in transitions} | {("unknown", None, None)}
    for source, target in dict.fromkeys((source, target) for source, target, *_ in transitions):
        for trigger in sorted(all_triggers, key=str):
            yield [source, target, list(trigger)], reference.can(source, target, list(trigger))


def asserted(reference: Reference) -> Iterator[Row]:
    """Transitions between ids, aliases and unknown names."""
    names = list(reference.section("statuses"))
    names += [alias for status in reference.section("statuses").values() for alias in _aliases(status)]
    for source, target in product([*names, "nowhere"], ["nowhere", *names[:6]]):
        for trigger in (None, ["manual", None, None]):
            yield [source, target, trigger], reference.asserted(source, target, trigger)


def allowed(reference: Reference) -> Iterator[Row]:
    for status in [*reference.section("statuses"), "nowhere"]:
        yield [status], reference.allowed(status)


def names(reference: Reference) -> Iterator[Row]:
    for kind, section in SECTIONS.items():
        items = reference.section(*section)
        aliases = [alias for item in items.values() for alias in _aliases(item)]
        reserved = list(reference.section("reserved", section[0]))
        for name in [*items, *aliases, *reserved, "no such name", ""]:
            yield [kind, name], reference.name(kind, name)
    yield ["colour", "red"], reference.name("colour", "red")


def errors(reference: Reference) -> Iterator[Row]:
    for error, data in reference.section("errors").items():
        for attempt in range(((data or {}).get("retry") or {}).get("max", 0) + 3):
            yield [error, attempt], reference.retry(error, attempt)


def circuit(reference: Reference) -> Iterator[Row]:
    """Failures just inside and just outside the window, before and after a person closed the circuit."""
    data = reference.contract.get("circuit")
    if not data:
        return
    window, needed = milliseconds(data["window"]), data["failures"]
    for number in range(needed + 2):
        for last in (0, window - 1, window, window + 1, 2 * window):
            failures = [1000] * max(number - 1, 0) + [1000 + last] * min(number, 1)
            for closed in (None, 0, 999, 1000, 1001, 1000 + last):
                yield [failures, closed], reference.circuit(failures, closed)
                yield [failures[::-1], closed], reference.circuit(failures, closed)
    spread = [step * window // 2 for step in range(needed + 2)]
    yield [spread, None], reference.circuit(spread, None)


def mixes(reference: Reference) -> Iterator[Row]:
    """Every combination of up to MAX_WORKERS results, with each threshold and tolerance of the contract."""
    if not reference.section("workers", "statuses"):
        return
    settings = [reference.settings(name) for name in reference.section("workers", "sets")]
    for threshold, tolerated in dict.fromkeys([*settings, (1.0, 0), (0.5, 2)]):
        for results in _result_combinations(reference):
            yield [results, threshold, tolerated], reference.aggregate(results, threshold, tolerated)


def sets(reference: Reference) -> Iterator[Row]:
    for name in [*reference.section("workers", "sets"), "no such set"]:
        for results in _result_combinations(reference):
            yield [name, results], reference.aggregate_set(name, results)


def _result_combinations(reference: Reference) -> Iterator[list[str]]:
    statuses = list(reference.section("workers", "statuses"))
    for size in range(MAX_WORKERS + 1):
        for results in combinations_with_replacement(statuses, size):
            yield list(results)


def budgets(reference: Reference) -> Iterator[Row]:
    """Tokens below, at and above each limit, with every level, and with multipliers in and out of range."""
    data = reference.contract.get("budgets")
    if not data:
        return
    scale = data.get("multiplier") or {"min": 1, "max": 1}
    minimum, maximum = float(scale["min"]), float(scale["max"])
    multipliers = {minimum, maximum, (minimum + maximum) / 2, 1.1, 0.57, 0.7, 1.0, 0.000001 + minimum}
    in_range = sorted(multiplier for multiplier in multipliers if minimum <= multiplier <= maximum)
    factors = [None, *in_range, minimum - 0.01, maximum + 0.01]
    levels = [None, *data["levels"], "no such level"]
    for phase, factor, level in product([*data["phases"], "no such phase"], factors, levels):
        limits = data["phases"].get(phase, {"warning": 1, "hard": 1})
        exact = Fraction(str(scale.get("default", 1) if factor is None else factor))
        edges = {int(limit * exact) + offset for limit in (limits["warning"], limits["hard"]) for offset in (-1, 0, 1)}
        for tokens in sorted({0, *edges}):
            for used in _used(data, tokens):
                yield [phase, used, factor, level], reference.budget(phase, used, factor, level)


def _used(data: dict[str, Any], tokens: int) -> Iterator[dict[str, int]]:
    """The same number of tokens: with all kinds and others that do not count, and with one kind alone."""
    counts, shows = data.get("counts", ["input", "output"]), data.get("shows", [])
    if tokens < 0:
        return
    yield {**dict.fromkeys(counts, 0), counts[-1]: tokens, **dict.fromkeys(shows, 10**9)}
    yield {counts[0]: tokens}


NO_EVIDENCE: dict[str, Any] = {
    "status": "", "verdict": "", "actor": "", "reason": "", "artifacts": {}, "recorded": {}, "verdicts": {},
    "rows": {}, "unfinished_reuse": [], "runs": {}, "circuit_open": False, "breached_phases": [],
    "dependencies": {}, "merged": False, "rounds": 1, "reviews": 1, "outside_edits": [],
}  # fmt: skip


def evidence(reference: Reference) -> Iterator[Row]:
    """Every transition with no evidence, with all of it, and with each piece of it missing or wrong alone."""
    unknown = ["tea", "tea", "this version does not know the condition 'tea'"]
    yield [None, NO_EVIDENCE], [unknown]
    for entry in reference.contract.get("transitions", []):
        for source, verdict in product(as_list(entry["from"]), as_list(entry.get("verdict")) or [None]):
            route = [source, entry["to"], entry["by"], entry.get("event"), verdict]
            conditions = reference.conditions(entry, source, verdict)
            full = _full_evidence(reference, conditions, source, verdict)
            for facts in (NO_EVIDENCE, full, *_evidence_gaps(reference, full)):
                yield [route, facts], reference.unmet(entry, source, verdict, facts)


def _full_evidence(
    reference: Reference, conditions: list[dict[str, Any]], source: str, verdict: str | None
) -> dict[str, Any]:
    names = [name for item in conditions for key in ("artifact", "new", "verdict") for name in as_list(item.get(key))]
    tables = [
        (name, as_list(item.get("rows")))
        for item in conditions
        for name in as_list(item.get("artifact") or item.get("new"))
    ]
    statuses = [item["status"] for item in conditions if "status" in item]
    enough = [item[kind].get("min", 1) for item in conditions for kind in ("rounds", "reviews") if kind in item]
    return {
        **NO_EVIDENCE,
        "status": next(iter(statuses), source),
        "verdict": verdict or "",
        "actor": "Ada",
        "reason": "it must be",
        "artifacts": dict.fromkeys(names, "2"),
        "recorded": dict.fromkeys(names, "1"),
        "verdicts": dict.fromkeys(names, verdict or ""),
        "rows": {f"{name}: {check}": "" for name, checks in tables for check in checks},
        "runs": {check: "" for item in conditions for check in as_list(item.get("run"))},
        "dependencies": {"A-1": reference.accepted(), "A-2": reference.accepted()[:1]} if reference.accepted() else {},
        "merged": True,
        "rounds": max(enough, default=1),
        "reviews": max(enough, default=1),
    }


def _evidence_gaps(reference: Reference, full: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The evidence with one part that is missing, outdated, wrong or over a limit."""
    for name in full["artifacts"]:
        yield {**full, "artifacts": {key: value for key, value in full["artifacts"].items() if key != name}}
        yield {**full, "recorded": {**full["recorded"], name: "2"}}
        yield {**full, "verdicts": {**full["verdicts"], name: "OTHER"}}
        yield {**full, "verdicts": {}}
    for name in full["rows"]:
        yield {**full, "rows": {key: value for key, value in full["rows"].items() if key != name}}
        yield {**full, "rows": {**full["rows"], name: "has the result 'FAIL'"}}
    for name in full["runs"]:
        yield {**full, "runs": {**full["runs"], name: "ran before the last change"}}
    yield {**full, "runs": {}}
    yield {**full, "recorded": {}}
    yield {**full, "unfinished_reuse": ["a part", "another"]}
    yield {**full, "circuit_open": True}
    yield {**full, "breached_phases": ["one", "two"]}
    yield {**full, "actor": ""}
    yield {**full, "reason": ""}
    yield {**full, "actor": "", "reason": ""}
    yield {**full, "status": "elsewhere"}
    yield {**full, "merged": False}
    yield {**full, "outside_edits": ["src/a.py", "src/b.py"]}
    open_statuses = [name for name in reference.section("statuses") if name not in reference.accepted()]
    for statuses in ([], open_statuses[:1], [*reference.accepted(), *open_statuses], ["constructor"]):
        yield {**full, "dependencies": {"A-1": statuses}}
    for count in (0, 1, 2, 3, 4):
        yield {**full, "rounds": count, "reviews": count}


def reruns(reference: Reference) -> Iterator[Row]:
    """Every command with each combination of its artifact, the status, a merged branch, a checkpoint and force."""
    for command, data in reference.section("commands").items():
        conditions = as_list(((data or {}).get("rerun") or {}).get("done"))
        status = next((item["status"] for item in conditions if "status" in item), "elsewhere")
        names = [name for item in conditions for name in as_list(item.get("artifact") or item.get("new"))]
        grid = product(("", status), (None, "1", "2"), (False, True), (False, True), (False, True))
        for current, digest, merged, started, force in grid:
            facts = {**NO_EVIDENCE, "status": current, "merged": merged, "recorded": dict.fromkeys(names, "1")}
            if digest is not None:
                facts["artifacts"] = dict.fromkeys(names, digest)
            yield [command, [facts, started], force], reference.rerun(command, [facts, started], force)
    nothing = [NO_EVIDENCE, False]
    yield ["no such command", nothing, False], reference.rerun("no such command", nothing, False)


def models(reference: Reference) -> Iterator[Row]:
    for agent in [*reference.section("agents"), "no such agent"]:
        yield [agent], reference.model(agent)


def record_checks(reference: Reference) -> Iterator[Row]:
    for kind, data in reference.section("records").items():
        fields = (data or {}).get("fields", {})
        for record in records.valid_records(reference, fields):
            yield [kind, record], True
        for record in records.invalid_records(reference, fields):
            yield [kind, record], False
    yield ["no such record", {}], False


def event_checks(reference: Reference) -> Iterator[Row]:
    for event, is_valid in records.events(reference):
        yield [event], is_valid


def alias_records(reference: Reference) -> Iterator[Row]:
    for kind, data in reference.section("records").items():
        for with_alias, with_id, warning in records.alias_records(reference, (data or {}).get("fields", {})):
            yield [kind, with_alias], {"record": with_id, "warnings": [warning]}


def contract_matches(reference: Reference) -> Iterator[Row]:
    """A `contract.json` as generated, with other values, with reworded texts, and without a key."""
    edits = list(contract_edits(reference))
    for path, value, fields in edits:
        yield [[[path, value]]], reference.contract_match(fields)
    yield (
        [[[path, value] for path, value, _ in edits]],
        reference.contract_match([field for _, _, fields in edits for field in fields]),
    )
    for path, value in contract_errors(reference):
        yield [[[path, value]]], reference.contract_match(None)


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
    "evidence": evidence,
    "reruns": reruns,
    "models": models,
    "records": record_checks,
    "lines": event_checks,
    "aliases": alias_records,
    "matches": contract_matches,
}
"""Question → function that generates its rows. Both languages answer every question in this table."""


def vectors(text: str) -> dict[str, list[Row]]:
    """All questions with their rows, for the contract in `text`."""
    reference = Reference(text)
    return {question: list(rows(reference)) for question, rows in QUESTIONS.items()}
