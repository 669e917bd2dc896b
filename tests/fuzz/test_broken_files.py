"""No file, however it is broken, ends in an exception that is not ours, in a hang, or in exit code 70."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revi_docs.site.links.site_check import check_site
from tests.fuzz.broken_files import broken
from tests.support.runtime_repository import call, hold, revi
from tests.support.sample_repo import run_docs, write
from tests.support.soak import rounds
from tests.support.time_limit import time_limit

_STORY = "tickets/TKT-7"
_LOGS = f"{_STORY}/_implementation"
_CONTRACT_COMMANDS = (("lint",), ("check", "--no-cache"), ("lint", "--format", "sarif"))
_STORY_COMMANDS = (
    ("story", "show", "TKT-7"),
    ("story", "list"),
    ("can", "TKT-7"),
    ("move", "TKT-7", "closed", "--by", "manual", "--actor", "Ada", "--reason", "r"),
    ("log", "TKT-7", "--actor", "a", "--summary", "s"),
    ("lock", "acquire", "TKT-7", "--phase", "make"),
    ("budget", "report", "TKT-7"),
    ("trace", "emit", "TKT-7", "phase_start", "phase=make"),
    ("metrics", "TKT-7"),
    ("doctor",),
)
KINDS: tuple[tuple[str, str, str, tuple[tuple[str, ...], ...]], ...] = (
    ("contract", "revi.yml", "revi-docs", _CONTRACT_COMMANDS),
    ("region", "PAGE.md", "revi-docs", (("check", "--no-cache"), ("sync",))),
    ("front matter", ".claude/agents/two.md", "revi-docs", (("check", "--no-cache"), ("sync", "--force"))),
    ("template", "templates/regions/statuses.md.j2", "revi-docs", (("lint",), ("check", "--no-cache"))),
    ("adopted files", ".claude/agents/two.md", "revi-docs", (("adopt",),)),
    ("contract of stories", "revi.yml", "revi", _STORY_COMMANDS),
    ("story", f"{_STORY}/TKT-7.md", "revi", _STORY_COMMANDS),
    ("story rules", f"{_STORY}/TKT-7.md", "revi-docs", (("lint",),)),
    ("ledger", f"{_STORY}/LEDGER.jsonl", "revi", _STORY_COMMANDS),
    ("token log", f"{_LOGS}/TOKEN-LOG.md", "revi", _STORY_COMMANDS),
    ("trace", f"{_LOGS}/TRACE.jsonl", "revi", _STORY_COMMANDS),
    ("lock", f"{_LOGS}/.phase-lock", "revi", _STORY_COMMANDS),
    ("budget", f"{_LOGS}/.budget", "revi", _STORY_COMMANDS),
    ("settings", ".claude/settings.json", "revi", (("doctor",),)),
    ("metrics", f"{_LOGS}/METRICS.yaml", "revi", (("metrics", "TKT-7"), ("story", "show", "TKT-7"))),
)
"""Kind, path, program and commands; together they take a share of the inputs each."""

_HOOKS = ("PreToolUse", "UserPromptExpansion", "SubagentStop", "SessionEnd")
_BUG = re.compile(r"Traceback|\b[A-Z]\w+(?:Error|Exception): .*\(\w+\.py:\d+\)|This is a bug")
MAX_SECONDS = 20
SETTINGS = settings(
    max_examples=rounds(2, 6_000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture
def worked(ticket_copy: Path) -> Path:
    """A repository with a sound file of each kind."""
    hold(ticket_copy)
    revi(ticket_copy, "budget", "start", "TKT-7", "--phase", "make", "--tokens", "5")
    revi(ticket_copy, "trace", "emit", "TKT-7", "phase_start", "phase=make")
    command = {"type": "command", "command": "revi hook PreToolUse"}
    settings_text = json.dumps({"hooks": {"PreToolUse": [{"matcher": "Edit", "hooks": [command]}]}})
    write(ticket_copy, ".claude/settings.json", settings_text)
    write(ticket_copy, f"{_LOGS}/METRICS.yaml", "storyId: TKT-7\nphases:\n  make: {tokens: 5, attempts: 1}\n")
    write(
        ticket_copy,
        "templates/regions/statuses.md.j2",
        "{% for status in statuses.values() %}\n- {{ status.id | code }}\n{% endfor %}\n",
    )
    return ticket_copy


def assert_ours(process: subprocess.CompletedProcess[str]) -> None:
    assert process.returncode in (0, 1, 2, 3), process.stderr
    assert not _BUG.search(process.stdout + process.stderr), process.stdout + process.stderr


def files_of(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and not path.is_symlink()}


def restore(root: Path, files: dict[Path, bytes]) -> None:
    for path in [path for path in root.rglob("*") if path.is_file() and path not in files]:
        path.unlink()
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind[0].replace(" ", "-"))
def test_files(worked: Path, kind: tuple[str, str, str, tuple[tuple[str, ...], ...]]) -> None:
    _, path, program, commands = kind
    file = worked / path
    sound = file.read_text(encoding="utf-8")
    files = files_of(worked)
    run = run_docs if program == "revi-docs" else revi

    @SETTINGS
    @given(broken(sound), st.sampled_from(commands))
    def check(content: bytes, command: tuple[str, ...]) -> None:
        restore(worked, files)
        file.write_bytes(content)
        with time_limit(MAX_SECONDS):
            assert_ours(run(worked, *command))

    check()


@pytest.mark.parametrize("event", _HOOKS)
def test_hook_input(worked: Path, event: str) -> None:
    page = str(worked / "PAGE.md")
    fields = {
        "tool_name": "Edit",
        "tool_input": {"file_path": page, "old_string": "My own", "new_string": "Our own"},
        "agent_id": "a1", "agent_type": "tkt:third", "agent_transcript_path": str(worked / "agent-a1.jsonl"),
        "command_name": "begin", "command_args": "TKT-7", "prompt": "/begin TKT-7", "reason": "clear",
    }  # fmt: skip
    sound = call(worked, event, **fields).decode()
    files = files_of(worked)

    @SETTINGS
    @given(broken(sound))
    def check(content: bytes) -> None:
        restore(worked, files)
        with time_limit(MAX_SECONDS):
            assert_ours(revi(worked, "hook", event, arguments=content))

    check()


def transcript_lines() -> Iterator[str]:
    usage = {"input_tokens": 5, "output_tokens": 7, "cache_read_input_tokens": 3, "cache_creation_input_tokens": 2}
    for number in range(3):
        message = {
            "id": f"m{number}",
            "role": "assistant",
            "content": [{"type": "text", "text": "PASS"}],
            "usage": usage,
        }
        yield json.dumps(
            {"type": "assistant", "isSidechain": True, "agentId": "a1", "requestId": f"r{number}",
             "timestamp": f"2026-02-11T13:35:0{number}.500Z", "message": message}
        )  # fmt: skip


def test_transcripts(worked: Path) -> None:
    path = worked / "agent-a1.jsonl"
    event = call(worked, "SubagentStop", agent_id="a1", agent_type="tkt:third", agent_transcript_path=str(path))
    files = files_of(worked)

    @SETTINGS
    @given(broken("\n".join(transcript_lines()) + "\n"))
    def check(content: bytes) -> None:
        restore(worked, files)
        path.write_bytes(content)
        with time_limit(MAX_SECONDS):
            assert_ours(revi(worked, "hook", "SubagentStop", arguments=event))

    check()


PAGE_HTML = """\
<!doctype html><html><head><title>T</title><base href="."><link rel="stylesheet" href="a.css">
<meta http-equiv="refresh" content="3; url=other.html"></head>
<body><h1 id="a">A</h1><a href="#a">x</a><img srcset="a.png 1x, b.png 2x" src="a.png"><p>[text][name]</p></body></html>
"""
STYLE = "@import 'b.css';\n/* c */ body { background: url(a.png) } p { background: url('b.png') }\n"


@pytest.mark.parametrize(("path", "content"), [("index.html", PAGE_HTML), ("a.css", STYLE)])
def test_sites(tmp_path: Path, path: str, content: str) -> None:
    write(tmp_path, "index.html", PAGE_HTML)
    write(tmp_path, "a.css", STYLE)

    @SETTINGS
    @given(broken(content))
    def check(content: bytes) -> None:
        (tmp_path / path).write_bytes(content)
        with time_limit(MAX_SECONDS):
            check_site(tmp_path)

    check()
