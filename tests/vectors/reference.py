"""A second, simple implementation of all decisions, straight from the text of `revi.yml`.

It shares no code with revi-docs: no parser, no `decide`, no template. An answer is plain data; an error is
its name and its message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import Any

import yaml

UNITS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
SECTIONS = {
    "status": ("statuses",),
    "phase": ("phases",),
    "agent": ("agents",),
    "model": ("models",),
    "error": ("errors",),
    "command": ("commands",),
    "recovery": ("recoveries",),
    "worker-status": ("workers", "statuses"),
}

CONTRACT_FIELDS = (
    *("story_id", "names", "statuses", "transitions", "errors", "circuit", "worker_sets", "aggregation", "budgets"),
    *("modes", "commands", "agents", "records", "trace"),
)
"""What decisions read of a contract, in the order in which differences are reported."""


def error_answer(error: str, message: str) -> dict[str, str]:
    """An error with its message."""
    return {"error": error, "message": message}


def as_list(value: Any) -> list[Any]:
    """The value as a list; a single value is a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def milliseconds(text: str) -> int:
    """`5s` → 5000."""
    number, unit = re.fullmatch(r"(\d+)(\w+)", text).groups()  # type: ignore[union-attr]  # valid contracts only
    return int(number) * UNITS[unit]


def unmet_reasons(reference: Reference, condition: dict[str, Any], facts: dict[str, Any]) -> Iterator[list[str]]:
    """The reasons that one condition gives, in the order in which its keys count."""
    files, status = facts["artifacts"], facts["status"]
    artifact, new = as_list(condition.get("artifact")), as_list(condition.get("new"))
    table_file = [*artifact, *new, ""][0]
    if artifact and not set(artifact) & set(files):
        yield ["artifact", artifact[0], f"there is no {' or '.join(artifact)}"]
    if new:
        present = [name for name in new if name in files]
        if not present:
            yield ["new", new[0], f"there is no {' or '.join(new)}"]
        elif all(files[name] == facts["recorded"].get(name) for name in present):
            yield ["new", present[0], f"{present[0]} has not changed since the story became '{status}'"]
    if table_file in files:
        yield from _unmet_tables(condition, table_file, facts)
    for name in as_list(condition.get("run")):
        problem = facts["runs"].get(name, "was not run yet")
        if problem:
            yield ["run", name, f"the check '{name}' {problem}"]
    yield from _unmet_states(reference, sorted(as_list(condition.get("state"))), facts)
    yield from _unmet_statements(condition, facts)
    for file in facts["outside_edits"] if condition.get("may_edit") else []:
        yield ["edits", file, f"{file} was changed, which '{status}' does not allow"]


def _unmet_tables(condition: dict[str, Any], file: str, facts: dict[str, Any]) -> Iterator[list[str]]:
    for name in as_list(condition.get("rows")):
        problem = facts["rows"].get(f"{file}: {name}", "has no recorded run")
        if problem:
            yield ["rows", name, f"the check '{name}' {problem}"]
    for part in facts["unfinished_reuse"] if condition.get("plan") else []:
        yield ["plan", part, f"the planned reuse of '{part}' has no result"]


def _unmet_states(reference: Reference, states: list[str], facts: dict[str, Any]) -> Iterator[list[str]]:
    for state in states:
        if state == "circuit-closed" and facts["circuit_open"]:
            yield [state, "circuit", "the circuit breaker is open"]
        for phase in facts["breached_phases"] if state == "within-budget" else []:
            yield [state, phase, f"the phase {phase} is above its hard limit"]
        for story, statuses in facts["dependencies"].items() if state == "dependencies-accepted" else []:
            blocking = [status for status in statuses if status not in reference.accepted()]
            if blocking or not statuses:
                text = f"is '{blocking[0]}'" if blocking else "has no status"
                yield [state, story, f"it depends on {story}, which {text}"]


def _unmet_statements(condition: dict[str, Any], facts: dict[str, Any]) -> Iterator[list[str]]:
    record, verdict_of_move = condition.get("verdict"), facts["verdict"]
    if record and record not in facts["artifacts"]:
        yield ["verdict", record, f"there is no {record}"]
    elif record and facts["verdicts"].get(record, "") != verdict_of_move:
        verdict = facts["verdicts"].get(record, "")
        text = f"'{verdict}', not '{verdict_of_move}'" if verdict else "no verdict"
        yield ["verdict", record, f"{record} records {text}"]
    if condition.get("person") and not facts["actor"]:
        yield ["person", "actor", "no person is named"]
    if condition.get("person") == "accountable" and not facts["reason"]:
        yield ["person", "reason", "no reason is given"]
    if condition.get("status") not in (None, facts["status"]):
        yield ["status", condition["status"], f"the status is '{facts['status']}', not '{condition['status']}'"]
    if condition.get("branch") and not facts["merged"]:
        yield ["branch-merged", "branch", "the branch of the story is not merged"]
    for kind in ("rounds", "reviews"):
        limits, count = condition.get(kind) or {}, facts[kind]
        if count < limits.get("min", 0):
            yield [kind, "min", f"this would be {kind[:-1]} {count}, and {limits['min']} are needed"]
        if "max" in limits and count > limits["max"]:
            yield [kind, "max", f"this would be {kind[:-1]} {count}, and {limits['max']} are allowed"]


class Reference:
    """Answers questions about one contract."""

    def __init__(self, text: str) -> None:
        self.contract: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)

    def section(self, *path: str) -> dict[str, Any]:
        """A mapping of the contract. A list becomes a mapping to None; a missing section is empty."""
        value: Any = self.contract
        for step in path:
            value = (value or {}).get(step)
        return value if isinstance(value, dict) else dict.fromkeys(value or [])

    # --- conditions ---

    def conditions(self, entry: dict[str, Any], source_name: str, verdict: str | None) -> list[dict[str, Any]]:
        """All that a transition requires: its own conditions, those of its verdict, its target and its source."""
        target = self.section("statuses").get(entry["to"]) or {}
        command = self.section("commands").get(entry["by"]) or {}
        verdict_set = self.section("verdicts").get(command.get("verdicts", "")) or {} if verdict else {}
        values, stays = verdict_set.get("values", []), as_list(verdict_set.get("stays"))
        is_worst = len(values) > 1 and verdict == values[-1]
        is_rejected = target.get("terminal") and entry["to"] not in self.accepted()
        if entry["by"] == "system" or target.get("counts_as_blocked") or is_worst or verdict in stays or is_rejected:
            return []
        lists = (entry.get("requires"), verdict_set.get("requires", {}).get(verdict), target.get("requires"))
        conditions = [condition for conditions in lists for condition in as_list(conditions)]
        source = self.section("statuses").get(source_name) or {}
        may_edit = as_list(source.get("may_edit")) if entry["by"] != "manual" else []
        return [*conditions, *([{"may_edit": may_edit}] if may_edit else [])]

    def accepted(self) -> list[str]:
        """The statuses in which a story is accepted."""
        terminal = {name: item for name, item in self.section("statuses").items() if (item or {}).get("terminal")}
        return [name for name, item in terminal.items() if item.get("requires")] or list(terminal)

    def unmet(self, entry: dict[str, Any], source: str, verdict: str | None, facts: dict[str, Any]) -> list[list[str]]:
        """Kind, name and message of each reason, each once and in the order of the conditions."""
        reasons: list[list[str]] = []
        for condition in self.conditions(entry, source, verdict):
            reasons += [reason for reason in unmet_reasons(self, condition, facts) if reason not in reasons]
        return reasons

    # --- statuses and transitions ---

    def transitions(self) -> Iterator[tuple[str, str, str, str | None, str | None]]:
        """(from, to, by, event, verdict) of every transition."""
        for entry in self.contract.get("transitions", []):
            for source in as_list(entry["from"]):
                for verdict in as_list(entry.get("verdict")) or [None]:
                    yield source, entry["to"], entry["by"], entry.get("event"), verdict

    def can(self, source: str, target: str, trigger: list[Any] | None) -> bool:
        return self.count_transitions(source, target, trigger) > 0

    def count_transitions(self, source: str, target: str, trigger: list[Any] | None) -> int:
        count = 0
        for start, end, by, event, verdict in self.transitions():
            if (start, end) != (source, target):
                continue
            if trigger is None:
                count += 1
            elif by == trigger[0]:
                event_fits = event is None or event == trigger[1]
                verdict_fits = verdict is None or verdict == trigger[2]
                count += 1 if event_fits and verdict_fits else 0
        return count

    def allowed(self, source: str) -> list[str]:
        return sorted({end for start, end, *_ in self.transitions() if start == source})

    def asserted(self, source: str, target: str, trigger: list[Any] | None) -> Any:
        start, end = self.name("status", source), self.name("status", target)
        if "error" in start or "error" in end:
            return start if "error" in start else end
        source, target = start["id"], end["id"]
        count = self.count_transitions(source, target, trigger)
        if count:
            return count
        by = "" if trigger is None else f" by {trigger[0]}"
        outgoing = [row[1] for row in self.transitions() if row[0] == source]
        allowed = ", ".join(dict.fromkeys(outgoing)) or "none"
        message = f"there is no transition from '{source}' to '{target}'{by}; targets from '{source}': {allowed}"
        return error_answer("IllegalTransition", message)

    # --- names ---

    def name(self, kind: str, name: str) -> dict[str, Any]:
        """The id of a name, with a warning if the name is an alias."""
        if kind not in SECTIONS:
            return error_answer("UnknownName", f"there is no {kind} '{name}'")
        items = self.section(*SECTIONS[kind])
        if name in items:
            return {"id": name, "warning": ""}
        for item, data in items.items():
            if name in as_list((data or {}).get("aliases")):
                return {"id": item, "warning": f"'{name}' is an alias of the {kind} '{item}'"}
        reserved = self.section("reserved", SECTIONS[kind][0]) if len(SECTIONS[kind]) == 1 else {}
        reason = f": {reserved[name]}" if name in reserved else ""
        return error_answer("UnknownName", f"there is no {kind} '{name}'{reason}")

    # --- errors ---

    def retry(self, error: str, attempt: int) -> dict[str, Any]:
        data = self.section("errors")[error] or {}
        retry = data.get("retry")
        recovery = data.get("recovery", "")
        if not retry or attempt >= retry["max"]:
            return {"after": None, "recovery": recovery}
        delay = milliseconds(retry["delay"])
        if retry.get("backoff") == "exponential":
            for _ in range(attempt):
                delay = delay + delay
        if "cap" in retry and delay > milliseconds(retry["cap"]):
            delay = milliseconds(retry["cap"])
        return {"after": delay, "recovery": recovery}

    def circuit(self, failures: list[int], closed: int | None) -> str:
        data = self.contract["circuit"]
        window, needed = milliseconds(data["window"]), data["failures"]
        states = data.get("states", ["CLOSED", "OPEN"])
        counted = [time for time in failures if closed is None or time > closed]
        for several in combinations(counted, needed):
            if max(several) - min(several) <= window:
                return str(states[-1])
        return str(states[0])

    # --- parallel workers ---

    def settings(self, name: str) -> tuple[float, int]:
        """Threshold and tolerated timeouts of a worker set."""
        defaults = self.section("workers", "defaults")
        own = self.section("workers", "sets")[name]
        threshold = own.get("pass_threshold", defaults.get("pass_threshold", 1.0))
        return threshold, own.get("tolerated_timeouts", defaults.get("tolerated_timeouts", 0))

    def aggregate(self, results: list[str], threshold: float, tolerated: int) -> Any:
        for index, rule in enumerate(self.contract["workers"]["aggregation"]):
            of = [result for result in results if result in as_list(rule.get("of"))]
            late = [result for result in results if result in as_list(rule.get("forgiving"))]
            excluded = 0
            if rule["when"] == "any":
                applies = of != []
            elif rule["when"] == "all":
                applies = results != [] and len(of) == len(results)
            elif rule["when"] == "none":
                applies = results == []
            elif rule["when"] == "enough":
                excluded = len(late) if len(late) < tolerated else tolerated
                counted = len(results) - excluded
                applies = counted > 0 and Fraction(len(of), counted) >= Fraction(str(threshold))
            else:
                applies = True
            if applies:
                return {"result": rule["then"], "warned": excluded > 0, "rule": index}
        return None

    def aggregate_set(self, name: str, results: list[str]) -> Any:
        if name not in self.section("workers", "sets"):
            return error_answer("UnknownName", f"there is no worker set '{name}'")
        return self.aggregate(results, *self.settings(name))

    # --- budgets ---

    def budget(self, phase: str, used: dict[str, int], multiplier: float | None, level: str | None) -> Any:
        data = self.contract["budgets"]
        name = level or data.get("level", "advisory")
        if name not in data["levels"]:
            return error_answer("UnknownName", f"there is no level '{name}'")
        if phase not in data["phases"]:
            return error_answer("UnknownName", f"the phase '{phase}' has no budget")
        scale = data.get("multiplier") or {"min": 1, "max": 1}
        factor = Fraction(str(scale.get("default", 1) if multiplier is None else multiplier))
        if factor < Fraction(str(scale["min"])) or factor > Fraction(str(scale["max"])):
            minimum, maximum = (f"{float(scale[end]):g}" for end in ("min", "max"))
            message = f"the multiplier {float(factor):g} is not between {minimum} and {maximum}"
            return error_answer("OutOfRange", message)
        warning = int(data["phases"][phase]["warning"] * factor)
        hard = int(data["phases"][phase]["hard"] * factor)
        counts = data.get("counts", ["input", "output"])
        tokens = sum(number for kind, number in used.items() if kind in counts)
        over, action = "", "continue"
        if tokens >= warning:
            over, action = "warning", data["levels"][name]["over_warning"]
        if tokens >= hard:
            over, action = "hard", data["levels"][name]["over_hard"]
        return {
            "level": name, "tokens": tokens, "warning": warning, "hard": hard, "over": over,
            "action": action, "complete": not [kind for kind in counts if kind not in used],
        }  # fmt: skip

    # --- reruns ---

    def starts(self, command: str) -> list[str]:
        """The statuses in which a command starts: all that it leaves, except those that it leads to."""
        own = [(start, end) for start, end, by, *_ in self.transitions() if by == command]
        first = [start for start, _ in own if start not in [end for _, end in own]]
        return sorted(set(first or [start for start, _ in own]))

    def rerun(self, command: str, evidence: list[Any], force: bool) -> Any:
        facts, started = evidence
        resolved = self.name("command", command)
        if "error" in resolved:
            return resolved
        data = (self.section("commands")[resolved["id"]] or {}).get("rerun")
        if not data:
            reason = "it has no rerun rule"
            return {"action": "proceed", "mode": "", "done": False, "reason": reason}
        conditions = as_list(data.get("done"))
        done = bool(conditions) and not any(list(unmet_reasons(self, item, facts)) for item in conditions)
        action = self.section("rerun", "modes")[data["mode"]]["action"]
        flag = data.get("force")
        if force:
            action = "proceed" if flag else "refuse"
            reason = f"{flag} forces a rerun" if flag else "it has no flag that forces a rerun"
        elif done:
            reason = "it is done"
        elif action == "resume" and started:
            reason = "it was started"
        else:
            action, reason = "proceed", "it is not done"
        return {"action": action, "mode": data["mode"], "done": done, "reason": reason}

    # --- models ---

    def model(self, agent: str) -> Any:
        resolved = self.name("agent", agent)
        if "error" in resolved:
            return resolved
        data = self.section("agents")[resolved["id"]] or {}
        group = self.section("groups").get(data.get("group", "")) or {}
        no_model = error_answer("UnknownName", f"the agent '{resolved['id']}' has no model")
        return data.get("model") or group.get("model") or no_model

    # --- code and contract.json ---

    def contract_match(self, fields: list[str] | None) -> Any:
        """The answer for a `contract.json` that differs in these fields; None: it cannot be read."""
        if fields is None:
            message = "this code cannot read contract.json"
        elif fields:
            names = ", ".join(field for field in CONTRACT_FIELDS if field in fields)
            message = f"this code was generated from another contract than contract.json, with differences in {names}"
        else:
            return None
        return error_answer("StaleContract", f"{message}; run 'revi-docs sync' and deploy the regenerated code")
