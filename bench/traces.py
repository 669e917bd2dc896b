"""Generate traces of a given size, always the same."""

from __future__ import annotations

import itertools
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

STORY = "REVI-016"


def trace_repository(root: Path, source: Path, events: int) -> Path:
    """Return a repository with our own contract and one story, whose trace has this many events.

    A phase starts 5 to 20 agents; an agent calls 8 to 20 tools, writes a few files, and sometimes fails.
    """
    contract = (source / "generated/contract.json").read_text(encoding="utf-8")
    root.mkdir(parents=True)
    shutil.copyfile(source / "revi.yml", root / "revi.yml")
    phases = sorted(json.loads(contract)["phases"])
    generator = random.Random(7)
    file = root / f"plans/stories/{STORY}/_implementation/TRACE.jsonl"
    file.parent.mkdir(parents=True)
    with file.open("w", encoding="utf-8") as stream:
        for number, (event, fields) in zip(range(events), _events(phases, generator), strict=False):
            minute, second = divmod(number // 1000, 60)
            timestamp = f"2026-02-11T{minute // 60:02}:{minute % 60:02}:{second:02}.{number % 1000:03}-07:00"
            stream.write(json.dumps({"timestamp": timestamp, "storyId": STORY, "event": event, **fields}) + "\n")
    return root


def _events(phases: list[str], generator: random.Random) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield events endlessly, one run of a phase after another."""
    for number in itertools.count(1):
        phase = phases[number % len(phases)]
        lock = {"phase": phase, "owner": "session", "fence": number}
        yield "lock_taken", {**lock, "takenOver": False}
        yield "phase_start", {"phase": phase}
        for _ in range(generator.randint(5, 20)):
            yield from _agent_at_work(phase, generator)
        yield "phase_complete", {"phase": phase, "status": "PASS", "durationMs": generator.randint(1, 10**6)}
        yield "lock_released", lock


def _agent_at_work(phase: str, generator: random.Random) -> Iterator[tuple[str, dict[str, object]]]:
    agent, model = generator.choice((("dev-execute-leader", "sonnet"), ("dev-proof-leader", "haiku")))
    yield "agent_spawn", {"agent": agent, "model": model, "phase": phase}
    for _ in range(generator.randint(8, 20)):
        path = f"src/module_{generator.randint(0, 999)}/file.py"
        tool = generator.choice(("Read", "Grep", "Edit", "Bash"))
        yield "tool_call", {"tool": tool, "path": path, "durationMs": generator.randint(1, 900), "success": True}
        if generator.random() < 0.2:
            yield "artifact", {"action": "updated", "path": path, "sizeBytes": generator.randint(1, 9999)}
    if generator.random() < 0.1:
        yield "error", {"errorType": "AGENT_TIMEOUT", "message": 'it "hangs"', "recoverable": True}
    tokens = {"tokensInput": generator.randint(100, 9000), "tokensOutput": generator.randint(10, 3000)}
    yield "agent_complete", {"agent": agent, **tokens, "durationMs": generator.randint(10, 90000)}
