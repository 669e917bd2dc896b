"""Hooks in a user's settings: put in once, and nothing that is there is lost, moved or written otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.app.hook_settings import merge_hooks
from revi_docs.contract.loader import load, parse
from revi_docs.contract.model import Contract
from tests.support.sample_repo import run_docs, write, write_sample

SETTINGS = ".claude/settings.json"
EVENTS = ("UserPromptExpansion", "PreToolUse", "SubagentStop", "SessionEnd")


def contract(hooks: str = "") -> Contract:
    return parse(f"revi: 1\n{hooks}".encode()).contract


OURS = {
    "UserPromptExpansion": {"hooks": [{"type": "command", "command": "revi hook UserPromptExpansion", "timeout": 10}]},
    "PreToolUse": {
        "matcher": "Agent|Task|Edit|MultiEdit|NotebookEdit|Write",
        "hooks": [{"type": "command", "command": "revi hook PreToolUse", "timeout": 10}],
    },
    "SubagentStop": {"hooks": [{"type": "command", "command": "revi hook SubagentStop", "timeout": 10}]},
    "SessionEnd": {"hooks": [{"type": "command", "command": "revi hook SessionEnd", "timeout": 10}]},
}
"""What a contract without hooks of its own puts in."""


@pytest.mark.parametrize("content", [b"", b" \n", b"{}", b"{\n}\n"])
def test_settings_that_hold_nothing(content: bytes) -> None:
    made = merge_hooks(content, contract())
    assert json.loads(made) == {"hooks": {event: [group] for event, group in OURS.items()}}
    assert merge_hooks(made, contract()) == made


def test_exactly_this_is_written() -> None:
    made = merge_hooks(b'{\n\t"model": "opus"\n}\n', contract("hooks: {SessionEnd: {fail: open, timeout: 1500ms}}"))
    assert made.decode() == (
        '{\n\t"model": "opus",\n\t"hooks": {\n\t\t"SessionEnd": [\n\t\t\t{\n\t\t\t\t"hooks": [\n\t\t\t\t\t{\n'
        '\t\t\t\t\t\t"type": "command",\n\t\t\t\t\t\t"command": "revi hook SessionEnd",\n'
        '\t\t\t\t\t\t"timeout": 2\n\t\t\t\t\t}\n\t\t\t\t]\n\t\t\t}\n\t\t]\n\t}\n}\n'
    )


THEIRS = """\
{
    "zebra": 1, "permissions": {"allow": ["Bash(ls:*)",   "Read"] },
    "hooks": {
        "PreToolUse": [
            {"matcher": "Bash", "hooks": [{"type": "command", "command": "mine \\u00fc"}]}
        ],
        "Stop": []
    },
    "alpha": [1,2,
      3]
}
"""


def test_what_is_there_stays_as_it_is() -> None:
    made = merge_hooks(THEIRS.encode(), contract()).decode()
    before, after = json.loads(THEIRS), json.loads(made)
    assert list(after) == list(before)
    assert list(after["hooks"]) == ["PreToolUse", "Stop", "UserPromptExpansion", "SubagentStop", "SessionEnd"]
    assert after["hooks"]["PreToolUse"] == [*before["hooks"]["PreToolUse"], OURS["PreToolUse"]]
    rest = iter(made)
    assert all(letter in rest for letter in THEIRS)  # all of it, in its order
    lines = made.splitlines()
    assert [line for line in THEIRS.splitlines() if line not in lines and f"{line}," not in lines] == []
    assert '                "matcher": "Agent|Task|Edit|MultiEdit|NotebookEdit|Write",' in lines
    assert merge_hooks(made.encode(), contract()).decode() == made


def test_another_timeout_and_a_closed_hook_take_the_place_of_ours_alone() -> None:
    first = merge_hooks(THEIRS.encode(), contract())
    text = first.decode().replace('"command": "revi hook PreToolUse",', '"command": "revi hook PreToolUse", "x": 1,')
    made = merge_hooks(text.encode(), contract("hooks: {PreToolUse: {matcher: Edit, fail: closed, timeout: 3s}}"))
    before, after = json.loads(text), json.loads(made)
    assert after["hooks"]["PreToolUse"][1] == {
        "matcher": "Edit",
        "hooks": [{"type": "command", "command": "revi hook PreToolUse --fail closed", "timeout": 3}],
    }
    after["hooks"]["PreToolUse"][1] = before["hooks"]["PreToolUse"][1]
    assert after == before


def test_windows_lines_and_a_mark_at_the_beginning_stay() -> None:
    made = merge_hooks(b'\xef\xbb\xbf{\r\n  "a": 1\r\n}\r\n', contract())
    assert made.startswith(b'\xef\xbb\xbf{\r\n  "a": 1,\r\n  "hooks": {\r\n')
    assert made.count(b"\n") == made.count(b"\r\n")


NO_NAME = "is not valid JSON: Expecting property name enclosed in double quotes"
NO_LIST = "'hooks.PreToolUse' is not a list"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{\n  "a": 1,\n}\n', f"3:1: unreadable-settings: {NO_NAME}"),
        (b'{\n  // mine\n  "a": 1\n}\n', f"2:3: unreadable-settings: {NO_NAME}"),
        (b"[]\n", "1:1: unreadable-settings: is not a JSON object"),
        (b'{\n "hooks": []}', "2:11: unreadable-settings: 'hooks' is not an object"),
        (b'{"hooks": {"PreToolUse": {}}}', f"1:26: unreadable-settings: {NO_LIST}"),
        (b'{"a":\n"\xff"}', "2:1: unreadable-settings: is not valid UTF-8"),
    ],
)
def test_broken_settings_are_refused_with_their_line(tmp_path: Path, content: bytes, told: str) -> None:
    root = write_sample(tmp_path)
    file = write(root, SETTINGS, content)
    answer = run_docs(root, "init", "--hooks")
    assert answer.returncode == 3
    assert answer.stdout.splitlines()[0].startswith(f"{SETTINGS}:{told}")
    assert file.read_bytes() == content


def test_the_command_adds_hooks_and_nothing_else(tmp_path: Path) -> None:
    root = write_sample(tmp_path)
    before = {path for path in root.rglob("*") if path.is_file()}
    answer = run_docs(root, "init", "--hooks")
    assert (answer.returncode, answer.stdout) == (0, f"wrote {SETTINGS}\n")
    assert {path for path in root.rglob("*") if path.is_file()} == {*before, root / SETTINGS}
    content = (root / SETTINGS).read_bytes()
    answer = run_docs(root, "init", "--hooks")
    assert (answer.returncode, answer.stdout) == (0, f"kept {SETTINGS}: it has every hook\n")
    assert (root / SETTINGS).read_bytes() == content


def test_a_start_with_hooks(tmp_path: Path) -> None:
    answer = run_docs(tmp_path, "init", "--hooks")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[-1] == f"wrote {SETTINGS}"
    assert list(json.loads((tmp_path / SETTINGS).read_bytes())["hooks"]) == list(EVENTS)


def test_a_contract_that_is_broken_adds_none(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", "revi: 1\nhooks: {PreToolUse: {fail: perhaps}}\n")
    assert run_docs(tmp_path, "init", "--hooks").returncode == 3
    assert not (tmp_path / SETTINGS).exists()


def test_the_plugin_has_the_same_hooks(root: Path) -> None:
    """But for the way to revi: in the plugin by its own script."""
    ours = json.loads(merge_hooks(b"", load(root).contract))["hooks"]
    plugin = json.loads((root / "plugins/revi/hooks/hooks.json").read_bytes())["hooks"]
    for groups in plugin.values():
        for hook in groups[0]["hooks"]:
            script = 'f="${CLAUDE_PLUGIN_ROOT}/hooks/revi.sh"; test ! -f "$f" || sh "$f" '
            hook["command"] = hook["command"].replace(script, "revi hook ")
    assert plugin == ours


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)
GROUPS = st.lists(st.fixed_dictionaries({"matcher": st.text(), "hooks": st.just([])}), max_size=2)


@given(
    settings=st.dictionaries(st.text().filter(lambda key: key != "hooks"), JSON, max_size=4),
    hooks=st.none() | st.dictionaries(st.sampled_from([*EVENTS, "Stop"]), GROUPS),
    indent=st.sampled_from([None, 1, 2, 4, "\t"]),
)
def test_any_settings(settings: dict[str, Any], hooks: dict[str, Any] | None, indent: int | str | None) -> None:
    whole = settings if hooks is None else {**settings, "hooks": hooks}
    made = merge_hooks(json.dumps(whole, indent=indent).encode(), contract())
    after = json.loads(made)
    added = {event: [*(hooks or {}).get(event, []), group] for event, group in OURS.items()}
    assert after == {**whole, "hooks": {**(hooks or {}), **added}}
    assert list(after)[: len(whole)] == list(whole)
    assert merge_hooks(made, contract()) == made
