"""Platform facts are consistent and written in one place."""

from __future__ import annotations

import ast
from pathlib import Path, PurePosixPath

import pytest

from revi_docs.problems.fast_record import FastRecord
from revi_docs.runtime.hooks.hook_call import EVENTS
from revi_docs.targets.claude import TARGET, hook_response

_CONVENTIONS = "a name of OpenTelemetry's conventions"
ALLOWED = {
    ("revi_docs/cli/agent/hook_help.py", "PreToolUse"): "an example in the help",
    ("revi_docs/records/otlp.py", "input_tokens"): _CONVENTIONS,
    ("revi_docs/records/otlp.py", "output_tokens"): _CONVENTIONS,
}
"""(file, fact) → why the fact may be repeated there."""


def test_paths_stay_in_the_repository() -> None:
    paths = TARGET.paths
    for path in (paths.command, paths.agent, paths.skill, paths.document, *paths.settings):
        assert not PurePosixPath(path).is_absolute()
        assert ".." not in PurePosixPath(path).parts


def test_each_hook_event_has_a_module(root: Path) -> None:
    assert tuple(EVENTS) == tuple(event.name for event in TARGET.hook_events)
    for module in EVENTS.values():
        assert (root / f"revi_docs/runtime/hooks/{module}.py").is_file()


def test_a_denied_tool_call_uses_the_permission_form() -> None:
    assert hook_response("PreToolUse", reason="no") == {
        "hookSpecificOutput": {
            "hookEventName": "PreToolUse",
            "permissionDecision": "deny",
            "permissionDecisionReason": "no",
        }
    }
    assert hook_response("SubagentStop", reason="no") == {"decision": "block", "reason": "no"}
    assert hook_response("UserPromptExpansion", context="c") == {
        "hookSpecificOutput": {"hookEventName": "UserPromptExpansion", "additionalContext": "c"}
    }
    assert hook_response("SessionEnd") == {}


def facts() -> tuple[str, ...]:
    """Texts that only a platform's module may contain."""
    tools = (TARGET.tools.multi_edit, TARGET.tools.notebook_edit)
    events = (event.name for event in TARGET.hook_events)
    fields = (TARGET.transcripts.side_chain_field, TARGET.transcripts.synthetic_model)
    names = [
        value
        for group in (TARGET.variables, TARGET.hook_fields, TARGET.tool_fields, TARGET.settings, TARGET.run_result)
        for fact in vars(group).values()
        for value in ([fact] if isinstance(fact, str) else fact)
        # Words of the language, such as `content`, mean other things elsewhere.
        if "_" in value or any(letter.isupper() for letter in value)
    ]
    paths = (TARGET.paths.skill_file, TARGET.paths.plugin_manifest, *TARGET.paths.instructions)
    syntax = (TARGET.syntax.agent_mention, TARGET.argument_hint_field)
    return (*names, *tools, *events, *fields, *paths, *syntax)


def string_constants(tree: ast.Module) -> list[tuple[int, str]]:
    """Line and text of every string that is not a docstring."""
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def repeated_facts(source: str, file: str, platform_facts: tuple[str, ...]) -> list[str]:
    return [
        f"{file}:{line}: {fact}"
        for line, text in string_constants(ast.parse(source))
        for fact in platform_facts
        if fact in text and (file, fact) not in ALLOWED
    ]


def test_facts_are_written_in_one_place(root: Path) -> None:
    repeated: list[str] = []
    platform_facts = facts()
    for path in sorted((root / "revi_docs").rglob("*.py")):
        file = path.relative_to(root).as_posix()
        # Tables of codes quote files of users as examples.
        if not file.startswith("revi_docs/targets/") and path.stem != "codes":
            repeated += repeated_facts(path.read_text("utf-8"), file, platform_facts)
    assert repeated == []


def test_facts_do_not_change() -> None:
    with pytest.raises(AttributeError, match="records do not change: id"):
        TARGET.id = "other"  # type: ignore[misc]  # what the test tries


def test_every_fact_is_stated() -> None:
    """A plain class does not notice a missing field, so this does, for every group of facts."""
    groups = [TARGET, *(value for value in vars(TARGET).values() if isinstance(value, FastRecord)), *TARGET.hook_events]
    for group in groups:
        assert [name for name in type(group).__annotations__ if not hasattr(group, name)] == []
        assert set(vars(group)) <= set(type(group).__annotations__)


def test_a_repeated_fact_is_found() -> None:
    assert repeated_facts('x = "CLAUDE_PID"\n', "a.py", facts()) == ["a.py:1: CLAUDE_PID"]
    assert repeated_facts('"""CLAUDE_PID in prose."""\n', "a.py", facts()) == []
