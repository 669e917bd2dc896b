"""Each event as Claude Code sends it; what is wrong, empty or huge lets through, or blocks where it is to."""

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
from tests.drift.small import edit as change
from tests.drift.small import write
from tests.runtime.worked import ROOT, call, hold, line, repository, revi, ticket, use


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that nothing changes, with a ticket that nobody holds."""
    made = repository(tmp_path_factory.mktemp("still") / "worked")
    ticket(made)
    return made


@pytest.fixture
def root(still: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(still, tmp_path / "worked"))


def append(root: Path, **entry: Any) -> None:
    """One more step in the ledger of the ticket."""
    path = root / "tickets/TKT-7/LEDGER.jsonl"
    head = {"timestamp": "2026-02-11T14:40:00.000+01:00", "storyId": "TKT-7", "actor": "ada"}
    path.write_text(path.read_text(encoding="utf-8") + json.dumps({**head, **entry}) + "\n", encoding="utf-8")


def test_the_same_events_everywhere() -> None:
    assert tuple(EVENTS) == HOOK_EVENTS == tuple(DEFAULT_HOOKS)


# --- an agent is started ------------------------------------------------------------------------


def start(root: Path, agent: str, model: str | None = None, tool: str = "Agent") -> str:
    named = {} if model is None else {"model": model}
    return use(root, tool, description="Reads", prompt="Read it.", subagent_type=agent, **named)


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
    ("agent", "model", "name", "wanted", "text", "way"),
    [
        ("two", "opus", "two", "haiku", "    model: haiku", "agents.two.model"),
        ("tkt:one", "opus", "one", "sonnet", "makers: {description", "groups.makers.model"),
        ("third", "inherit", "three", "sonnet", "makers: {description", "groups.makers.model"),
    ],
)
def test_an_agent_on_another_model(
    still: Path, tool: str, agent: str, model: str, name: str, wanted: str, text: str, way: str
) -> None:
    assert start(still, agent, model, tool) == (
        f"revi.yml:{line(still, text)} ({way}) gives {name} the model {wanted}, not {model}: "
        f"start it with the model '{wanted}', or without a model"
    )


def test_a_variable_that_decides_over_every_call(still: Path) -> None:
    given = {"subagent_type": "one", "prompt": "x"}
    asked = call(still, "PreToolUse", tool_name="Agent", tool_input=given)
    for model, reason in (
        (
            "haiku",
            "and CLAUDE_CODE_SUBAGENT_MODEL changes it to haiku: unset the variable, or edit the contract",
        ),
        ("sonnet", ""),
        ("inherit", ""),
    ):
        done = revi(still, "hook", "PreToolUse", given=asked, env={"CLAUDE_CODE_SUBAGENT_MODEL": model})
        assert (done.returncode, done.stderr, bool(done.stdout)) == (0, "", bool(reason))
        assert reason in done.stdout


BREACH = {"event": "budget-breached", "phase": "make", "tokens": 7000, "limit": 6000}


def test_no_agent_starts_behind_a_hard_gate(root: Path) -> None:
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


def test_a_breach_of_an_earlier_phase_or_of_another_session_stops_nobody(root: Path) -> None:
    append(root, **BREACH)
    assert start(root, "one") == ""  # nobody holds the ticket
    hold(root, session="session-2")
    assert start(root, "one") == ""  # another does
    hold(root, startedAt="2026-02-11T14:41:00.000+01:00")
    assert start(root, "one") == ""  # it was in an earlier phase


def test_a_breach_stops_nobody_where_its_level_does_not_or_the_limit_was_raised(root: Path) -> None:
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
    done = revi(root, "budget", "record", *words, "--tokens", "6000", env=env)
    assert revi(root, "budget", "check", *words, env=env).returncode == 1, done.stderr
    assert start(root, "one").endswith("the phase has failed, and no further agent may start in it")


def test_a_lock_that_nobody_can_read_is_nobodys(root: Path) -> None:
    append(root, **BREACH)
    write(root, "tickets/TKT-7/_implementation/.phase-lock", "sessionId: session-1\n&x\n")
    assert start(root, "one") == ""


# --- a command is typed -------------------------------------------------------------------------


def typed(root: Path, command: str, words: str, **more: str) -> dict[str, Any]:
    """What is answered to a typed command; nothing where it goes on."""
    said = {
        "expansion_type": "slash_command", "command_name": command, "command_args": words,
        "command_source": "plugin", "prompt": f"/{command} {words}", **more,
    }  # fmt: skip
    done = revi(root, "hook", "UserPromptExpansion", given=call(root, "UserPromptExpansion", **said))
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout) if done.stdout else {}


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
    done = {"artifact": "story", "status": None, "branch": None}
    contract["commands"]["begin"]["rerun"] = {"mode": "once", "done": done, "force": "--again"}
    write(root, "generated/contract.json", json.dumps(contract))
    where = f"revi.yml:{line(root, 'rerun: {mode: anew}')} (commands.begin.rerun.mode)"
    reason = f"/begin does not run again on TKT-7: it is done; see {where}; add --again to run it again"
    assert typed(root, "begin", "TKT-7") == {"decision": "block", "reason": reason}
    assert typed(root, "begin", "TKT-7 --again") == {}


# --- an agent ends ------------------------------------------------------------------------------


def transcript(root: Path, *lines: dict[str, Any] | str) -> str:
    path = root / "agent-a1.jsonl"
    texts = (one if isinstance(one, str) else json.dumps(one) for one in lines)
    path.write_text("".join(f"{one}\n" for one in texts), encoding="utf-8")
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
    said = {
        "agent_id": "a1",
        "agent_type": agent,
        "agent_transcript_path": path,
        "stop_hook_active": False,
        **more,
    }
    done = revi(root, "hook", "SubagentStop", given=call(root, "SubagentStop", **said))
    assert (done.returncode, done.stdout) == (0, "")
    return done.stderr


def completions(root: Path) -> list[dict[str, Any]]:
    path = root / "tickets/TKT-7/_implementation/TRACE.jsonl"
    events = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()
    return [{key: one[key] for key in one if key not in ("timestamp", "storyId")} for one in events]


USER = {
    "type": "user",
    "timestamp": "2026-02-11T13:35:00.000Z",
    "message": {"role": "user", "content": "Read it."},
}
FIRST = {
    "input_tokens": 3,
    "output_tokens": 1,
    "cache_creation_input_tokens": 100,
    "cache_read_input_tokens": 7,
}
SECOND = {**FIRST, "input_tokens": 5, "cache_creation_input_tokens": 0}
DONE = {"agent": "three", "tokensOutput": 71, "durationMs": 9500, "status": "success"}


def test_what_an_agent_used_is_told_to_the_trace(root: Path) -> None:
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
    assert completions(root) == [{"event": "agent_complete", "tokensInput": 8, **DONE}]


def test_what_counts_against_a_budget_counts_here(root: Path) -> None:
    change(root, "generated/contract.json", '"counts": [', '"counts": ["cache_creation",')
    hold(root)
    path = transcript(root, USER, reply("m1", 9, {**FIRST, "output_tokens": 71}, "Done."))
    assert stopped(root, path) == ""
    assert completions(root) == [{"event": "agent_complete", "tokensInput": 103, **DONE}]


def test_the_last_words_may_come_a_little_later(root: Path) -> None:
    hold(root)
    path = transcript(root, USER, reply("m1", 2, FIRST))
    late = json.dumps(reply("m2", 9, {**SECOND, "output_tokens": 70}, "Done."))
    wait = f"import time; time.sleep(0.4); open({path!r}, 'a').write({late!r} + chr(10))"
    with subprocess.Popen([sys.executable, "-c", wait]):
        assert stopped(root, path, last_assistant_message="Done.") == ""
    assert completions(root) == [{"event": "agent_complete", "tokensInput": 8, **DONE}]


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
    done = revi(root, "hook", "SessionEnd", given=call(root, "SessionEnd", reason="prompt_input_exit"))
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(done.stderr.splitlines()) == [
        f"revi hook SessionEnd: {one} was released; its phase make ended without a result"
        for one in ("TKT-7", "TKT-9")
    ]
    assert sorted(path.parts[-3] for path in root.glob("tickets/*/_implementation/.phase-lock")) == ["TKT-8"]
    assert other.exists()
    events = [
        json.loads(one)
        for one in (root / "tickets/TKT-7/_implementation/TRACE.jsonl").read_text().splitlines()
    ]
    assert [(one["event"], one["phase"]) for one in events] == [
        ("phase_complete", "make"),
        ("lock_released", "make"),
    ]
    assert events[0]["status"] == "ERROR"


def test_a_session_that_holds_nothing_ends(still: Path) -> None:
    done = revi(still, "hook", "SessionEnd", given=call(still, "SessionEnd", reason="clear"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_revi_itself_took_is_given_back(root: Path) -> None:
    env = {"CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}
    words = ("lock", "acquire", "TKT-7", "--phase", "make", "--command", "begin")
    assert revi(root, *words, env=env).returncode == 0
    assert revi(root, "hook", "SessionEnd", given=call(root, "SessionEnd", reason="other")).returncode == 0
    assert (
        revi(root, "lock", "status", "TKT-7", "--format", "json").stdout.splitlines()[1]
        == '  "code": "free",'
    )


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


@pytest.mark.parametrize(("given", "why"), BAD)
@pytest.mark.parametrize("event", HOOK_EVENTS)
def test_bad_input_lets_through_and_says_so(still: Path, event: str, given: bytes, why: str) -> None:
    done = revi(still, "hook", event, given=given)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"revi hook {event}: allowed, because the hook fails open: {why}\n"


@pytest.mark.parametrize(("given", "why"), BAD)
def test_bad_input_blocks_where_the_call_says_so(still: Path, given: bytes, why: str) -> None:
    done = revi(still, "hook", "PreToolUse", "--fail", "closed", given=given)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"revi hook PreToolUse: blocked, because the hook fails closed: {why}\n"


def test_bad_input_blocks_where_the_contract_says_so(root: Path) -> None:
    text = (root / "generated/contract.json").read_text(encoding="utf-8")
    before, after = text.split('"PreToolUse": {', 1)
    write(root, "generated/contract.json", f'{before}"PreToolUse": {{{after.replace("open", "closed", 1)}')
    assert revi(root, "hook", "PreToolUse").returncode == 2
    assert revi(root, "hook", "SessionEnd").returncode == 0
    given = call(root, "PreToolUse", tool_name="Bash", tool_input={})
    assert revi(root, "hook", "PreToolUse", given=given).returncode == 0  # what is decided is decided


def test_huge_input_is_decided(still: Path) -> None:
    path = str(still / "made/agents/one.md")
    assert use(still, "Write", file_path=path, content="x" * 20_000_000).startswith(
        "made/agents/one.md is generated"
    )
    assert (
        use(still, "Write", file_path=str(still / "own.txt"), content="<!-- revi:begin x -->\n" * 300_000)
        == ""
    )


def test_input_beyond_all_measure_lets_through(still: Path) -> None:
    given = call(still, "PreToolUse", tool_name="Write", tool_input={"content": "x" * (64 * 1024 * 1024)})
    done = revi(still, "hook", "PreToolUse", given=given)
    assert (done.returncode, done.stdout) == (0, "")
    assert (
        done.stderr
        == "revi hook PreToolUse: allowed, because the hook fails open: the input is longer than 67,108,864 bytes\n"
    )


@pytest.mark.parametrize(
    "said",
    [
        {"tool_name": "Edit"},
        {"tool_name": "Edit", "tool_input": []},
        {"tool_name": "Agent", "tool_input": "one"},
    ],
)
def test_a_tool_without_its_input(still: Path, said: dict[str, Any]) -> None:
    done = revi(still, "hook", "PreToolUse", given=call(still, "PreToolUse", **said))
    assert (done.returncode, done.stdout) == (0, "")
    assert (
        done.stderr
        == "revi hook PreToolUse: allowed, because the hook fails open: the input has no 'tool_input'\n"
    )


@pytest.mark.parametrize(
    "given",
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
def test_nonsense_of_a_tool_is_let_through(still: Path, tool: str, given: dict[str, Any]) -> None:
    asked = call(still, "PreToolUse", tool_name=tool, tool_input=given)
    done = revi(still, "hook", "PreToolUse", given=asked)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("hook",), "'' is not a hook event"),
        (("hook", "PreToolUs"), "'PreToolUs' is not a hook event"),
        (("--what", "hook", "Stop"), "'Stop' is not a hook event"),
        (("hook", "--fail"), "'' is not a hook event"),
        (("-C", "nowhere", "hook", "PreToolUse"), "No such file or directory"),
    ],
)
def test_wrong_usage_lets_through(still: Path, words: tuple[str, ...], told: str) -> None:
    done = revi(still, *words, given=call(still, "PreToolUse", tool_name="Bash", tool_input={}))
    assert (done.returncode, done.stdout) == (0, "")
    assert told in done.stderr


def test_help_is_help(still: Path) -> None:
    done = revi(still, "hook", "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("usage: revi hook ")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"project": 1}'])
@pytest.mark.parametrize("event", HOOK_EVENTS)
def test_a_broken_contract_lets_through(root: Path, event: str, content: str) -> None:
    write(root, "generated/contract.json", content)
    given = {
        "tool_name": "Edit",
        "tool_input": {"file_path": "own.txt", "old_string": "one", "new_string": "1"},
    }
    if event == "UserPromptExpansion":
        given = {"command_name": "check", "command_args": "TKT-7"}
    asked = call(root, event, **given)
    done = revi(root, "hook", event, given=asked)
    assert (done.returncode, done.stdout) == (0, "")
    closed = revi(root, "hook", event, "--fail", "closed", given=asked)
    assert (closed.returncode, closed.stdout) == (2 if done.stderr else 0, "")


MISSING = (
    "revi hook PreToolUse: allowed, because the hook fails open: generated/contract.json cannot be read: No such file or directory; "
    "run 'revi-docs sync', which generates it from revi.yml\n"
)


def test_a_contract_that_is_not_there(root: Path) -> None:
    (root / "generated/contract.json").unlink()
    given = {"file_path": "own.txt", "old_string": "one", "new_string": "1"}
    asked = call(root, "PreToolUse", tool_name="Edit", tool_input=given)
    done = revi(root, "hook", "PreToolUse", given=asked)
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "",
        MISSING,
    )
    (root / "revi.yml").unlink()
    done = revi(root, "hook", "PreToolUse", given=asked)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")  # no repository of ours


def test_a_crash_lets_through_with_its_place(root: Path) -> None:
    change(
        root, "generated/contract.json", '"made/agents/{agent}.md": {', '"made/agents/{agent}.md": 7, "x": {'
    )
    given = {"file_path": "own.txt", "old_string": "one", "new_string": "1"}
    asked = call(root, "PreToolUse", tool_name="Edit", tool_input=given)
    done = revi(root, "hook", "PreToolUse", given=asked)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("revi hook PreToolUse: allowed, because the hook fails open: TypeError: ")
    assert "(generated_files.py:" in done.stderr
    assert revi(root, "hook", "PreToolUse", "--fail", "closed", given=asked).returncode == 2


def test_closed_streams(still: Path) -> None:
    given = {"file_path": "made/agents/one.md", "old_string": "first", "new_string": "last"}
    asked = call(still, "PreToolUse", tool_name="Edit", tool_input=given)
    command = f"{sys.executable} -m revi_docs.cli.agent.main hook PreToolUse"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for streams in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full"):
        done = subprocess.run(
            f"{command} {streams}", shell=True, cwd=still, env=env, input=asked, check=False
        )
        assert done.returncode == 0, streams


# --- the script of the plugin ---------------------------------------------------------------------


def test_the_script_of_the_plugin(root: Path, tmp_path: Path) -> None:
    """As hooks.json calls it: with revi, with one that fails, without one, and without the script itself."""
    command = json.loads((root / "made/hooks.json").read_bytes())["hooks"]["PreToolUse"][0]["hooks"][0][
        "command"
    ]
    plugin, programs = tmp_path / "a plugin", tmp_path / "bin"
    (plugin / "hooks").mkdir(parents=True)
    programs.mkdir()
    shutil.copy(root / "made/revi.sh", plugin / "hooks/revi.sh")
    for name in ("sh", "cat"):
        (programs / name).symlink_to(str(shutil.which(name)))

    def answer(more: str = "") -> tuple[int, str, str]:
        done = subprocess.run(
            ["sh", "-c", command + more], env={"PATH": str(programs), "CLAUDE_PLUGIN_ROOT": str(plugin)},
            input="{}", capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    def program(text: str) -> None:
        write(programs, "revi", f"#!/bin/sh\n{text}\n").chmod(0o755)

    closed = " --fail closed"
    missing = "revi hook PreToolUse{}: there is no revi; install revi-docs\n"
    assert answer() == (0, "", missing.format(""))
    assert answer(closed) == (2, "", missing.format(closed))
    program('cat; echo " $*"')
    assert answer() == (0, "{} hook PreToolUse\n", "")
    assert answer(closed) == (0, "{} hook PreToolUse --fail closed\n", "")
    for code in (1, 2, 3, 70, 127):
        program(f"exit {code}")
        assert answer() == (0, "", f"revi hook PreToolUse: revi ended with exit code {code}\n")
        assert answer(closed) == (2, "", f"revi hook PreToolUse{closed}: revi ended with exit code {code}\n")
    assert not stat.S_IMODE((plugin / "hooks/revi.sh").stat().st_mode) & stat.S_IXUSR
    shutil.rmtree(plugin)
    assert answer() == (0, "", "")
