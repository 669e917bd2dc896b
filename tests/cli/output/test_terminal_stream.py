"""Whatever a repository contains, both programs print text only."""

from __future__ import annotations

import io
import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.cli.output.terminal_stream import COMMAND_START, TerminalStream, harmless
from revi_docs.report.color import COLOR_START, ansi_color
from tests.support.sample_repo import CONTRACT, PROGRAM, clean_environment, run_docs, write, write_sample

HOSTILE = "\x1b]0;title\x07\x1b[2J\x9b31m\r\u202eright\u2066\u200f\u2028\U000e0041\x7f\ufeff"
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from(HOSTILE)))
def test_no_character_controls_the_terminal(text: str) -> None:
    assert UNPRINTABLE.search(harmless(text)) is None


@given(st.text(st.characters(codec="utf-8", exclude_characters=HOSTILE, exclude_categories=("Cc", "Cf", "Zl", "Zp"))))
def test_other_text_is_printed_as_it_is(text: str) -> None:
    assert harmless(f"{text}\n\t") == f"{text}\n\t"


@pytest.mark.parametrize("text", ["👩‍👩‍👧", "❤️", "می‌خواهم", "क्‍ष", "العربية"])
def test_joiners_and_variation_selectors_are_printed(text: str) -> None:
    assert harmless(text) == text


@given(st.text(st.sampled_from(HOSTILE + '"\\a')))
def test_json_keeps_its_meaning(text: str) -> None:
    assert json.loads(harmless(json.dumps({"a": text}, ensure_ascii=False))) == {"a": text}


def test_only_our_colors_pass() -> None:
    assert harmless(ansi_color("fix", "a\x1b[31mb")) == "\x1b[36ma\\x1b[31mb\x1b[0m"
    assert harmless(COLOR_START.replace("\x1b", "\x1b\x1b")) != "\x1b["


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::set-output name=a::b\n", ":\\u003aset-output name=a::b\n"),
        ("a\n \t::add-mask::b\n", "a\n \t:\\u003aadd-mask::b\n"),
        ("a ##[add-mask]b", "a ##\\u005badd-mask]b"),
        ("std::vector\n", "std::vector\n"),
        (f"{COMMAND_START}error file=a::m%0Afix: f\n", "::error file=a::m%0Afix: f\n"),
        (f"{COMMAND_START}error::a\n::b\n", "::error::a\n:\\u003ab\n"),
    ],
    ids=["command", "indented", "old form", "no command", "ours", "ours, then another"],  # COMMAND_START is random
)
def test_github_executes_our_commands_only(monkeypatch: pytest.MonkeyPatch, text: str, expected: str) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert harmless(text) == expected


def test_a_stream_writes_lines_and_bytes_as_before() -> None:
    buffer = io.BytesIO()
    stream = TerminalStream(buffer, encoding="ascii", errors="backslashreplace", newline="")
    assert stream.write("ä\n") == 2
    stream.writelines(["a\x1b", "b\n"])
    print("c\u202e", file=stream)
    stream.flush()
    assert buffer.getvalue() == b"\\xe4\na\\x1bb\nc\\u202e\n"


def hostile_repository(root: Path) -> Path:
    """The hostile text is wherever a contract can have one that is printed."""
    quoted = json.dumps(HOSTILE + "x")
    contract = CONTRACT.replace("Nobody has begun.", "Nobody.").replace("to: closed", f"to: {quoted}")
    write_sample(root, f"{contract}project: {{prefix: AB, story_id: {quoted}}}\n")
    write(root, "docs/\x1b[31m::error::\u202e.md", "<!-- revi:nothing -->\n<!-- revi:end -->\n")
    return root


@pytest.mark.parametrize(
    "words",
    [
        ["lint"],
        ["check"],
        ["check", "--format", "json"],
        ["check", "--format", "github"],
        ["lint", "--format", "sarif"],
        ["check", HOSTILE.replace("\0", "")],
        ["explain", "\x1b[31m"],
        ["sync"],
        ["\x1b[31m"],
    ],
    ids=ascii,
)
def test_both_streams_of_revi_docs(tmp_path: Path, words: list[str]) -> None:
    result = run_docs(hostile_repository(tmp_path), *words, GITHUB_ACTIONS="true")
    assert result.returncode in (1, 2, 3)
    assert UNPRINTABLE.search(result.stdout + result.stderr) is None
    assert not re.findall(r"^\s*::(?!error|warning)", result.stdout + result.stderr, re.MULTILINE)


@pytest.mark.parametrize(
    "words", [["story", "show", "\x1b[31m"], ["\x1b[31m"], ["hook", "PreToolUse\x1b[31m"]], ids=ascii
)
def test_both_streams_of_revi(tmp_path: Path, words: list[str]) -> None:
    command = [str(PROGRAM.with_name("revi")), *words]
    environment = clean_environment()
    result = subprocess.run(command, cwd=tmp_path, env=environment, input=b"{}\x1b", capture_output=True, check=False)
    output = (result.stdout + result.stderr).decode()
    assert output
    assert UNPRINTABLE.search(output) is None
