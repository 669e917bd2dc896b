"""Makes traces of a given size, the same ones every time."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path

STORY = "REVI-016"


def trace_repository(root: Path, ours: Path, events: int) -> Path:
    """A repository with our own contract and one story, whose trace has so many events in some 5,000 runs.

    An agent calls 8 to 20 tools, writes a few files, and now and then fails.
    """
    contract = (ours / "generated/contract.json").read_text(encoding="utf-8")
    (root / "generated").mkdir(parents=True)
    (root / "generated/contract.json").write_text(contract, encoding="utf-8")
    (root / "revi.yml").touch()
    phases = sorted(json.loads(contract)["phases"])
    chance = random.Random(7)
    file = root / f"plans/stories/{STORY}/_implementation/TRACE.jsonl"
    file.parent.mkdir(parents=True)
    with file.open("w", encoding="utf-8") as stream:
        for number, (event, fields) in zip(range(events), _events(phases, chance), strict=False):
            minute, second = divmod(number // 1000, 60)
            at = f"2026-02-11T{minute // 60:02}:{minute % 60:02}:{second:02}.{number % 1000:03}-07:00"
            stream.write(json.dumps({"timestamp": at, "storyId": STORY, "event": event, **fields}) + "\n")
    return root


def _events(phases: list[str], chance: random.Random) -> Iterator[tuple[str, dict[str, object]]]:
    """Events without end: one run of a phase after the other."""
    for number in itertools.count(1):
        phase = phases[number % len(phases)]
        lock = {"phase": phase, "owner": "session", "fence": number}
        yield "lock_taken", {**lock, "takenOver": False}
        yield "phase_start", {"phase": phase}
        for _ in range(chance.randint(5, 20)):
            yield from _agent_at_work(phase, chance)
        yield "phase_complete", {"phase": phase, "status": "PASS", "durationMs": chance.randint(1, 10**6)}
        yield "lock_released", lock


def _agent_at_work(phase: str, chance: random.Random) -> Iterator[tuple[str, dict[str, object]]]:
    agent, model = chance.choice((("dev-execute-leader", "sonnet"), ("dev-setup-leader", "haiku")))
    yield "agent_spawn", {"agent": agent, "model": model, "phase": phase}
    for _ in range(chance.randint(8, 20)):
        path = f"src/module_{chance.randint(0, 999)}/file.py"
        tool = chance.choice(("Read", "Grep", "Edit", "Bash"))
        yield "tool_call", {"tool": tool, "path": path, "durationMs": chance.randint(1, 900), "success": True}
        if chance.random() < 0.2:
            yield "artifact", {"action": "updated", "path": path, "sizeBytes": chance.randint(1, 9999)}
    if chance.random() < 0.1:
        yield "error", {"errorType": "AGENT_TIMEOUT", "message": 'it "hangs"', "recoverable": True}
    used = {"tokensInput": chance.randint(100, 9000), "tokensOutput": chance.randint(10, 3000)}
    yield "agent_complete", {"agent": agent, **used, "durationMs": chance.randint(10, 90000)}
