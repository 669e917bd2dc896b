"""Each event as Claude Code sends it; wrong, empty and huge input fails open, or closed if it has to."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from revi_docs.contract.reference_targets import HOOK_EVENTS
from revi_docs.contract.relations import DEFAULT_HOOKS
from revi_docs.runtime.hooks.hook_call import EVENTS
from tests.runtime.runtime_repository import ROOT, call, hold, line, repository, revi, ticket, use
from tests.support.sample_repo import edit as change
from tests.support.sample_repo import write


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that tests share, with a ticket that is not locked."""
    repository_root = repository(tmp_path_factory.mktemp("still") / "worked")
    ticket(repository_root)
    return repository_root


@pytest.fixture
def root(still: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(still, tmp_path / "worked"))


def append(root: Path, **entry: Any) -> None:
    """Append an entry to the ledger of the ticket."""
    path = root / "tickets/TKT-7/LEDGER.jsonl"
    head = {"timestamp": "2026-02-11T14:40:00.000+01:00", "storyId": "TKT-7", "actor": "ada"}
    path.write_text(path.read_text(encoding="utf-8") + json.dumps({**head, **entry}) + "\n", encoding="utf-8")


def test_the_same_events_everywhere() -> None:
    assert tuple(EVENTS) == HOOK_EVENTS == tuple(DEFAULT_HOOKS)


# --- an agent is started ------------------------------------------------------------------------


def start(root: Path, agent: str, model: str | None = None, tool: str = "Agent") -> str:
    names = {} if model is None else {"model": model}
    return use(root, tool, description="Reads", prompt="Read it.", subagent_type=agent, **names)


@pytest.mark.parametrize(
    ("agent", "model"),
    [
        ("one", "sonnet"),
        ("one", None),
        ("tkt:one", "sonnet"),
        ("third", "sonnet"),
        ("two", "haiku"),
        ("two", "small"),
        ("one", "claude-sonnet-4-5-20250929"),
        ("general-purpose", "opus"),
        ("other:one", "opus"),
    ],
)
def test_an_agent_on_its_own_model(still: Path, agent: str, model: str | None) -> None:
    assert start(still, agent, model) == ""


@pytest.mark.parametrize("tool", ["Agent", "Task"])
@pytest.mark.parametrize(
    ("agent", "model", "name", "expected_model", "text", "key_path"),
    [
        ("two", "opus", "two", "haiku", "    model: haiku", "agents.two.model"),
        ("tkt:one", "opus", "one", "sonnet", "makers: {description", "groups.makers.model"),
        ("third", "inherit", "three", "sonnet", "makers: {description", "groups.makers.model"),
    ],
)
def test_an_agent_on_another_model(
    still: Path, tool: str, agent: str, model: str, name: str, expected_model: str, text: str, key_path: str
) -> None:
    assert start(still, agent, model, tool) == (
        f"revi.yml:{line(still, text)} ({key_path}) assigns {name} the model {expected_model}, not {model}: "
        f"start it with the model '{expected_model}', or without a model"
    )


def test_a_variable_that_decides_over_every_call(still: Path) -> None:
    arguments = {"subagent_type": "one", "prompt": "x"}
    hook_input = call(still, "PreToolUse", tool_name="Agent", tool_input=arguments)
    for model, reason in (
        ("haiku", "and CLAUDE_CODE_SUBAGENT_MODEL changes it to haiku: unset the variable, or edit the contract"),
        ("sonnet", ""),
        ("inherit", ""),
    ):
        process = revi(still, "hook", "PreToolUse", arguments=hook_input, env={"CLAUDE_CODE_SUBAGENT_MODEL": model})
        assert (process.returncode, process.stderr, bool(process.stdout)) == (0, "", bool(reason))
        assert reason in process.stdout


BREACH = {"event": "budget-breached", "phase": "make", "tokens": 7000, "limit": 6000}


def test_no_agent_starts_after_a_hard_limit(root: Path) -> None:
    hold(root)
    assert start(root, "one") == ""
    append(root, **BREACH)
    expected = (
        "TKT-7 has used 7,000 tokens in phase make, over the limit of 6,000 in "
        f"revi.yml:{line(root, 'make: {warning: 300')} (budgets.phases.make.hard): "
        "the phase has failed, and no further agent may start in it"
    )
    assert start(root, "one") == expected
    assert start(root, "general-purpose") == expected


def test_a_breach_of_an_earlier_phase_or_of_another_session_blocks_nothing(root: Path) -> None:
    append(root, **BREACH)
    assert start(root, "one") == ""  # nobody holds the ticket
    hold(root, session="session-2")
    assert start(root, "one") == ""  # another does
    hold(root, startedAt="2026-02-11T14:41:00.000+01:00")
    assert start(root, "one") == ""  # it was in an earlier phase


def test_a_breach_blocks_nothing_if_its_level_does_not_or_the_limit_was_raised(root: Path) -> None:
    hold(root)
    append(root, **BREACH, cause="advisory")
    assert start(root, "one") == ""
    append(root, **BREACH, cause="hard_gate")
    assert start(root, "one") != ""
    change(root, "generated/contract.json", '"hard": 6000', '"hard": 7001')
    assert start(root, "one") == ""


def test_what_revi_budget_notes_stops_the_next_agent(root: Path) -> None:
    env = {"CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}
    words = ("TKT-7", "--phase", "make")
    assert revi(root, "lock", "acquire", *words, "--command", "begin", env=env).returncode == 0
    (root / "tickets/TKT-7/_implementation/TOKEN-LOG.md").unlink()
    assert revi(root, "budget", "record", *words, "--tokens", "5999", env=env).returncode == 0
    assert start(root, "one") == ""
    process = revi(root, "budget", "record", *words, "--tokens", "6000", env=env)
    assert revi(root, "budget", "check", *words, env=env).returncode == 1, process.stderr
    assert start(root, "one").endswith("the phase has failed, and no further agent may start in it")


def test_an_invalid_lock_belongs_to_no_session(root: Path) -> None:
    append(root, **BREACH)
    write(root, "tickets/TKT-7/_implementation/.phase-lock", "sessionId: session-1\n&x\n")
    assert start(root, "one") == ""


# --- a command is typed -------------------------------------------------------------------------


def typed(root: Path, command: str, words: str, **more: str) -> dict[str, Any]:
    """The answer to a typed command; empty if it may run."""
    response = {
        "expansion_type": "slash_command", "command_name": command, "command_args": words,
        "command_source": "plugin", "prompt": f"/{command} {words}", **more,
    }  # fmt: skip
    process = revi(root, "hook", "UserPromptExpansion", arguments=call(root, "UserPromptExpansion", **response))
    assert (process.returncode, process.stderr) == (0, "")
    return json.loads(process.stdout) if process.stdout else {}


def test_a_command_that_works_elsewhere(still: Path) -> None:
    reason = (
        f"TKT-7 is in working, and /check works in checking (see revi.yml:{line(still, 'transitions:')} "
        "(transitions)); from working, use /begin"
    )
    assert typed(still, "check", "TKT-7") == {"decision": "block", "reason": reason}
    assert typed(still, "tkt:check", 'plans "TKT-7"') == {"decision": "block", "reason": reason}


@pytest.mark.parametrize(
    ("command", "words"),
    [
        pytest.param("begin", "TKT-7", id="where it works"),
        pytest.param("check", "", id="no story"),
        pytest.param("check", "TKT-9", id="a story that is not there"),
        pytest.param("check", "XTKT-7", id="no id"),
        pytest.param("tell", "TKT-7", id="a command that takes no story"),
        pytest.param("other:check", "TKT-7", id="another plugin's"),
        pytest.param("compact", "TKT-7", id="a command of Claude Code"),
    ],
)
def test_a_command_that_goes_on(still: Path, command: str, words: str) -> None:
    assert typed(still, command, words) == {}


def test_a_prompt_of_a_server_is_no_command(still: Path) -> None:
    assert typed(still, "check", "TKT-7", expansion_type="mcp_prompt") == {}


def test_a_command_that_is_done(root: Path) -> None:
    contract = json.loads((root / "generated/contract.json").read_bytes())
    contract["rerun"]["modes"]["once"] = {**contract["rerun"]["modes"]["anew"], "action": "skip"}
    process = {"artifact": "story", "status": None, "branch": None}
    contract["commands"]["begin"]["rerun"] = {"mode": "once", "done": process, "force": "--again"}
    write(root, "generated/contract.json", json.dumps(contract))
    where = f"revi.yml:{line(root, 'rerun: {mode: anew}')} (commands.begin.rerun.mode)"
    reason = f"/begin does not run again on TKT-7: it is done; see {where}; add --again to run it again"
    assert typed(root, "begin", "TKT-7") == {"decision": "block", "reason": reason}
    assert typed(root, "begin", "TKT-7 --again") == {}


# --- an agent ends ------------------------------------------------------------------------------


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
    assert (process.returncode, process.stdout) == (0, "")
    return process.stderr


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
    change(root, "generated/contract.json", '"counts": [', '"counts": ["cache_creation",')
    hold(root)
    path = transcript(root, USER, reply("m1", 9, {**FIRST, "output_tokens": 71}, "Done."))
    assert stopped(root, path) == ""
    assert completions(root) == [{"event": "agent_complete", "tokensInput": 103, **COMPLETION}]


def test_the_last_words_may_come_a_little_later(root: Path) -> None:
    hold(root)
    path = transcript(root, USER, reply("m1", 2, FIRST))
    late = json.dumps(reply("m2", 9, {**SECOND, "output_tokens": 70}, "Done."))
    wait = f"import time; time.sleep(0.4); open({path!r}, 'a').write({late!r} + chr(10))"
    with subprocess.Popen([sys.executable, "-c", wait]):
        assert stopped(root, path, last_assistant_message="Done.") == ""
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


# --- a session ends -----------------------------------------------------------------------------


def test_the_locks_of_a_session_are_given_back(root: Path) -> None:
    ticket(root, "TKT-8")
    ticket(root, "TKT-9")
    hold(root)
    other = hold(root, "TKT-8", session="session-2")
    hold(root, "TKT-9")
    process = revi(root, "hook", "SessionEnd", arguments=call(root, "SessionEnd", reason="prompt_input_exit"))
    assert (process.returncode, process.stdout) == (0, "")
    assert sorted(process.stderr.splitlines()) == [
        f"revi hook SessionEnd: {item} was released; its phase make ended without a result"
        for item in ("TKT-7", "TKT-9")
    ]
    assert sorted(path.parts[-3] for path in root.glob("tickets/*/_implementation/.phase-lock")) == ["TKT-8"]
    assert other.exists()
    events = [
        json.loads(item) for item in (root / "tickets/TKT-7/_implementation/TRACE.jsonl").read_text().splitlines()
    ]
    assert [(item["event"], item["phase"]) for item in events] == [
        ("phase_complete", "make"),
        ("lock_released", "make"),
    ]
    assert events[0]["status"] == "ERROR"


def test_a_session_without_locks_ends(still: Path) -> None:
    process = revi(still, "hook", "SessionEnd", arguments=call(still, "SessionEnd", reason="clear"))
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")


def test_what_revi_itself_took_is_given_back(root: Path) -> None:
    env = {"CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}
    words = ("lock", "acquire", "TKT-7", "--phase", "make", "--command", "begin")
    assert revi(root, *words, env=env).returncode == 0
    assert revi(root, "hook", "SessionEnd", arguments=call(root, "SessionEnd", reason="other")).returncode == 0
    assert revi(root, "lock", "status", "TKT-7", "--format", "json").stdout.splitlines()[1] == '  "code": "free",'


# --- by decision only, never by accident ---------------------------------------------------------

BAD = [
    pytest.param(b"", "the input is empty", id="empty"),
    pytest.param(b" \n", "the input is empty", id="blank"),
    pytest.param(b'{"session_id": "s"', "the input is not valid JSON", id="torn"),
    pytest.param(b"\xff\xfe{}", "the input is not valid JSON", id="no text"),
    pytest.param(b"[]", "the input is not a JSON object", id="a list"),
    pytest.param(b"[" * 100_000, "the input is not valid JSON", id="deep"),
    pytest.param(b'{"hook_event_name": "Stop"}', "the input is for the event 'Stop'", id="another event"),
]


@pytest.mark.parametrize(("arguments", "cause"), BAD)
@pytest.mark.parametrize("event", HOOK_EVENTS)
def test_bad_input_fails_open_with_the_reason(still: Path, event: str, arguments: bytes, cause: str) -> None:
    process = revi(still, "hook", event, arguments=arguments)
    assert (process.returncode, process.stdout) == (0, "")
    assert process.stderr == f"revi hook {event}: allowed, because the hook fails open: {cause}\n"


@pytest.mark.parametrize(("arguments", "cause"), BAD)
def test_bad_input_blocks_if_the_call_says_so(still: Path, arguments: bytes, cause: str) -> None:
    process = revi(still, "hook", "PreToolUse", "--fail", "closed", arguments=arguments)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == f"revi hook PreToolUse: blocked, because the hook fails closed: {cause}\n"


def test_bad_input_blocks_if_the_contract_says_so(root: Path) -> None:
    text = (root / "generated/contract.json").read_text(encoding="utf-8")
    before, after = text.split('"PreToolUse": {', 1)
    write(root, "generated/contract.json", f'{before}"PreToolUse": {{{after.replace("open", "closed", 1)}')
    assert revi(root, "hook", "PreToolUse").returncode == 2
    assert revi(root, "hook", "SessionEnd").returncode == 0
    arguments = call(root, "PreToolUse", tool_name="Bash", tool_input={})
    assert revi(root, "hook", "PreToolUse", arguments=arguments).returncode == 0  # what is decided is decided


def test_huge_input_is_decided(still: Path) -> None:
    path = str(still / "made/agents/one.md")
    assert use(still, "Write", file_path=path, content="x" * 20_000_000).startswith("made/agents/one.md is generated")
    assert use(still, "Write", file_path=str(still / "own.txt"), content="<!-- revi:begin x -->\n" * 300_000) == ""


def test_huge_input_fails_open(still: Path) -> None:
    arguments = call(still, "PreToolUse", tool_name="Write", tool_input={"content": "x" * (64 * 1024 * 1024)})
    process = revi(still, "hook", "PreToolUse", arguments=arguments)
    assert (process.returncode, process.stdout) == (0, "")
    reason = "the input is longer than 67,108,864 bytes"
    assert process.stderr == f"revi hook PreToolUse: allowed, because the hook fails open: {reason}\n"


@pytest.mark.parametrize(
    "response",
    [{"tool_name": "Edit"}, {"tool_name": "Edit", "tool_input": []}, {"tool_name": "Agent", "tool_input": "one"}],
)
def test_a_tool_without_its_input(still: Path, response: dict[str, Any]) -> None:
    process = revi(still, "hook", "PreToolUse", arguments=call(still, "PreToolUse", **response))
    assert (process.returncode, process.stdout) == (0, "")
    assert (
        process.stderr == "revi hook PreToolUse: allowed, because the hook fails open: the input has no 'tool_input'\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"file_path": 7, "old_string": "a", "new_string": "b"},
        {"file_path": "a\0b", "old_string": "a", "new_string": "b"},
        {"file_path": "own.txt", "old_string": None, "new_string": "b"},
        {"file_path": "own.txt", "edits": "all"},
        {"file_path": "x" * 5000, "old_string": "a", "new_string": "b"},
    ],
    ids=["nothing", "a number", "a NUL", "no text", "no list", "a long name"],
)
@pytest.mark.parametrize("tool", ["Edit", "MultiEdit", "Write", "NotebookEdit"])
def test_invalid_tool_input_is_allowed(still: Path, tool: str, arguments: dict[str, Any]) -> None:
    hook_input = call(still, "PreToolUse", tool_name=tool, tool_input=arguments)
    process = revi(still, "hook", "PreToolUse", arguments=hook_input)
    assert (process.returncode, process.stdout) == (0, "")


@pytest.mark.parametrize(
    ("words", "trace_message"),
    [
        (("hook",), "'' is not a hook event"),
        (("hook", "PreToolUs"), "'PreToolUs' is not a hook event"),
        (("--what", "hook", "Stop"), "'Stop' is not a hook event"),
        (("hook", "--fail"), "'' is not a hook event"),
        (("-C", "nowhere", "hook", "PreToolUse"), "No such file or directory"),
    ],
)
def test_wrong_usage_fails_open(still: Path, words: tuple[str, ...], trace_message: str) -> None:
    process = revi(still, *words, arguments=call(still, "PreToolUse", tool_name="Bash", tool_input={}))
    assert (process.returncode, process.stdout) == (0, "")
    assert trace_message in process.stderr


def test_help_is_help(still: Path) -> None:
    process = revi(still, "hook", "--help")
    assert process.returncode == 0
    assert process.stdout.startswith("Usage: revi hook ")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"project": 1}'])
@pytest.mark.parametrize("event", HOOK_EVENTS)
def test_an_invalid_contract_fails_open(root: Path, event: str, content: str) -> None:
    write(root, "generated/contract.json", content)
    arguments = {"tool_name": "Edit", "tool_input": {"file_path": "own.txt", "old_string": "one", "new_string": "1"}}
    if event == "UserPromptExpansion":
        arguments = {"command_name": "check", "command_args": "TKT-7"}
    hook_input = call(root, event, **arguments)
    process = revi(root, "hook", event, arguments=hook_input)
    assert (process.returncode, process.stdout) == (0, "")
    closed = revi(root, "hook", event, "--fail", "closed", arguments=hook_input)
    assert (closed.returncode, closed.stdout) == (2 if process.stderr else 0, "")


MISSING = (
    "revi hook PreToolUse: allowed, because the hook fails open: "
    "generated/contract.json cannot be read: No such file or directory; "
    "run 'revi-docs sync', which generates it from revi.yml\n"
)


def test_a_contract_that_is_not_there(root: Path) -> None:
    (root / "generated/contract.json").unlink()
    arguments = {"file_path": "own.txt", "old_string": "one", "new_string": "1"}
    hook_input = call(root, "PreToolUse", tool_name="Edit", tool_input=arguments)
    process = revi(root, "hook", "PreToolUse", arguments=hook_input)
    assert (process.returncode, process.stdout, process.stderr) == (0, "", MISSING)
    (root / "revi.yml").unlink()
    process = revi(root, "hook", "PreToolUse", arguments=hook_input)
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")  # no repository of ours


def test_a_crash_fails_open_and_reports_its_location(root: Path) -> None:
    change(root, "generated/contract.json", '"made/agents/{agent}.md": {', '"made/agents/{agent}.md": 7, "x": {')
    arguments = {"file_path": "own.txt", "old_string": "one", "new_string": "1"}
    hook_input = call(root, "PreToolUse", tool_name="Edit", tool_input=arguments)
    process = revi(root, "hook", "PreToolUse", arguments=hook_input)
    assert (process.returncode, process.stdout) == (0, "")
    assert process.stderr.startswith("revi hook PreToolUse: allowed, because the hook fails open: TypeError: ")
    assert "(generated_files.py:" in process.stderr
    assert revi(root, "hook", "PreToolUse", "--fail", "closed", arguments=hook_input).returncode == 2


def test_closed_streams(still: Path) -> None:
    arguments = {"file_path": "made/agents/one.md", "old_string": "first", "new_string": "last"}
    hook_input = call(still, "PreToolUse", tool_name="Edit", tool_input=arguments)
    command = f"{sys.executable} -m revi_docs.cli.agent.main hook PreToolUse"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for streams in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full"):
        process = subprocess.run(f"{command} {streams}", shell=True, cwd=still, env=env, input=hook_input, check=False)
        assert process.returncode == 0, streams


# --- the script of the plugin ---------------------------------------------------------------------


def test_the_script_of_the_plugin(root: Path, tmp_path: Path) -> None:
    """As hooks.json calls it: with revi, with one that fails, without one, and without the script itself."""
    command = json.loads((root / "made/hooks.json").read_bytes())["hooks"]["PreToolUse"][0]["hooks"][0]["command"]
    plugin, programs = tmp_path / "a plugin", tmp_path / "bin"
    (plugin / "hooks").mkdir(parents=True)
    programs.mkdir()
    shutil.copy(root / "made/revi.sh", plugin / "hooks/revi.sh")
    for name in ("sh", "cat"):
        (programs / name).symlink_to(str(shutil.which(name)))

    def answer(more: str = "") -> tuple[int, str, str]:
        process = subprocess.run(
            ["sh", "-c", command + more], env={"PATH": str(programs), "CLAUDE_PLUGIN_ROOT": str(plugin)},
            input="{}", capture_output=True, text=True, check=False,
        )  # fmt: skip
        return process.returncode, process.stdout, process.stderr

    def program(text: str) -> None:
        write(programs, "revi", f"#!/bin/sh\n{text}\n").chmod(0o755)

    closed = " --fail closed"
    missing = "revi hook PreToolUse{}: revi is not installed; install revi-docs\n"
    assert answer() == (0, "", missing.format(""))
    assert answer(closed) == (2, "", missing.format(closed))
    program('cat; echo " $*"')
    assert answer() == (0, "{} hook PreToolUse\n", "")
    assert answer(closed) == (0, "{} hook PreToolUse --fail closed\n", "")
    for code in (1, 2, 3, 70, 127):
        program(f"exit {code}")
        assert answer() == (0, "", f"revi hook PreToolUse: revi exited with code {code}\n")
        assert answer(closed) == (2, "", f"revi hook PreToolUse{closed}: revi exited with code {code}\n")
    assert not stat.S_IMODE((plugin / "hooks/revi.sh").stat().st_mode) & stat.S_IXUSR
    shutil.rmtree(plugin)
    assert answer() == (0, "", "")
