"""What the contract says, worked out the slow and plain way, straight from the text of `revi.yml`.

Shares no code with revi-docs: not with its reading of the contract, not with `decide`, not with a template.
An answer is plain data; a refusal is its name and its words.
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


def refused(error: str, message: str) -> dict[str, str]:
    """A refusal with its words."""
    return {"error": error, "message": message}


def as_list(value: Any) -> list[Any]:
    """A value that may stand for a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def milliseconds(text: str) -> int:
    """`5s` → 5000."""
    number, unit = re.fullmatch(r"(\d+)(\w+)", text).groups()  # type: ignore[union-attr]
    return int(number) * UNITS[unit]


class Reference:
    """A contract, asked one question at a time."""

    def __init__(self, text: str) -> None:
        self.contract: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)

    def section(self, *path: str) -> dict[str, Any]:
        """A mapping of the contract; where it is a list of names or absent, one of empty items."""
        value: Any = self.contract
        for step in path:
            value = (value or {}).get(step)
        return value if isinstance(value, dict) else dict.fromkeys(value or [])

    # --- statuses and the ways between them ---

    def ways(self) -> Iterator[tuple[str, str, str, str | None, str | None]]:
        """(from, to, by, event, verdict) of every way."""
        for entry in self.contract.get("transitions", []):
            for source in as_list(entry["from"]):
                for verdict in as_list(entry.get("verdict")) or [None]:
                    yield source, entry["to"], entry["by"], entry.get("event"), verdict

    def can(self, source: str, target: str, trigger: list[Any] | None) -> bool:
        return self.count_ways(source, target, trigger) > 0

    def count_ways(self, source: str, target: str, trigger: list[Any] | None) -> int:
        found = 0
        for start, end, by, event, verdict in self.ways():
            if (start, end) != (source, target):
                continue
            if trigger is None:
                found += 1
            elif by == trigger[0]:
                event_fits = event is None or event == trigger[1]
                verdict_fits = verdict is None or verdict == trigger[2]
                found += 1 if event_fits and verdict_fits else 0
        return found

    def allowed(self, source: str) -> list[str]:
        return sorted({end for start, end, *_ in self.ways() if start == source})

    def asserted(self, source: str, target: str, trigger: list[Any] | None) -> Any:
        start, end = self.name("status", source), self.name("status", target)
        if "error" in start or "error" in end:
            return start if "error" in start else end
        source, target = start["id"], end["id"]
        found = self.count_ways(source, target, trigger)
        if found:
            return found
        by = "" if trigger is None else f" by {trigger[0]}"
        onwards = dict.fromkeys(way[1] for way in sorted(self.ways(), key=_as_text) if way[0] == source)
        rest = f"it can go to: {', '.join(onwards)}" if onwards else "it ends there"
        words = f"no way leads from '{source}' to '{target}'{by}; from '{source}' {rest}"
        return refused("IllegalTransition", words)

    # --- names ---

    def name(self, kind: str, name: str) -> dict[str, Any]:
        """The id that a name stands for, and whether it is an older name."""
        if kind not in SECTIONS:
            return refused("UnknownName", f"there is no {kind} '{name}'")
        items = self.section(*SECTIONS[kind])
        if name in items:
            return {"id": name, "warning": ""}
        for item, says in items.items():
            if name in as_list((says or {}).get("aliases")):
                return {"id": item, "warning": f"'{name}' is an older name of the {kind} '{item}'"}
        kept_out = self.section("reserved", SECTIONS[kind][0]) if len(SECTIONS[kind]) == 1 else {}
        why = f": {kept_out[name]}" if name in kept_out else ""
        return refused("UnknownName", f"there is no {kind} '{name}'{why}")

    # --- errors ---

    def after_error(self, error: str, attempt: int) -> dict[str, Any]:
        says = self.section("errors")[error] or {}
        retry = says.get("retry")
        recovery = says.get("recovery", "")
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
        says = self.contract["circuit"]
        window, needed = milliseconds(says["window"]), says["failures"]
        states = says.get("states", ["CLOSED", "OPEN"])
        counted = [time for time in failures if closed is None or time > closed]
        for several in combinations(counted, needed):
            if max(several) - min(several) <= window:
                return str(states[-1])
        return str(states[0])

    # --- parallel workers ---

    def settings(self, name: str) -> tuple[float, int]:
        """Threshold and tolerated time-outs of a worker set."""
        defaults = self.section("workers", "defaults")
        own = self.section("workers", "sets")[name]
        threshold = own.get("pass_threshold", defaults.get("pass_threshold", 1.0))
        return threshold, own.get("tolerated_timeouts", defaults.get("tolerated_timeouts", 0))

    def aggregate(self, results: list[str], threshold: float, tolerated: int) -> Any:
        for number, rule in enumerate(self.contract["workers"]["aggregation"]):
            of = [result for result in results if result in as_list(rule.get("of"))]
            late = [result for result in results if result in as_list(rule.get("forgiving"))]
            left_out = 0
            if rule["when"] == "any":
                holds = of != []
            elif rule["when"] == "all":
                holds = results != [] and len(of) == len(results)
            elif rule["when"] == "none":
                holds = results == []
            elif rule["when"] == "enough":
                left_out = len(late) if len(late) < tolerated else tolerated
                counted = len(results) - left_out
                holds = counted > 0 and Fraction(len(of), counted) >= Fraction(str(threshold))
            else:
                holds = True
            if holds:
                return {"result": rule["then"], "warned": left_out > 0, "rule": number}
        return None

    def aggregate_set(self, name: str, results: list[str]) -> Any:
        if name not in self.section("workers", "sets"):
            return refused("UnknownName", f"there is no worker set '{name}'")
        return self.aggregate(results, *self.settings(name))

    # --- budgets ---

    def budget(self, phase: str, used: dict[str, int], multiplier: float | None, level: str | None) -> Any:
        says = self.contract["budgets"]
        name = level or says.get("level", "advisory")
        if name not in says["levels"]:
            return refused("UnknownName", f"there is no level '{name}'")
        if phase not in says["phases"]:
            return refused("UnknownName", f"the phase '{phase}' has no budget")
        scale = says.get("multiplier") or {"min": 1, "max": 1}
        factor = Fraction(str(scale.get("default", 1) if multiplier is None else multiplier))
        if factor < Fraction(str(scale["min"])) or factor > Fraction(str(scale["max"])):
            least, most = (f"{float(scale[end]):g}" for end in ("min", "max"))
            words = f"the multiplier {float(factor):g} is not between {least} and {most}"
            return refused("OutOfRange", words)
        warning = int(says["phases"][phase]["warning"] * factor)
        hard = int(says["phases"][phase]["hard"] * factor)
        counts = says.get("counts", ["input", "output"])
        tokens = sum(number for kind, number in used.items() if kind in counts)
        over, action = "", "continue"
        if tokens >= warning:
            over, action = "warning", says["levels"][name]["over_warning"]
        if tokens >= hard:
            over, action = "hard", says["levels"][name]["over_hard"]
        return {
            "level": name, "tokens": tokens, "warning": warning, "hard": hard, "over": over,
            "action": action, "complete": not [kind for kind in counts if kind not in used],
        }  # fmt: skip

    # --- running again ---

    def starts(self, command: str) -> list[str]:
        """The statuses in which a command begins: those it leaves, less those it led to itself."""
        own = [(start, end) for start, end, by, *_ in self.ways() if by == command]
        first = [start for start, _ in own if start not in [end for _, end in own]]
        return sorted(set(first or [start for start, _ in own]))

    def rerun(self, command: str, evidence: list[Any], force: bool) -> Any:
        status, artifact, entered, merged, started = evidence
        known = self.name("command", command)
        if "error" in known:
            return known
        says = (self.section("commands")[known["id"]] or {}).get("rerun")
        if not says:
            why = "nothing is said about running it again"
            return {"action": "proceed", "mode": "", "done": False, "why": why}
        wanted = says.get("done") or {}
        done = False
        if "artifact" in wanted and artifact is not None:
            stale = self.section("rerun").get("counts") is not None and entered is not None
            done = not stale or artifact > entered
        if "status" in wanted:
            done = status == wanted["status"]
        if "branch" in wanted:
            done = merged
        action = self.section("rerun", "modes")[says["mode"]]["action"]
        flag = says.get("force")
        if force:
            action = "proceed" if flag else "refuse"
            why = f"{flag} runs it anew" if flag else "it has no flag that runs it anew"
        elif done:
            why = "it is done"
        elif action == "resume" and started:
            why = "it was begun"
        else:
            action, why = "proceed", "it is not done"
        return {"action": action, "mode": says["mode"], "done": done, "why": why}

    # --- models ---

    def model(self, agent: str) -> Any:
        known = self.name("agent", agent)
        if "error" in known:
            return known
        says = self.section("agents")[known["id"]] or {}
        group = self.section("groups").get(says.get("group", "")) or {}
        nothing = refused("UnknownName", f"the agent '{known['id']}' has no model")
        return says.get("model") or group.get("model") or nothing

    # --- code and contract ---

    def same(self, behaviour: str, read: Any) -> Any:
        """Nothing where the read contract has this hash."""
        found = "of none"
        if isinstance(read, dict) and isinstance(read.get("_revi"), dict):
            found = read["_revi"].get("behaviour", found)
        if found == behaviour:
            return None
        words = f"this code was made for the contract {behaviour}, and contract.json is {found}; "
        return refused("StaleContract", f"{words}run 'revi-docs sync' and use what it makes")


def _as_text(way: tuple[Any, ...]) -> list[str]:
    return [part or "" for part in way]
