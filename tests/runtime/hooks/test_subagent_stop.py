"""The usage of an agent that stopped goes to the trace of its story."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Timer
from typing import Any

from tests.support.runtime_repository import call, hold, revi
from tests.support.sample_repo import edit as change


def transcript(root: Path, *lines: dict[str, Any] | str) -> str:
    path = root / "agent-a1.jsonl"
    texts = (item if isinstance(item, str) else json.dumps(item) for item in lines)
    path.write_text("".join(f"{item}\n" for item in texts), encoding="utf-8")
    return str(path)


def reply(message: str, second: int, usage: dict[str, int], text: str = "") -> dict[str, Any]:
    """A line of a transcript, as Claude Code writes it for each part of a reply."""
    content = [{"type": "text", "text": text}] if text else [{"type": "tool_use", "name": "Read"}]
    return {
        "type": "assistant", "isSidechain": True, "agentId": "a1", "requestId": f"req-{message}",
        "timestamp": f"2026-02-11T13:35:{second:02}.500Z",
        "message": {"id": message, "role": "assistant", "content": content, "usage": usage},
    }  # fmt: skip


def stopped(root: Path, path: str, agent: str = "tkt:third", **more: Any) -> str:
    response = {"agent_id": "a1", "agent_type": agent, "agent_transcript_path": path, "stop_hook_active": False, **more}
    process = revi(root, "hook", "SubagentStop", arguments=call(root, "SubagentStop", **response))
    assert (process.returncode, process.stderr) == (0, "")
    return f"{json.loads(process.stdout)['systemMessage']}\n" if process.stdout else ""


def completions(root: Path) -> list[dict[str, Any]]:
    path = root / "tickets/TKT-7/_implementation/TRACE.jsonl"
    events = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()
    return [{key: item[key] for key in item if key not in ("timestamp", "storyId")} for item in events]


USER = {"type": "user", "timestamp": "2026-02-11T13:35:00.000Z", "message": {"role": "user", "content": "Read it."}}
FIRST = {"input_tokens": 3, "output_tokens": 1, "cache_creation_input_tokens": 100, "cache_read_input_tokens": 7}
SECOND = {**FIRST, "input_tokens": 5, "cache_creation_input_tokens": 0}
COMPLETION = {"agent": "three", "tokensOutput": 71, "durationMs": 9500, "status": "success"}


def test_the_usage_of_an_agent_goes_to_the_trace(root: Path) -> None:
    hold(root)
    path = transcript(
        root,
        USER,
        reply("m1", 2, FIRST),
        reply("m1", 3, {**FIRST, "output_tokens": 61}),  # the same reply, told again and in full
        "{torn",
        reply("m2", 9, {**SECOND, "output_tokens": 10}, "Done."),
    )
    torn = "revi hook SubagentStop: the usage of three may be higher: unreadable lines: 1\n"
    assert stopped(root, path, last_assistant_message="Done.") == torn
    assert completions(root) == [{"event": "agent_complete", "tokensInput": 8, **COMPLETION}]


def test_what_counts_against_a_budget_counts_here(root: Path) -> None:
    change(root, "revi.yml", "budgets:\n", "budgets:\n  counts: [cache_creation, input, output]\n")
    hold(root)
    path = transcript(root, USER, reply("m1", 9, {**FIRST, "output_tokens": 71}, "Done."))
    assert stopped(root, path) == ""
    assert completions(root) == [{"event": "agent_complete", "tokensInput": 103, **COMPLETION}]


def test_the_last_words_may_come_a_little_later(root: Path) -> None:
    hold(root)
    path = transcript(root, USER, reply("m1", 2, FIRST))
    late = json.dumps(reply("m2", 9, {**SECOND, "output_tokens": 70}, "Done."))

    def write_late() -> None:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{late}\n")

    timer = Timer(0.4, write_late)
    timer.start()
    assert stopped(root, path, last_assistant_message="Done.") == ""
    timer.join()
    assert completions(root) == [{"event": "agent_complete", "tokensInput": 8, **COMPLETION}]


def test_unknown_is_not_zero(root: Path) -> None:
    hold(root)
    note = "revi hook SubagentStop: the usage of three is unknown: its transcript cannot be read\n"
    assert stopped(root, str(root / "none.jsonl")) == note
    assert stopped(root, "") == note
    assert stopped(root, transcript(root, USER, "{torn")) == note
    assert completions(root) == []


def test_agents_and_sessions_that_are_none_of_ours(root: Path) -> None:
    path = transcript(root, USER, reply("m1", 9, FIRST))
    assert stopped(root, path) == ""  # nobody holds the ticket
    hold(root)
    assert stopped(root, path, "Explore") == ""
    assert stopped(root, path, "") == ""
    assert completions(root) == []
