"""`revi hook`: wrong and empty input, wrong usage and an invalid contract fail open, or closed if they have to."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from revi_docs.contract.reference_targets import HOOK_EVENTS
from revi_docs.targets.claude import hook_handler
from tests.support.runtime_repository import ROOT, call, revi
from tests.support.sample_repo import edit as change
from tests.support.sample_repo import write


@pytest.fixture
def root(ticket_copy: Path) -> Path:
    return ticket_copy


def message(process: subprocess.CompletedProcess[str]) -> str:
    """What the user sees of a hook that allows the action."""
    return str(json.loads(process.stdout)["systemMessage"])


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
    assert (process.returncode, process.stderr) == (0, "")
    assert message(process) == f"revi hook {event}: allowed, because the hook fails open: {cause}"


@pytest.mark.parametrize(("arguments", "cause"), BAD)
def test_bad_input_blocks_if_the_call_says_so(still: Path, arguments: bytes, cause: str) -> None:
    process = revi(still, "hook", "PreToolUse", "--fail", "closed", arguments=arguments)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == f"revi hook PreToolUse: blocked, because the hook fails closed: {cause}\n"


def test_bad_input_blocks_if_the_contract_says_so(root: Path) -> None:
    change(root, "revi.yml", "  PreToolUse:\n", "  PreToolUse:\n    fail: closed\n")
    assert revi(root, "hook", "PreToolUse").returncode == 2
    assert revi(root, "hook", "SessionEnd").returncode == 0
    arguments = call(root, "PreToolUse", tool_name="Bash", tool_input={})
    assert revi(root, "hook", "PreToolUse", arguments=arguments).returncode == 0  # what is decided is decided


def test_huge_input_fails_open(still: Path) -> None:
    arguments = call(still, "PreToolUse", tool_name="Write", tool_input={"content": "x" * (64 * 1024 * 1024)})
    process = revi(still, "hook", "PreToolUse", arguments=arguments)
    assert (process.returncode, process.stderr) == (0, "")
    reason = "the input is longer than 67,108,864 bytes"
    assert message(process) == f"revi hook PreToolUse: allowed, because the hook fails open: {reason}"


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
    assert (process.returncode, process.stderr) == (0, "")
    assert trace_message in message(process)


def test_help_is_help(still: Path) -> None:
    process = revi(still, "hook", "--help")
    assert process.returncode == 0
    assert process.stdout.startswith("Usage: revi hook ")


BROKEN = (
    "revi: [1",
    "[]",
    "revi: 2\n",
    "\xff",
    "revi: 1\nstatuses: {a: {initial: true}}\ntransitions: [{from: a, to: b, by: manual}]\n",
)


@pytest.mark.parametrize("content", BROKEN)
@pytest.mark.parametrize("event", HOOK_EVENTS)
def test_an_unsound_contract_fails_open(root: Path, event: str, content: str) -> None:
    write(root, "revi.yml", content.encode("latin-1"))
    arguments = {"tool_name": "Edit", "tool_input": {"file_path": "own.txt", "old_string": "one", "new_string": "1"}}
    if event == "UserPromptExpansion":
        arguments = {"command_name": "check", "command_args": "TKT-7"}
    hook_input = call(root, event, **arguments)
    process = revi(root, "hook", event, arguments=hook_input)
    assert (process.returncode, process.stderr) == (0, "")
    assert message(process).startswith(f"revi hook {event}: allowed, because the hook fails open: revi.yml")
    closed = revi(root, "hook", event, "--fail", "closed", arguments=hook_input)
    assert (closed.returncode, closed.stdout) == (2, "") or '"deny"' in closed.stdout


@pytest.mark.parametrize("content", BROKEN)
def test_an_edit_that_breaks_the_contract_opens_no_closed_hook(root: Path, content: str) -> None:
    change(root, "revi.yml", "  PreToolUse:\n", "  PreToolUse:\n    fail: closed\n")
    arguments = {"file_path": "own.txt", "old_string": "one", "new_string": "1"}
    hook_input = call(root, "PreToolUse", tool_name="Edit", tool_input=arguments)
    assert revi(root, "hook", "PreToolUse", arguments=hook_input).stdout == ""
    write(root, "revi.yml", content.encode("latin-1"))
    for _ in range(2):
        answer = json.loads(revi(root, "hook", "PreToolUse", arguments=hook_input).stdout)["hookSpecificOutput"]
        assert answer["permissionDecision"] == "deny"
        assert "the hook fails closed: revi.yml" in answer["permissionDecisionReason"]
    assert revi(root, "hook", "SessionEnd", arguments=call(root, "SessionEnd")).returncode == 0


def test_the_export_is_not_needed_and_its_values_are_not_believed(root: Path) -> None:
    arguments = {"file_path": "made/agents/one.md", "old_string": "first part", "new_string": "last"}
    hook_input = call(root, "PreToolUse", tool_name="Edit", tool_input=arguments)
    denied = revi(root, "hook", "PreToolUse", arguments=hook_input)
    assert "made/agents/one.md is generated" in denied.stdout
    for text in ("{}", '{"revi": 1, "project": {}, "outputs": {}, "hooks": {}}', None):
        if text is None:
            (root / "generated/contract.json").unlink()
        else:
            write(root, "generated/contract.json", text)
        assert revi(root, "hook", "PreToolUse", arguments=hook_input).stdout == denied.stdout
    (root / "revi.yml").unlink()
    process = revi(root, "hook", "PreToolUse", arguments=hook_input)
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")  # no repository of ours


def test_a_crash_fails_open_and_reports_its_location(root: Path) -> None:
    arguments = {"file_path": "\ud800", "old_string": "one", "new_string": "1"}
    hook_input = call(root, "PreToolUse", tool_name="Edit", tool_input=arguments)
    process = revi(root, "hook", "PreToolUse", arguments=hook_input)
    assert (process.returncode, process.stderr) == (0, "")
    assert message(process).startswith("revi hook PreToolUse: allowed, because the hook fails open: UnicodeEncodeError")
    assert "(<frozen posixpath>:" in message(process)
    assert revi(root, "hook", "PreToolUse", "--fail", "closed", arguments=hook_input).returncode == 2


def test_closed_streams(still: Path) -> None:
    arguments = {"file_path": "made/agents/one.md", "old_string": "first", "new_string": "last"}
    hook_input = call(still, "PreToolUse", tool_name="Edit", tool_input=arguments)
    command = f"{sys.executable} -m revi_docs.cli.agent.main hook PreToolUse"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for streams in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full"):
        process = subprocess.run(f"{command} {streams}", shell=True, cwd=still, env=env, input=hook_input, check=False)
        assert process.returncode == 0, streams
    # A rejection that cannot be printed still blocks where the hook fails closed.
    command = f"{command} --fail closed >&-"
    process = subprocess.run(command, shell=True, cwd=still, env=env, input=hook_input, check=False)
    assert process.returncode == 2


@pytest.mark.parametrize("fail", ["open", "closed"])
def test_the_command_line_of_a_hook(fail: str, tmp_path: Path) -> None:
    """As Claude Code runs it: with revi, with one that blocks, crashes or is killed, and without one."""
    handler = hook_handler("PreToolUse", fails_closed=fail == "closed")
    words = ["revi", "hook", "PreToolUse"] if fail == "open" else ["sh", "-c", handler["command"]]
    if fail == "open":
        assert handler == {"type": "command", "command": "revi", "args": words[1:]}
    for name in ("sh", "cat"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))

    def answer() -> tuple[int, str, str]:
        process = subprocess.run(
            list(map(str, words)), env={"PATH": str(tmp_path)}, input="{}", capture_output=True, text=True, check=False
        )
        return process.returncode, process.stdout, process.stderr.replace("sh: 1:", "sh:")

    def program(text: str) -> None:
        write(tmp_path, "revi", f"#!{shutil.which('sh')}\n{text}\n").chmod(0o755)

    def blocked(code: int) -> str:
        reason = f"blocked, because revi ended with exit code {code} and the hook fails closed"
        return f"revi hook PreToolUse: {reason}; install revi-docs, or run the hook to see why\n"

    if fail == "open":
        with pytest.raises(FileNotFoundError):  # Claude Code shows a notice and goes on
            answer()
    else:
        assert answer() == (2, "", f"sh: revi: not found\n{blocked(127)}")
    program('cat; echo " $*"')
    assert answer() == (0, f"{{}} hook PreToolUse{' --fail closed' if fail == 'closed' else ''}\n", "")
    program("echo no >&2; exit 2")
    assert answer() == (2, "", "no\n")
    for code in (1, 3, 70, 126):
        program(f"exit {code}")
        assert answer() == ((code, "", "") if fail == "open" else (2, "", blocked(code)))


@pytest.mark.parametrize("value", ["off", "OFF"])
def test_all_hooks_can_be_turned_off(still: Path, value: str) -> None:
    tool_input = {"file_path": "made/agents/one.md", "old_string": "first", "new_string": "last"}
    hook_input = call(still, "PreToolUse", tool_name="Edit", tool_input=tool_input)
    process = revi(still, "hook", "PreToolUse", "--fail", "closed", arguments=hook_input, env={"REVI_HOOKS": value})
    assert (process.returncode, process.stderr) == (0, "")
    assert message(process) == "revi hook PreToolUse: allowed, because REVI_HOOKS is off"
