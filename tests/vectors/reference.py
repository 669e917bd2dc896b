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
        outgoing = [row[1] for row in sorted(self.transitions(), key=_as_text) if row[0] == source]
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
        status, artifact, entered, merged, started = evidence
        resolved = self.name("command", command)
        if "error" in resolved:
            return resolved
        data = (self.section("commands")[resolved["id"]] or {}).get("rerun")
        if not data:
            reason = "it has no rerun rule"
            return {"action": "proceed", "mode": "", "done": False, "reason": reason}
        condition = data.get("done") or {}
        done = False
        if "artifact" in condition and artifact is not None:
            stale = self.section("rerun").get("counts") is not None and entered is not None
            done = not stale or artifact > entered
        if "status" in condition:
            done = status == condition["status"]
        if "branch" in condition:
            done = merged
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

    # --- contract hash ---

    def check_hash(self, expected_hash: str, data: Any) -> Any:
        """None if the parsed `contract.json` has this hash."""
        actual_hash = "no contract hash"
        if isinstance(data, dict) and isinstance(data.get("_revi"), dict):
            actual_hash = data["_revi"].get("contract_hash", actual_hash)
        if actual_hash == expected_hash:
            return None
        message = f"this code was generated for contract {expected_hash}, but contract.json has {actual_hash}; "
        return error_answer("StaleContract", f"{message}run 'revi-docs sync' and deploy the regenerated code")


def _as_text(row: tuple[Any, ...]) -> list[str]:
    return [part or "" for part in row]
