"""Hooks are added to a settings file once, and everything else in it is kept byte for byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.app.setup.hook_settings import merge_hooks
from revi_docs.contract.loader import load, parse
from revi_docs.contract.model import Contract
from revi_docs.problems.revi_error import ReviError
from revi_docs.targets.claude import hook_handler
from tests.support.sample_repo import run_docs, write, write_sample

SETTINGS = ".claude/settings.json"
EVENTS = ("UserPromptExpansion", "PreToolUse", "SubagentStop", "SessionEnd")


def contract(hooks: str = "") -> Contract:
    return parse(f"revi: 1\n{hooks}".encode()).contract


def handler(event: str) -> dict[str, Any]:
    return {"type": "command", "command": "revi", "args": ["hook", event], "timeout": 10}


MATCHER = "Agent|Task|Skill|Edit|MultiEdit|NotebookEdit|Write"
OUR_HOOKS: dict[str, dict[str, Any]] = {
    event: {**({"matcher": MATCHER} if event == "PreToolUse" else {}), "hooks": [handler(event)]} for event in EVENTS
}
"""The hooks that a contract without a `hooks` section adds."""


SCHEMA = "https://json.schemastore.org/claude-code-settings.json"


@pytest.mark.parametrize("content", [b"", b" \n", b"{}", b"{\n}\n"])
def test_empty_settings(content: bytes) -> None:
    merged = merge_hooks(content, contract())
    schema = {} if content.strip() else {"$schema": SCHEMA}
    assert json.loads(merged) == {**schema, "hooks": {event: [group] for event, group in OUR_HOOKS.items()}}
    assert merge_hooks(merged, contract()) == merged


def test_exact_content() -> None:
    merged = merge_hooks(b'{\n\t"model": "opus"\n}\n', contract("hooks: {SessionEnd: {fail: open, timeout: 1500ms}}"))
    assert merged.decode() == (
        '{\n\t"model": "opus",\n\t"hooks": {\n\t\t"SessionEnd": [\n\t\t\t{\n\t\t\t\t"hooks": [\n\t\t\t\t\t{\n'
        '\t\t\t\t\t\t"type": "command",\n\t\t\t\t\t\t"command": "revi",\n'
        '\t\t\t\t\t\t"args": [\n\t\t\t\t\t\t\t"hook",\n\t\t\t\t\t\t\t"SessionEnd"\n\t\t\t\t\t\t],\n'
        '\t\t\t\t\t\t"timeout": 2\n\t\t\t\t\t}\n\t\t\t\t]\n\t\t\t}\n\t\t]\n\t}\n}\n'
    )


USER_SETTINGS = """\
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


def test_existing_settings_are_kept() -> None:
    merged = merge_hooks(USER_SETTINGS.encode(), contract()).decode()
    before, after = json.loads(USER_SETTINGS), json.loads(merged)
    assert list(after) == list(before)
    assert list(after["hooks"]) == ["PreToolUse", "Stop", "UserPromptExpansion", "SubagentStop", "SessionEnd"]
    assert after["hooks"]["PreToolUse"] == [*before["hooks"]["PreToolUse"], OUR_HOOKS["PreToolUse"]]
    remaining = iter(merged)
    assert all(letter in remaining for letter in USER_SETTINGS)  # every character is kept, in order
    lines = merged.splitlines()
    assert [line for line in USER_SETTINGS.splitlines() if line not in lines and f"{line}," not in lines] == []
    assert '                "matcher": "Agent|Task|Skill|Edit|MultiEdit|NotebookEdit|Write",' in lines
    assert merge_hooks(merged.encode(), contract()).decode() == merged


OLDER_FORMS = [
    {"type": "command", "command": "revi hook PreToolUse", "timeout": 10},
    {"type": "command", "command": "revi hook PreToolUse --fail closed", "x": 1},
    {"type": "command", "command": "revi", "args": ["hook", "PreToolUse"]},
]


@pytest.mark.parametrize("old", OLDER_FORMS)
def test_a_changed_hook_replaces_only_our_own(old: dict[str, Any]) -> None:
    settings = json.loads(USER_SETTINGS)
    settings_hooks = [old, {"type": "command", "command": "mine"}]
    settings["hooks"]["PreToolUse"].append({"matcher": "Agent", "hooks": settings_hooks})
    text = json.dumps(settings, indent=4)
    merged = merge_hooks(text.encode(), contract("hooks: {PreToolUse: {matcher: Edit, fail: closed, timeout: 3s}}"))
    after = json.loads(merged)
    new = after["hooks"]["PreToolUse"][1]
    assert new == {
        "matcher": "Edit",
        "hooks": [
            {**hook_handler("PreToolUse", fails_closed=True), "timeout": 3},
            {"type": "command", "command": "mine"},
        ],
    }
    after["hooks"]["PreToolUse"][1] = settings["hooks"]["PreToolUse"][1]
    assert after == settings


def test_crlf_and_byte_order_mark_are_kept() -> None:
    merged = merge_hooks(b'\xef\xbb\xbf{\r\n  "a": 1\r\n}\r\n', contract())
    assert merged.startswith(b'\xef\xbb\xbf{\r\n  "a": 1,\r\n  "hooks": {\r\n')
    assert merged.count(b"\n") == merged.count(b"\r\n")


INVALID_JSON = "is not valid JSON: Expecting property name enclosed in double quotes"
NOT_A_LIST = "'hooks.PreToolUse' is not a list"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{\n  "a": 1,\n}\n', f"3:1: unreadable-settings: {INVALID_JSON}"),
        (b'{\n  // mine\n  "a": 1\n}\n', f"2:3: unreadable-settings: {INVALID_JSON}"),
        (b"[]\n", "1:1: unreadable-settings: is not a JSON object"),
        (b'{\n "hooks": []}', "2:11: unreadable-settings: 'hooks' is not an object"),
        (b'{"hooks": {"PreToolUse": {}}}', f"1:26: unreadable-settings: {NOT_A_LIST}"),
        (b'{"a":\n"\xff"}', "2:1: unreadable-settings: is not valid UTF-8"),
    ],
)
def test_invalid_settings_are_reported_with_their_line(tmp_path: Path, content: bytes, expected: str) -> None:
    root = write_sample(tmp_path)
    file = write(root, SETTINGS, content)
    result = run_docs(root, "init", "--hooks")
    assert result.returncode == 3
    assert result.stdout.splitlines()[0].startswith(f"{SETTINGS}:{expected}")
    assert file.read_bytes() == content


def test_the_command_only_adds_hooks(tmp_path: Path) -> None:
    root = write_sample(tmp_path)
    before = {path for path in root.rglob("*") if path.is_file()}
    result = run_docs(root, "init", "--hooks")
    assert (result.returncode, result.stdout) == (0, f"wrote {SETTINGS}\nnext: revi-docs build\n")
    assert {path for path in root.rglob("*") if path.is_file()} == {*before, root / SETTINGS}
    content = (root / SETTINGS).read_bytes()
    result = run_docs(root, "init", "--hooks")
    assert (result.returncode, result.stdout) == (0, "next: revi-docs build\n")
    assert (root / SETTINGS).read_bytes() == content


def test_init_with_hooks_in_an_empty_folder(tmp_path: Path) -> None:
    result = run_docs(tmp_path, "init", "--hooks")
    assert (result.returncode, result.stderr) == (0, "")
    assert SETTINGS in result.stdout.splitlines()[0]
    assert list(json.loads((tmp_path / SETTINGS).read_bytes())["hooks"]) == list(EVENTS)


def test_an_invalid_contract_adds_no_hooks(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", "revi: 1\nhooks: {PreToolUse: {fail: perhaps}}\n")
    assert run_docs(tmp_path, "init", "--hooks").returncode == 3
    assert not (tmp_path / SETTINGS).exists()


def test_the_plugin_has_the_same_hooks(root: Path) -> None:
    own_hooks = json.loads(merge_hooks(b"", load(root).contract))["hooks"]
    plugin = json.loads((root / "plugins/revi/hooks/hooks.json").read_bytes())["hooks"]
    assert plugin == own_hooks


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)
GROUPS = st.lists(st.fixed_dictionaries({"matcher": st.text(), "hooks": st.just([])}), max_size=2)


@given(
    settings=st.dictionaries(st.text().filter(lambda key: key != "hooks"), JSON_VALUES, max_size=4),
    hooks=st.none() | st.dictionaries(st.sampled_from([*EVENTS, "Stop"]), GROUPS),
    indent=st.sampled_from([None, 1, 2, 4, "\t"]),
)
def test_any_settings(settings: dict[str, Any], hooks: dict[str, Any] | None, indent: int | str | None) -> None:
    content = settings if hooks is None else {**settings, "hooks": hooks}
    merged = merge_hooks(json.dumps(content, indent=indent).encode(), contract())
    after = json.loads(merged)
    added = {event: [*(hooks or {}).get(event, []), group] for event, group in OUR_HOOKS.items()}
    assert after == {**content, "hooks": {**(hooks or {}), **added}}
    assert list(after)[: len(content)] == list(content)
    assert merge_hooks(merged, contract()) == merged


STATUSES = """
statuses:
  open: {may_edit: ["**", "!secrets/**", "!*.lock"]}
  busy: {may_edit: ["src/**", "docs/**", "!*.lock", "!secrets/**"]}
  done: {terminal: true}
"""


def test_what_no_status_may_change_is_denied_in_the_settings() -> None:
    statuses = contract(STATUSES)
    merged = json.loads(merge_hooks(b"{}", statuses))
    assert merged["permissions"] == {"deny": ["Edit(*.lock)", "Edit(secrets/**)"]}
    assert set(merged["hooks"]) == set(EVENTS)
    content = b'{"permissions": {"allow": ["Read"], "deny": ["Edit(*.lock)", "Bash(rm *)"]}}'
    merged_content = merge_hooks(content, statuses)
    assert json.loads(merged_content)["permissions"] == {
        "allow": ["Read"],
        "deny": ["Edit(*.lock)", "Bash(rm *)", "Edit(secrets/**)"],
    }
    assert merge_hooks(merged_content, statuses) == merged_content


@pytest.mark.parametrize(
    "statuses",
    [
        STATUSES.replace('"docs/**", "!*.lock", "!secrets/**"', '"!*.lock", "!secrets/**", "docs/**"'),
        STATUSES + "  free: {}\n",
        "\n",
    ],
    ids=["allowed again", "a status without limits", "no statuses"],
)
def test_what_some_status_may_change_is_not_denied(statuses: str) -> None:
    assert "permissions" not in json.loads(merge_hooks(b"{}", contract(statuses)))


@pytest.mark.parametrize("content", ['{"permissions": []}', '{"permissions": {"deny": {}}}'])
def test_permissions_of_another_form_are_not_changed(content: str) -> None:
    with pytest.raises(ReviError, match="unreadable-settings: 'permissions"):
        merge_hooks(content.encode(), contract(STATUSES))
